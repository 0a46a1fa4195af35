package dev.navicert.disk;

import dev.navicert.name.Gun;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;

/**
 * The collections of a trust directory: whatever has a root or something staged. Links are not followed; directories that Notary
 * made for a name it then found nothing about do not count.
 */
final class KeptCollections extends SimpleFileVisitor<Path> {
    private final Path top;
    private final TreeMap<String, Gun> found = new TreeMap<>();

    private KeptCollections(Path top) {
        this.top = top;
    }

    /** By name; none if there is no such directory. */
    static Set<Gun> below(Path top) throws IOException {
        KeptCollections collections = new KeptCollections(top);
        if (Files.isDirectory(top)) {
            try {
                Files.walkFileTree(top, collections);
            } catch (IOException e) {
                throw new IOException(GoFileWords.of("open", top, e), e);
            }
        }
        return new LinkedHashSet<>(collections.found.values());
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
        boolean kept = Files.isRegularFile(directory.resolve("metadata/root.json"))
                || holdsAny(directory.resolve("changelist"));
        if (kept && !directory.equals(top)) {
            String name = top.relativize(directory).toString();
            found.put(name, new Gun(name));
        }
        return FileVisitResult.CONTINUE;
    }

    private static boolean holdsAny(Path changelist) throws IOException {
        if (!Files.isDirectory(changelist)) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(changelist, "*.change")) {
            return files.iterator().hasNext();
        }
    }
}
