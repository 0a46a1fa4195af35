package dev.navicert.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Replaces a file as a whole: a reader, also one after a crash or a power failure at any moment, finds the old content or the
 * new one.
 *
 * <p>The content goes to a new file beside it, which is forced to the disk and renamed; then the directory is forced, so that
 * the rename itself survives. A crash can leave the new file behind; its name starts with a dot and ends in {@value #SUFFIX}.
 */
public final class AtomicFile {
    /** How the name of an unfinished file ends. */
    public static final String SUFFIX = ".partial";

    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> PUBLIC = PosixFilePermissions.fromString("rw-r--r--");

    private AtomicFile() {}

    /** Writes {@code content} to {@code file}, readable by its owner only (0600). The directory must exist. */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, content, parent(file), PRIVATE);
    }

    /** As {@link #write(Path, byte[])}, but the new file is made in {@code workshop}: for where every file counts. */
    static void write(Path file, byte[] content, Path workshop) throws IOException {
        write(file, content, workshop, PRIVATE);
    }

    /** As {@link #write(Path, byte[])}, but readable by everybody (0644, less what the process's mask takes away). */
    static void publish(Path file, byte[] content) throws IOException {
        write(file, content, parent(file), PUBLIC);
    }

    private static void write(Path file, byte[] content, Path workshop, Set<PosixFilePermission> permissions)
            throws IOException {
        Path directory = parent(file);
        Path partial = workshop.resolve("." + file.getFileName() + "." + randomName() + SUFFIX);
        try {
            try (FileChannel channel = FileChannel.open(
                    partial,
                    Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                    attributes(partial, permissions))) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(partial);
            throw new IOException(GoFileWords.of("open", file, e), e);
        }
        force(directory);
    }

    /** Removes the file for good, also after a power failure; no error if there is none. */
    public static void delete(Path file) throws IOException {
        try {
            if (Files.deleteIfExists(file)) {
                force(parent(file));
            }
        } catch (IOException e) {
            throw new IOException(GoFileWords.of("remove", file, e), e);
        }
    }

    private static Path parent(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException(file + " is no file");
        }
        return directory;
    }

    private static String randomName() {
        byte[] name = new byte[8];
        ThreadLocalRandom.current().nextBytes(name);
        return HexFormat.of().formatHex(name);
    }

    private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    /**
     * Makes what was renamed and removed in a directory survive a power failure. Not every file system lets a directory be
     * opened (Windows does not); there it is as durable as it gets.
     */
    static void force(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException ignored) {
            // The content is in place; only its survival of a power failure is up to the file system.
        }
    }
}
