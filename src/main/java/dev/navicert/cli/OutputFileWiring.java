package dev.navicert.cli;

import dev.navicert.cli.terminal.FatalException;
import dev.navicert.disk.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file that the user names for what is to be written. It is replaced as a whole, so that a failure costs no older one and leaves
 * nothing half-written, and is made for its owner alone (0600). Devices and pipes are written to.
 *
 * @param name as the user wrote it, relative to the working directory
 */
record OutputFileWiring(Session session, String name) {
    /**
     * Finds out, before any work, whether the file can be written. Makes it if it is not there, as Notary does, and changes
     * nothing in it. Whoever reads a pipe would take the end of the trial for the end of the content, so pipes are not tried.
     *
     * @return whether it was made
     * @throws FatalException in Go's words
     */
    boolean check() throws FatalException {
        try {
            Path file = file();
            if (!Files.exists(file)) {
                AtomicFile.write(file, new byte[0]);
                return true;
            }
            if (Files.isRegularFile(file) || Files.isDirectory(file)) {
                Files.newOutputStream(file, StandardOpenOption.WRITE).close();
            }
            return false;
        } catch (IOException | InvalidPathException e) {
            throw failure(e);
        }
    }

    /** Writes a secret: only its owner can read it (0600), also where Notary would keep the mode of the file that was there. */
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

    /** Writes what is no secret: a file that was there keeps its mode. */
    void writeKeepingMode(byte[] content) throws FatalException {
        try {
            Path file = file();
            if (!Files.isRegularFile(file)) {
                write(content);
                return;
            }
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            // Whoever may not write it may still replace it, which is not what its mode says.
            check();
            write(content);
            Files.setPosixFilePermissions(file, mode);
        } catch (IOException | InvalidPathException e) {
            throw failure(e);
        }
    }

    /**
     * Writes secrets to several files, or to none of those that were not there before.
     *
     * @param contents in order
     */
    static void writeAll(Map<OutputFileWiring, byte[]> contents) throws FatalException {
        List<OutputFileWiring> made = new ArrayList<>();
        try {
            for (OutputFileWiring file : contents.keySet()) {
                if (file.check()) {
                    made.add(file);
                }
            }
            for (Map.Entry<OutputFileWiring, byte[]> content : contents.entrySet()) {
                content.getKey().write(content.getValue());
            }
        } catch (FatalException e) {
            made.forEach(OutputFileWiring::discard);
            throw e;
        }
    }

    /** Takes away what {@link #check} has made. */
    void discard() {
        try {
            Files.deleteIfExists(file());
        } catch (IOException | InvalidPathException e) {
            session.log().warning(name + " cannot be removed: " + UserFile.reason(e));
        }
    }

    private Path file() {
        return new UserFile(session, name).path();
    }

    private FatalException failure(Exception e) {
        UserFile file = new UserFile(session, name);
        // AtomicFile tells its own path; the user knows the file by another name.
        Exception cause = e.getCause() instanceof IOException original ? original : e;
        if (file.isDirectory()) {
            return new FatalException("open " + name + ": is a directory", e);
        }
        boolean writing = cause instanceof IOException && !(cause instanceof FileSystemException);
        return new FatalException(writing ? "write " + name + ": " + UserFile.reason(cause) : file.opening(cause), e);
    }
}
