package dev.navicert.cli;

import dev.navicert.cli.terminal.FatalException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A file that the user names, relative to the working directory.
 *
 * @param name as the user wrote it, which is how messages call it
 */
record UserFile(Session session, String name) {
    /** What is done with a file's content while it is open. */
    @FunctionalInterface
    interface Reader<T> {
        T read(InputStream content) throws IOException;
    }

    /** @throws FatalException in Go's words: {@code open nosuch.txt: no such file or directory} */
    <T> T read(Reader<T> reader) throws FatalException {
        if (name.isEmpty()) {
            throw new FatalException("open : no such file or directory");
        }
        try (InputStream in = Files.newInputStream(path())) {
            return reader.read(in);
        } catch (IOException | InvalidPathException e) {
            throw new FatalException(isDirectory() ? "read " + name + ": is a directory" : opening(e), e);
        }
    }

    /**
     * The whole content.
     *
     * @throws FatalException in Go's words, or if it is longer than {@code limit}
     */
    byte[] bytes(int limit) throws FatalException {
        byte[] bytes = read(in -> in.readNBytes(limit + 1));
        if (bytes.length > limit) {
            throw new FatalException(name + " is longer than the " + limit + " bytes allowed");
        }
        return bytes;
    }

    /** Whether there is anything of this name. */
    boolean exists() {
        try {
            return !name.isEmpty() && Files.exists(path());
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Why it cannot be opened. */
    String opening(Exception e) {
        return "open " + name + ": " + reason(e);
    }

    boolean isDirectory() {
        try {
            return Files.isDirectory(path());
        } catch (InvalidPathException e) {
            return false;
        }
    }

    Path path() {
        return session.surroundings().directory().resolve(name);
    }

    /** Why a file cannot be used, in the system's words. */
    static String reason(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof InvalidPathException) {
            return "invalid argument";
        }
        if (e instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason().toLowerCase(Locale.ROOT);
        }
        return e instanceof IOException && e.getMessage() != null
                ? e.getMessage().toLowerCase(Locale.ROOT)
                : "input/output error";
    }
}
