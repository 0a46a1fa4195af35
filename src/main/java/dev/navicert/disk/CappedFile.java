package dev.navicert.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
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
        try {
            return Optional.of(read(file, Files.readAttributes(file, BasicFileAttributes.class), limit));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (FileSystemException e) {
            throw new IOException(GoFileWords.of("open", file, e), e);
        }
    }

    /**
     * The content of a file at which the caller has just looked: thousands of small ones are read here, and each look costs as
     * much as reading one.
     *
     * @param seen what was seen where {@code file} leads to
     * @throws TooLongException as {@link #read(Path, long)}
     * @throws NoSuchFileException if it is gone meanwhile
     */
    static byte[] read(Path file, BasicFileAttributes seen, long limit) throws IOException {
        if (seen.isDirectory()) {
            throw new IOException("read " + file + ": is a directory");
        }
        if (!seen.isRegularFile()) {
            throw new IOException("open " + file + ": it is no plain file");
        }
        int cap = (int) Math.min(limit, Integer.MAX_VALUE - 16);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            // One more than there should be: if it stays free, this was the end.
            byte[] bytes = new byte[(int) Math.min(seen.size(), cap) + 1];
            int length = 0;
            for (int read; (read = channel.read(ByteBuffer.wrap(bytes, length, bytes.length - length))) >= 0; ) {
                length += read;
                if (length > cap) {
                    throw new TooLongException(file, limit);
                }
                if (length == seen.size() && length < bytes.length) {
                    break;
                }
                if (length == bytes.length) {
                    bytes = Arrays.copyOf(bytes, (int) Math.min(2L * length, cap + 1L));
                }
            }
            return Arrays.copyOf(bytes, length);
        } catch (NoSuchFileException | TooLongException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(GoFileWords.of("open", file, e), e);
        }
    }
}
