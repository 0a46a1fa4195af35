package dev.navicert.disk;

import dev.navicert.name.Gun;
import dev.navicert.trust.view.Remembered;
import dev.navicert.trust.view.RepositoryStore;
import dev.navicert.tuf.Checksum;
import dev.navicert.tuf.RoleName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the webhook keeps of verified repositories: {@code <state>/v1/<server>/<sha256 of GUN>/} with one {@link StateFile} named
 * {@code repository} (collection, anchor, floors, which metadata) and the metadata itself in {@code <sha256>.json}.
 *
 * <p>Never Notary's layout, where two collections can share a file name. Metadata is in place before the state file names it, and
 * removed after the state file has forgotten it; the state file is replaced atomically. So a process that dies at any moment leaves
 * the state before or the state after, and floors never sink.
 *
 * <p>One process at a time: {@link #open} takes a lock that ends with the process.
 */
public final class StateDirectory implements RepositoryStore, AutoCloseable {
    private final StateReader reader;
    private final FileChannel lock;

    private StateDirectory(StateReader reader, FileChannel lock) {
        this.reader = reader;
        this.lock = lock;
    }

    /**
     * Opens the state directory, made if it is missing.
     *
     * @throws IOException if it cannot be made or another process uses it
     */
    public static StateDirectory open(Path state) throws IOException {
        Path directory = state.toAbsolutePath().resolve("v1");
        PrivateDirectory.create(directory);
        Path file = directory.resolve("lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locks(channel)) {
            channel.close();
            throw new IOException("state directory " + state
                    + " is in use by another process; give each its own with --state, or stop the other");
        }
        return new StateDirectory(new StateReader(state), channel);
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            FileLock taken = channel.tryLock();
            return taken != null;
        } catch (OverlappingFileLockException thisProcess) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    @Override
    public Optional<Remembered> recall(String server, Gun gun) throws IOException {
        return reader.recall(server, gun);
    }

    @Override
    public void remember(String server, Gun gun, Remembered remembered) throws IOException {
        Path repository = reader.path(server, gun);
        Map<RoleName, String> files = new HashMap<>();
        remembered.metadata().forEach((role, bytes) -> files.put(role, Checksum.sha256(bytes)));
        byte[] state = new StateFile(server, gun, remembered.memory(), files, remembered.checkedAtOrNull()).toBytes();
        PrivateDirectory.create(repository);
        for (Map.Entry<RoleName, byte[]> file : remembered.metadata().entrySet()) {
            String hash = files.getOrDefault(file.getKey(), "");
            if (StateReader.metadata(repository, hash).isEmpty()) {
                AtomicFile.write(StateReader.metadataFile(repository, hash), file.getValue());
            }
        }
        AtomicFile.write(repository.resolve(StateReader.STATE_FILE), state);
        removeOthers(repository, Set.copyOf(files.values()));
    }

    /** Metadata that is named no more, and what a crash left half done. */
    private static void removeOthers(Path repository, Set<String> hashes) throws IOException {
        Set<String> keep = new HashSet<>();
        hashes.forEach(hash -> keep.add(
                StateReader.metadataFile(repository, hash).getFileName().toString()));
        keep.add(StateReader.STATE_FILE);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(repository)) {
            for (Path entry : entries) {
                if (!keep.contains(entry.getFileName().toString())) {
                    Files.deleteIfExists(entry);
                }
            }
        }
    }
}
