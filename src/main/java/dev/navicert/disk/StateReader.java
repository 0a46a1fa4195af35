package dev.navicert.disk;

import dev.navicert.name.Gun;
import dev.navicert.trust.view.Remembered;
import dev.navicert.tuf.Checksum;
import dev.navicert.tuf.RoleName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a webhook keeps in its {@linkplain StateDirectory state directory}, for whoever only looks: takes no lock, makes no file,
 * changes nothing. A webhook may be using it at the same time.
 */
public final class StateReader {
    static final String STATE_FILE = "repository";

    /** What {@code trust} allows to be downloaded for a webhook. */
    private static final long MAX_METADATA = 32L << 20;
    /** More than a webhook ever keeps of a policy. */
    private static final long MAX_POLICY = 96L << 20;

    private static final int ATTEMPTS = 5;
    private static final Pattern SERVER = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

    private final Path state;
    private final Path directory;

    StateReader(Path state) {
        this.state = state;
        this.directory = state.toAbsolutePath().resolve("v1");
    }

    /**
     * Looks into the state directory of a webhook, of one that runs or of one that ran.
     *
     * @throws IOException if there is none, in one line
     */
    public static StateReader at(Path state) throws IOException {
        if (!Files.isDirectory(state)) {
            throw new IOException("there is no state directory " + state);
        }
        if (!Files.isReadable(state) || !Files.isExecutable(state)) {
            throw new IOException("the state directory " + state
                    + " may not be read by this user; it belongs to the one that runs the webhook");
        }
        if (!Files.isDirectory(state.resolve("v1"))) {
            throw new IOException(state + " is no webhook's state directory: it holds no v1");
        }
        return new StateReader(state);
    }

    /** Where it is. */
    public Path state() {
        return state;
    }

    /** The policy that was in force last, as the webhook writes it; empty if there is none. */
    public Optional<byte[]> policy() throws IOException {
        Path file = state.resolve("policy.json");
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(plainFile(file, MAX_POLICY))
                : Optional.empty();
    }

    /** When what is kept of a repository last changed; empty if nothing is. */
    public Optional<Instant> changedAt(String server, Gun gun) throws IOException {
        Path file = path(server, gun).resolve(STATE_FILE);
        return Files.isRegularFile(file)
                ? Optional.of(Files.getLastModifiedTime(file).toInstant())
                : Optional.empty();
    }

    /**
     * What was kept of a repository; empty if nothing ever was. Metadata that is missing or damaged is left out.
     *
     * @throws IOException if floors cannot be read: never taken for "nothing"
     */
    public Optional<Remembered> recall(String server, Gun gun) throws IOException {
        Path repository = path(server, gun);
        Optional<StateFile> before = read(repository, server, gun);
        for (int attempt = 1; before.isPresent(); attempt++) {
            Map<RoleName, byte[]> metadata = new HashMap<>();
            before.get()
                    .files()
                    .forEach((role, hash) -> metadata(repository, hash).ifPresent(bytes -> metadata.put(role, bytes)));
            boolean isWhole = metadata.size() == before.get().files().size();
            Optional<StateFile> after = isWhole || attempt == ATTEMPTS ? before : read(repository, server, gun);
            if (after.equals(before)) {
                return Optional.of(new Remembered(
                        before.get().memory(), metadata, before.get().checkedAtOrNull()));
            }
            before = after; // it was replaced meanwhile, with the metadata that it named
        }
        return Optional.empty();
    }

    /** Floors that cannot be read are not 1: whoever damaged them may be waiting with an old version. */
    private static Optional<StateFile> read(Path repository, String server, Gun gun) throws IOException {
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
    static Optional<byte[]> metadata(Path repository, String hash) {
        try {
            byte[] bytes = plainFile(metadataFile(repository, hash), MAX_METADATA);
            return Checksum.sha256(bytes).equals(hash) ? Optional.of(bytes) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Path metadataFile(Path repository, String hash) {
        return repository.resolve(hash + ".json");
    }

    /** A pipe or a device in a file's place must not make anybody wait. */
    private static byte[] plainFile(Path file, long limit) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("it is no plain file");
        }
        return CappedFile.read(file, limit).orElseThrow(() -> new IOException("it has just been removed"));
    }

    /** The names of repositories come from whoever writes pods; so their hash is the path. */
    Path path(String server, Gun gun) throws IOException {
        if (!SERVER.matcher(server).matches()) {
            throw new IOException("trust server name \"" + server + "\" is no DNS name; nothing can be kept for it");
        }
        return directory.resolve(server).resolve(Checksum.sha256(gun.value().getBytes(StandardCharsets.UTF_8)));
    }
}
