package dev.navicert.disk;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Removes directories with what is in them. Symbolic links are removed, never followed. */
final class FileTree {
    private FileTree() {}

    /** No error if there is nothing of that name. */
    static void remove(Path top) throws IOException {
        if (Files.exists(top, LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(top, new Removal());
        }
    }

    /** Removes a directory, unless there is something in it. */
    static void removeIfEmpty(Path directory) throws IOException {
        try {
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException somebodyElses) {
            // It stays.
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            return remove(file);
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            return remove(directory);
        }

        private static FileVisitResult remove(Path path) throws IOException {
            try {
                Files.deleteIfExists(path);
                return FileVisitResult.CONTINUE;
            } catch (NoSuchFileException gone) {
                return FileVisitResult.CONTINUE;
            } catch (IOException e) {
                throw new IOException(GoFileWords.of("unlinkat", path, e), e);
            }
        }
    }
}
