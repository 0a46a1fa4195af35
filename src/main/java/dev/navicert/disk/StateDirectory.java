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
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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
    private static final String STATE_FILE = "repository";
    /** What {@code trust} allows to be downloaded for a webhook. */
    private static final long MAX_METADATA = 32L << 20;

    private static final Pattern SERVER = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

    private final Path directory;
    private final FileChannel lock;

    private StateDirectory(Path directory, FileChannel lock) {
        this.directory = directory;
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
        return new StateDirectory(directory, channel);
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
        Path repository = path(server, gun);
        Optional<StateFile> state = state(repository, server, gun);
        if (state.isEmpty()) {
            return Optional.empty();
        }
        Map<RoleName, byte[]> metadata = new HashMap<>();
        state.get()
                .files()
                .forEach((role, hash) -> metadata(repository, hash).ifPresent(bytes -> metadata.put(role, bytes)));
        return Optional.of(
                new Remembered(state.get().memory(), metadata, state.get().checkedAtOrNull()));
    }

    /** Floors that cannot be read are not 1: whoever damaged them may be waiting with an old version. */
    private static Optional<StateFile> state(Path repository, String server, Gun gun) throws IOException {
        Path file = repository.resolve(STATE_FILE);
        try {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                StateFile state = StateFile.parse(plainFile(file, StateFile.MAX_BYTES));
                if (!state.server().equals(server) || !state.gun().equals(gun)) {
                    throw new StateFile.UnreadableException(
                            "it belongs to " + state.gun() + " on trust server " + state.server());
                }
                return Optional.of(state);
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new IOException(
                    file + " cannot be used: " + e.getMessage()
                            + "; to start anew with what the server says now, remove " + repository,
                    e);
        }
    }

    /** Damaged or missing metadata is fetched anew, so it is simply not there. */
    private static Optional<byte[]> metadata(Path repository, String hash) {
        try {
            byte[] bytes = plainFile(metadataFile(repository, hash), MAX_METADATA);
            return Checksum.sha256(bytes).equals(hash) ? Optional.of(bytes) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A pipe or a device in a file's place must not make anybody wait. */
    private static byte[] plainFile(Path file, long limit) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("it is no plain file");
        }
        return CappedFile.read(file, limit).orElseThrow(() -> new IOException("it has just been removed"));
    }

    @Override
    public void remember(String server, Gun gun, Remembered remembered) throws IOException {
        Path repository = path(server, gun);
        Map<RoleName, String> files = new HashMap<>();
        remembered.metadata().forEach((role, bytes) -> files.put(role, Checksum.sha256(bytes)));
        byte[] state = new StateFile(server, gun, remembered.memory(), files, remembered.checkedAtOrNull()).toBytes();
        PrivateDirectory.create(repository);
        for (Map.Entry<RoleName, byte[]> file : remembered.metadata().entrySet()) {
            String hash = files.getOrDefault(file.getKey(), "");
            if (metadata(repository, hash).isEmpty()) {
                AtomicFile.write(metadataFile(repository, hash), file.getValue());
            }
        }
        AtomicFile.write(repository.resolve(STATE_FILE), state);
        removeOthers(repository, Set.copyOf(files.values()));
    }

    /** Metadata that is named no more, and what a crash left half done. */
    private static void removeOthers(Path repository, Set<String> hashes) throws IOException {
        Set<String> keep = new HashSet<>();
        hashes.forEach(
                hash -> keep.add(metadataFile(repository, hash).getFileName().toString()));
        keep.add(STATE_FILE);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(repository)) {
            for (Path entry : entries) {
                if (!keep.contains(entry.getFileName().toString())) {
                    Files.deleteIfExists(entry);
                }
            }
        }
    }

    private static Path metadataFile(Path repository, String hash) {
        return repository.resolve(hash + ".json");
    }

    /** The names of repositories come from whoever writes pods; so their hash is the path. */
    private Path path(String server, Gun gun) throws IOException {
        if (!SERVER.matcher(server).matches()) {
            throw new IOException("trust server name \"" + server + "\" is no DNS name; nothing can be kept for it");
        }
        return directory.resolve(server).resolve(Checksum.sha256(gun.value().getBytes(StandardCharsets.UTF_8)));
    }
}
