package dev.navicert.cli;

import dev.navicert.cli.terminal.FatalException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The content to verify, whole: it may be passed on only after its last byte was seen. */
record Payload(byte[] bytes) {
    private static final int MAX_BYTES = 1 << 30;
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Reads a file, or standard input if no file is named. */
    static Payload read(Session session, String file) throws FatalException {
        byte[] bytes;
        try {
            bytes = file.isEmpty()
                    ? session.terminal().in().readNBytes(MAX_BYTES + 1)
                    : new UserFile(session, file).read(in -> in.readNBytes(MAX_BYTES + 1));
        } catch (IOException e) {
            throw new FatalException("Error reading content from STDIN: " + e.getMessage(), e);
        }
        if (bytes.length > MAX_BYTES) {
            throw new FatalException("cannot verify more than " + MAX_BYTES + " bytes");
        }
        return new Payload(bytes);
    }

    /** Writes the content to standard output; less than all of it is not what was verified. */
    void deliver(Session session) throws FatalException {
        try {
            session.terminal().deliver(bytes);
        } catch (IOException e) {
            throw new FatalException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Writes the content to a file that only its owner can read. */
    void writeTo(Session session, String name) throws FatalException {
        UserFile file = new UserFile(session, name);
        Path path = file.path();
        try {
            if (!Files.exists(path)) {
                Files.createFile(path, PRIVATE);
            }
            try (OutputStream out =
                    Files.newOutputStream(path, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw new FatalException(file.isDirectory() ? "open " + name + ": is a directory" : file.opening(e), e);
        }
    }
}
