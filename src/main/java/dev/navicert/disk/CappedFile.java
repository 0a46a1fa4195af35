package dev.navicert.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a file without trusting its size or its kind. */
final class CappedFile {
    private CappedFile() {}

    /** The file was longer than allowed. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException(Path file, long limit) {
            super(file + " is longer than the " + limit + " bytes allowed");
        }
    }

    /**
     * The content; empty if there is no such file. A pipe or a device in a file's place is refused: it could make anybody wait
     * for ever.
     *
     * @throws TooLongException if there is more than {@code limit}; nothing beyond it is held in memory
     */
    static Optional<byte[]> read(Path file, long limit) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("read " + file + ": is a directory");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("open " + file + ": it is no plain file");
        }
        int cap = (int) Math.min(limit, Integer.MAX_VALUE - 16);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(cap);
            if (bytes.length == cap && in.read() >= 0) {
                throw new TooLongException(file, limit);
            }
            return Optional.of(bytes);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (TooLongException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(GoFileWords.of("open", file, e), e);
        }
    }
}
