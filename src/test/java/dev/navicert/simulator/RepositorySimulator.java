package dev.navicert.simulator;

import dev.navicert.keys.SigningKey;
import dev.navicert.keys.SigningKey.Algorithm;
import dev.navicert.name.Gun;
import dev.navicert.trust.MetadataName;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteMetadata;
import dev.navicert.trustserver.RepositoryFiles;
import dev.navicert.trustserver.RepositoryKeys;
import dev.navicert.trustserver.RoleSigners;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.trustserver.Substitution;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A source of trust data in memory. Its repository is honest and changes at will; what a client sees is what was last
 * published, or what an attacker {@link #offer offers} in its place.
 *
 * <pre>{@code
 * RepositorySimulator simulator = RepositorySimulator.of("registry.example.com/team/app");
 * simulator.publish();
 * client.refresh(simulator);
 * simulator.offer((role, honest) -> role.equals(RoleName.TARGETS) ? older : honest);
 * assertThat(client.refresh(simulator)).isEqualTo("low-version");
 * }</pre>
 */
public final class RepositorySimulator implements RemoteMetadata {
    /** When everything happens. */
    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    /** Made once per JVM; they belong to nobody. */
    private static final RepositoryKeys KEYS = RepositoryKeys.generate();

    private static final SigningKey DELEGATE = SigningKey.generate(Algorithm.ECDSA);

    private final SignedRepository repository;
    private final List<String> requests = new ArrayList<>();
    private RepositoryFiles files = RepositoryFiles.NONE;

    private RepositorySimulator(SignedRepository repository) {
        this.repository = repository;
    }

    /** A collection that signs {@code 1.0} as targets and {@code 2.0} as targets/releases. Not published yet. */
    public static RepositorySimulator of(String gun) {
        SignedRepository repository = SignedRepository.create(new Gun(gun), KEYS, NOW)
                .addTarget(RoleName.TARGETS, "1.0", FileMeta.of(new byte[] {1}))
                .delegate(RoleName.RELEASES, RoleSigners.of(DELEGATE), List.of(""))
                .addTarget(RoleName.RELEASES, "2.0", FileMeta.of(new byte[] {2}));
        return new RepositorySimulator(repository);
    }

    public Gun gun() {
        return repository.gun();
    }

    /** The honest repository, with all its private keys. */
    public SignedRepository repository() {
        return repository;
    }

    /** Publishes what the repository holds. */
    public RepositorySimulator publish() {
        files = repository.publish(NOW);
        return this;
    }

    /** Publishes something else than what the repository holds; snapshot and timestamp vouch for it. */
    public RepositorySimulator offer(Substitution substitution) {
        files = repository.publish(NOW, substitution);
        return this;
    }

    /** What is served now. */
    public RepositoryFiles files() {
        return files;
    }

    /** Serves other files, for which nobody vouches. */
    public RepositorySimulator serve(RepositoryFiles replacement) {
        files = replacement;
        return this;
    }

    /** Every path that was asked for, in order. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public byte[] fetch(MetadataName name, long maxBytes) throws RemoteException {
        requests.add(name.path());
        byte[] bytes = files.file(name.path())
                .orElseThrow(() -> new RemoteException.NotFound(name, "the simulator has no " + name.path()));
        if (bytes.length > maxBytes) {
            throw new RemoteException.TooLarge(maxBytes, name.path() + " is longer than " + maxBytes + " bytes");
        }
        return bytes;
    }

    /** Writes what is served into a folder, in the layout of a mirror, for a post-mortem. */
    public void dump(Path folder) throws IOException {
        for (String path : files.paths()) {
            Path file = folder.resolve(path);
            Files.createDirectories(file.resolveSibling("."));
            Files.write(file, files.file(path).orElseThrow());
        }
    }
}
