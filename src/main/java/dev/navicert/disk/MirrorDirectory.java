package dev.navicert.disk;

import dev.navicert.name.Gun;
import dev.navicert.trust.RemoteMetadata;
import dev.navicert.trust.mirror.CollectionCopy;
import dev.navicert.trust.mirror.InvalidManifestException;
import dev.navicert.trust.mirror.Manifest;
import dev.navicert.tuf.Checksum;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * A mirror that is being written, by one process at a time. Any web server can serve it as it is: beside the collections there is
 * {@code v2/index.html}, which is what {@code GET /v2/} finds, and by which Notary knows a trust server.
 *
 * <p>Each file is replaced as a whole, and only if its bytes differ; what names another file is written after it. Nothing is ever
 * deleted: a reader that holds yesterday's timestamp finds yesterday's files.
 */
public final class MirrorDirectory implements AutoCloseable {
    private static final byte[] PING = "{}".getBytes(StandardCharsets.UTF_8);
    private static final String LOCK = ".navicert-mirror.lock";

    private final Path top;
    private final FileChannel lock;

    private MirrorDirectory(Path top, FileChannel lock) {
        this.top = top;
        this.lock = lock;
    }

    /**
     * Opens it for writing, making what is missing.
     *
     * @throws IOException if it cannot be written, or another process is writing it
     */
    public static MirrorDirectory open(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
        } catch (IOException e) {
            throw new IOException(GoFileWords.of("mkdir", absolute, e), e);
        }
        Path top = absolute.toRealPath();
        FileChannel lock = lock(top);
        MirrorDirectory mirror = new MirrorDirectory(top, lock);
        try {
            mirror.write(top.resolve("v2/index.html"), PING);
            return mirror;
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private static FileChannel lock(Path top) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(top.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IOException(GoFileWords.of("open", top.resolve(LOCK), e), e);
        }
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException bySomebodyInThisProcess) {
            // The same as by another process.
        }
        channel.close();
        throw new IOException("the mirror " + top + " is in use: another mirror command writes it; wait for its end");
    }

    /** The manifest of the last time; empty if there was none. */
    public Manifest manifest() throws IOException {
        Optional<byte[]> text = CappedFile.read(top.resolve(Manifest.FILE), Manifest.CAP);
        if (text.isEmpty()) {
            return Manifest.EMPTY;
        }
        try {
            return Manifest.decode(text.get());
        } catch (InvalidManifestException e) {
            throw new IOException(
                    top.resolve(Manifest.FILE) + ": " + e.getMessage() + "; move it away, or choose another directory",
                    e);
        }
    }

    /** What it holds of a collection so far. */
    public RemoteMetadata collection(Gun gun) {
        return new Mirror(top).collection(gun);
    }

    /**
     * How many files were written and how many were there already.
     */
    public record Stored(int written, int unchanged) {}

    /**
     * Refuses a name under which nothing can be kept here.
     *
     * @throws IOException if it would lie outside, or among another collection's files, or no URL could name it
     */
    public void check(Gun gun) throws IOException {
        folder(gun);
    }

    /** Writes a collection, the timestamp last. After a failure readers see what was there before, or all that is new. */
    public Stored store(CollectionCopy copy) throws IOException {
        Path folder = folder(copy.gun());
        int written = 0;
        for (Map.Entry<String, byte[]> file : copy.files().entrySet()) {
            if (write(folder.resolve(file.getKey()), file.getValue())) {
                written++;
            }
        }
        return new Stored(written, copy.files().size() - written);
    }

    /** Writes the manifest; returns its SHA-256, which is what one pins. */
    public String store(Manifest manifest) throws IOException {
        byte[] text = manifest.encode();
        write(top.resolve(Manifest.FILE), text);
        return Checksum.sha256(text);
    }

    private Path folder(Gun gun) throws IOException {
        String name = gun.value();
        boolean odd = name.chars().anyMatch(MirrorDirectory::isOddInUrl)
                || name.startsWith("/")
                || name.endsWith("/")
                || name.contains("//")
                || Arrays.asList(name.split("/")).contains("_trust");
        if (odd) {
            throw new IOException("cannot mirror \"" + printable(name) + "\": it is no name that a URL can end in");
        }
        try {
            return GunPath.below(top.resolve("v2"), gun).resolve("_trust/tuf");
        } catch (InvalidPathException e) {
            throw new IOException("cannot mirror \"" + printable(name) + "\": " + e.getReason(), e);
        }
    }

    /** What a web server would read as another name than the one on disk: escapes, a query, a fragment. */
    private static boolean isOddInUrl(int c) {
        return Character.isISOControl(c) || Character.isSurrogate((char) c) || "%?#\\".indexOf(c) >= 0;
    }

    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }

    private boolean write(Path file, byte[] content) throws IOException {
        Path directory = file.resolveSibling(".").normalize();
        checkInside(directory);
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new IOException(GoFileWords.of("mkdir", directory, e), e);
        }
        if (Files.isRegularFile(file) && Files.size(file) == content.length) {
            Optional<byte[]> present = CappedFile.read(file, content.length);
            if (present.isPresent() && Arrays.equals(present.get(), content)) {
                return false;
            }
        }
        AtomicFile.publish(file, content);
        return true;
    }

    /** Links may shorten ways, but not lead out. */
    private void checkInside(Path directory) throws IOException {
        Path existing = directory;
        while (!Files.exists(existing)) {
            existing = existing.resolve("..").normalize();
        }
        if (!existing.toRealPath().startsWith(top)) {
            throw new IOException(existing + " leads out of the mirror " + top);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
