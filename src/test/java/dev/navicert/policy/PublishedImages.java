package dev.navicert.policy;

import dev.navicert.keys.SigningKey;
import dev.navicert.keys.SigningKey.Algorithm;
import dev.navicert.name.Digest;
import dev.navicert.name.Gun;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.Memory;
import dev.navicert.trust.MemoryCache;
import dev.navicert.trust.MetadataName;
import dev.navicert.trust.Play;
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
import dev.navicert.trustserver.Substitution;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One repository with real signatures, verified anew whenever a fresh look is asked for; and a log of who asked. */
final class PublishedImages implements Repositories {
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final RepositoryKeys KEYS = RepositoryKeys.generate();

    private final SignedRepository repository;
    private final List<Freshness> asked = new ArrayList<>();
    private Substitution forgery = Substitution.NONE;
    private Memory memory = Memory.NONE;
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

    /** A role's file expired a year ago. */
    PublishedImages expire(String role) {
        return say(role, signed -> signed.with("expires", Json.string("2025-06-01T12:00:00Z")));
    }

    /** A role's file is signed by none of its keys any more. */
    PublishedImages spoil(String role) {
        return forge(
                role,
                honest -> new String(honest, StandardCharsets.UTF_8)
                        .replace("\"expires\":\"2", "\"expires\":\"3")
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** The snapshot does not name a role. */
    PublishedImages drop(String role) {
        return say("snapshot", signed -> signed.with("meta", ((Json.Obj) Play.member(signed, "meta")).without(role)));
    }

    private PublishedImages say(String role, UnaryOperator<Json.Obj> change) {
        return forge(
                role,
                honest -> repository.sign(
                        new RoleName(role), change.apply((Json.Obj) Play.member(Play.tree(honest), "signed"))));
    }

    private PublishedImages forge(String role, UnaryOperator<byte[]> change) {
        forgery = (name, honest) -> name.value().equals(role) ? change.apply(honest) : honest;
        known = null;
        return this;
    }

    /** Delegates to new keys, all of which sign. */
    PublishedImages delegate(String role, int keys) {
        return delegate(role, keys, "");
    }

    /** The same, for names with a prefix. */
    PublishedImages delegate(String role, int keys, String path) {
        List<SigningKey> made = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            made.add(SigningKey.generate(Algorithm.ED25519));
        }
        repository.delegate(new RoleName(role), RoleSigners.of(1, made), List.of(path));
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
        RepositoryFiles files = repository.publish(NOW, forgery);
        try {
            TrustedCollection collection = TrustedCollection.update(UpdateRequest.strict(
                    repository.gun(),
                    (name, maxBytes) -> files.file(name.path())
                            .orElseThrow(() -> new RemoteException.NotFound(name, "404 for " + name.path())),
                    new MemoryCache(),
                    server.pins(),
                    memory,
                    NOW));
            memory = collection.memory();
            return VerifiedView.of(server.name(), collection);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
