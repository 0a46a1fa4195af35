package dev.navicert.policy;

import dev.navicert.keys.SigningKey;
import dev.navicert.keys.SigningKey.Algorithm;
import dev.navicert.name.Digest;
import dev.navicert.name.Gun;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.Memory;
import dev.navicert.trust.MemoryCache;
import dev.navicert.trust.MetadataName;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustServer;
import dev.navicert.trust.TrustedCollection;
import dev.navicert.trust.UpdateRequest;
import dev.navicert.trust.view.Freshness;
import dev.navicert.trust.view.Repositories;
import dev.navicert.trust.view.RepositoryView;
import dev.navicert.trust.view.VerifiedView;
import dev.navicert.trustserver.RepositoryFiles;
import dev.navicert.trustserver.RepositoryKeys;
import dev.navicert.trustserver.RoleSigners;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.crypto.KeyId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One repository with real signatures, verified anew whenever a fresh look is asked for; and a log of who asked. */
final class PublishedImages implements Repositories {
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final RepositoryKeys KEYS = RepositoryKeys.generate();

    private final SignedRepository repository;
    private final List<Freshness> asked = new ArrayList<>();
    private @Nullable RepositoryView known;

    PublishedImages(String gun) {
        this.repository = SignedRepository.create(new Gun(gun), KEYS, NOW);
    }

    /** A digest that is easy to tell from others. */
    static Digest digest(char c) {
        return Digest.sha256(String.valueOf(c).repeat(64));
    }

    /** Signs a tag as a role, which is delegated to a key of its own if need be. */
    PublishedImages sign(String role, String tag, char digest) {
        RoleName name = new RoleName(role);
        repository.addTarget(
                name, tag, new FileMeta(Map.of(FileMeta.SHA256, digest(digest).hex()), 1, null));
        return this;
    }

    PublishedImages unsign(String role, String tag) {
        repository.removeTarget(new RoleName(role), tag);
        return this;
    }

    /** Delegates to new keys, all of which sign. */
    PublishedImages delegate(String role, int keys) {
        List<SigningKey> made = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            made.add(SigningKey.generate(Algorithm.ED25519));
        }
        repository.delegate(new RoleName(role), RoleSigners.of(1, made), List.of(""));
        return this;
    }

    List<KeyId> keysOf(String role) {
        return repository.signers(new RoleName(role)).ids();
    }

    /** The freshness that was asked for, in order. */
    List<Freshness> asked() {
        return asked;
    }

    @Override
    public RepositoryView view(TrustServer server, Gun gun, Freshness need, Deadline deadline)
            throws TrustException, RemoteException {
        asked.add(need);
        if (!gun.equals(repository.gun())) {
            throw new RemoteException.NotFound(new MetadataName.Current(RoleName.TIMESTAMP), "404 for " + gun);
        }
        if (known == null || need == Freshness.RECHECKED) {
            known = verified(server);
        }
        return Objects.requireNonNull(known);
    }

    private RepositoryView verified(TrustServer server) throws TrustException, RemoteException {
        RepositoryFiles files = repository.publish(NOW);
        try {
            TrustedCollection collection = TrustedCollection.update(UpdateRequest.strict(
                    repository.gun(),
                    (name, maxBytes) -> files.file(name.path())
                            .orElseThrow(() -> new RemoteException.NotFound(name, "404 for " + name.path())),
                    new MemoryCache(),
                    server.pins(),
                    Memory.NONE,
                    NOW));
            return VerifiedView.of(server.name(), collection);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
