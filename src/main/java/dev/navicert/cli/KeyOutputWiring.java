package dev.navicert.cli;

import dev.navicert.cli.terminal.FatalException;
import dev.navicert.disk.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keys on their way to a file that the user names. A file is replaced as a whole, so that a failure costs no older backup, and
 * only its owner can read it (0600), also where Notary would keep the mode of the file that was there. Devices and pipes are
 * written to.
 *
 * @param name as the user wrote it, relative to the working directory
 */
record KeyOutputWiring(Session session, String name) {
    /**
     * Finds out, before any work, whether the file can be written. Makes it if it is not there, as Notary does, and changes
     * nothing in it. Whoever reads a pipe would take the end of the trial for the end of the keys, so pipes are not tried.
     *
     * @throws FatalException in Go's words
     */
    void check() throws FatalException {
        try {
            Path file = file();
            if (!Files.exists(file)) {
                AtomicFile.write(file, new byte[0]);
            } else if (Files.isRegularFile(file) || Files.isDirectory(file)) {
                Files.newOutputStream(file, StandardOpenOption.WRITE).close();
            }
        } catch (IOException | InvalidPathException e) {
            throw failure(e);
        }
    }

    void write(byte[] content) throws FatalException {
        try {
            Path file = file();
            if (!Files.exists(file) || Files.isRegularFile(file)) {
                AtomicFile.write(Files.exists(file) ? file.toRealPath() : file, content);
                return;
            }
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
                out.write(content);
            }
        } catch (IOException | InvalidPathException e) {
            throw failure(e);
        }
    }

    private Path file() {
        return new UserFile(session, name).path();
    }

    private FatalException failure(Exception e) {
        UserFile file = new UserFile(session, name);
        // AtomicFile tells its own path; the user knows the file by another name.
        Exception cause = e.getCause() instanceof IOException original ? original : e;
        return new FatalException(file.isDirectory() ? "open " + name + ": is a directory" : file.opening(cause), e);
    }
}
