package dev.navicert.cli;

import dev.navicert.cli.terminal.FatalException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
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
        try (InputStream in = file.isEmpty()
                ? session.terminal().in()
                : Files.newInputStream(session.surroundings().directory().resolve(file))) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new FatalException("cannot verify more than " + MAX_BYTES + " bytes");
            }
            return new Payload(bytes);
        } catch (IOException | InvalidPathException e) {
            boolean directory = !file.isEmpty()
                    && !(e instanceof InvalidPathException)
                    && Files.isDirectory(session.surroundings().directory().resolve(file));
            throw new FatalException(directory ? "read " + file + ": is a directory" : opening(file, e), e);
        }
    }

    /** Writes the content to a file that only its owner can read. */
    void writeTo(Session session, String file) throws FatalException {
        Path path = session.surroundings().directory().resolve(file);
        try {
            if (!Files.exists(path)) {
                Files.createFile(path, PRIVATE);
            }
            try (OutputStream out =
                    Files.newOutputStream(path, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw new FatalException(
                    Files.isDirectory(path) ? "open " + file + ": is a directory" : opening(file, e), e);
        }
    }

    private static String opening(String file, Exception e) {
        return "open " + file + ": " + reason(e);
    }

    /** Why a file cannot be used, in the system's words. */
    static String reason(Exception e) {
        String reason = "input/output error";
        if (e instanceof NoSuchFileException) {
            reason = "no such file or directory";
        } else if (e instanceof AccessDeniedException) {
            reason = "permission denied";
        } else if (e instanceof InvalidPathException) {
            reason = "invalid argument";
        } else if (e instanceof FileSystemException failure && failure.getReason() != null) {
            reason = failure.getReason().toLowerCase(java.util.Locale.ROOT);
        }
        return reason;
    }
}
