package dev.navicert.disk;

import dev.navicert.keys.KeyFiles;
import dev.navicert.tuf.crypto.Pem;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Key files in Notary's trust directory: {@code private/<key id>.key}, mode 0600, found in folders below as well. Links are
 * passed over, as in Notary.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/storage/filestore.go">Notary
 *     storage/filestore.go</a>
 */
public final class KeyDirectory implements KeyFiles {
    private static final String SUFFIX = ".key";
    /** Levels of folders; nobody has any. */
    private static final int MAX_DEPTH = 32;

    private final Path directory;

    private KeyDirectory(Path directory) {
        this.directory = directory;
    }

    /**
     * Opens the directory, which is made if need be, and moves keys of Notary before 0.5 to where they are today.
     *
     * @param notMoved is given a name for each file of an old layout that could not be moved; it stays where it was
     * @throws IOException if the directory cannot be made or used, with Go's text
     */
    public static KeyDirectory open(TrustDirectory trustDirectory, OldKeyLayout.Observer notMoved) throws IOException {
        Path directory = trustDirectory.privateKeys();
        PrivateDirectory.create(directory);
        KeyDirectory keys = new KeyDirectory(directory);
        OldKeyLayout.migrate(directory, keys, notMoved);
        return keys;
    }

    @Override
    public List<String> list() throws IOException {
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            walk(directory, "", 0, names);
        }
        return names;
    }

    /** Names of key files below a folder, each folder's entries in the order of their names. */
    static void walk(Path folder, String prefix, int depth, List<String> names) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (IOException | DirectoryIteratorException unreadable) {
            return; // Notary passes over what it cannot look into, and so does whoever may not see it
        }
        entries.sort(
                (a, b) -> a.getFileName().toString().compareTo(b.getFileName().toString()));
        for (Path entry : entries) {
            String name = entry.getFileName().toString();
            if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                if (depth < MAX_DEPTH) {
                    walk(entry, prefix + name + "/", depth + 1, names);
                }
            } else if (name.endsWith(SUFFIX) && !Files.isSymbolicLink(entry)) {
                names.add(prefix + name.substring(0, name.length() - SUFFIX.length()));
            }
        }
    }

    @Override
    public Optional<byte[]> find(String name) throws IOException {
        return CappedFile.read(file(name), Pem.MAX_BYTES);
    }

    @Override
    public void store(String name, byte[] content) throws IOException {
        AtomicFile.write(file(name), content);
    }

    @Override
    public void remove(String name) throws IOException {
        AtomicFile.delete(file(name));
    }

    private Path file(String name) throws IOException {
        try {
            Path file = directory.resolve(name + SUFFIX).normalize();
            if (file.startsWith(directory.normalize())) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw new IOException("open " + directory + ": invalid argument", e);
        }
        throw new IOException("path outside of store");
    }
}
