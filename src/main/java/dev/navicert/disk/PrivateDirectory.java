package dev.navicert.disk;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes directories that only their owner can enter (0700), and says in Notary's words why one cannot be made. */
public final class PrivateDirectory {
    private PrivateDirectory() {}

    /**
     * Makes the directory and those above it that are missing; existing ones stay as they are.
     *
     * @throws IOException with Go's text: {@code mkdir /path: not a directory}
     */
    public static void create(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            return;
        }
        if (Files.exists(absolute)) {
            throw new IOException("mkdir " + absolute + ": not a directory");
        }
        Path parent = absolute.getParent();
        if (parent != null) {
            create(parent);
        }
        try {
            Files.createDirectory(absolute, attributes(absolute));
        } catch (FileAlreadyExistsException somebodyElseMadeIt) {
            if (!Files.isDirectory(absolute)) {
                throw new IOException("mkdir " + absolute + ": not a directory", somebodyElseMadeIt);
            }
        } catch (IOException e) {
            throw new IOException(GoFileWords.of("mkdir", absolute, e), e);
        }
    }

    private static FileAttribute<?>[] attributes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
