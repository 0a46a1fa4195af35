package dev.navicert.trust;

import dev.navicert.name.Gun;
import dev.navicert.tuf.Floor;
import dev.navicert.tuf.Payload;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Scrutiny;
import dev.navicert.tuf.Snapshot;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.Targets;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.TrustedRoot;
import dev.navicert.tuf.crypto.KeyId;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A collection that was made here and that no server knows yet, or no longer: what the cache holds of it. What is read is
 * verified as far as it goes; it may have expired.
 *
 * @param root held against the pins, as a first root is
 * @param targets signed by the keys that the root names
 * @param snapshot null where there is none, as for a collection whose snapshot the server signs
 * @param roles those that are there, by name
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/client/client.go">Notary client/client.go,
 *     bootstrapRepo</a>
 */
public record UnpublishedCollection(
        TrustedRoot root, Targets targets, @Nullable Snapshot snapshot, SortedMap<RoleName, VerifiedRole> roles) {
    public UnpublishedCollection {
        roles = Collections.unmodifiableSortedMap(new TreeMap<>(roles));
    }

    /**
     * Reads a collection from the cache; empty if its root or its targets are not there.
     *
     * @throws TrustException if what is there is not believed
     * @throws IOException if it cannot be read
     */
    public static Optional<UnpublishedCollection> load(Gun gun, MetadataCache cache, TrustPins pins, Instant now)
            throws TrustException, IOException {
        Optional<TrustedRoot> root = root(gun, cache, pins, now);
        Optional<byte[]> targets = cache.load(RoleName.TARGETS);
        if (root.isEmpty() || targets.isEmpty()) {
            return Optional.empty();
        }
        TrustedRoot trusted = root.get();
        Targets payload = trusted.unpublishedTargets(targets.get());
        SortedMap<RoleName, VerifiedRole> roles = new TreeMap<>();
        put(roles, RoleName.ROOT, trusted.payload(), trusted.signedBy(), trusted.bytes());
        put(roles, RoleName.TARGETS, payload, trusted.signersOf(RoleName.TARGETS, targets.get()), targets.get());
        Optional<byte[]> snapshot = cache.load(RoleName.SNAPSHOT);
        if (snapshot.isEmpty()) {
            return Optional.of(new UnpublishedCollection(trusted, payload, null, roles));
        }
        Snapshot named = trusted.unpublishedSnapshot(snapshot.get(), targets.get());
        put(roles, RoleName.SNAPSHOT, named, trusted.signersOf(RoleName.SNAPSHOT, snapshot.get()), snapshot.get());
        return Optional.of(new UnpublishedCollection(trusted, payload, named, roles));
    }

    /**
     * The root of a collection whose making was broken off: its targets are not there. Empty if there is no root, or they are.
     *
     * @throws TrustException if it is not believed
     * @throws IOException if it cannot be read
     */
    public static Optional<TrustedRoot> brokenOff(Gun gun, MetadataCache cache, TrustPins pins, Instant now)
            throws TrustException, IOException {
        return cache.load(RoleName.TARGETS).isPresent() ? Optional.empty() : root(gun, cache, pins, now);
    }

    private static Optional<TrustedRoot> root(Gun gun, MetadataCache cache, TrustPins pins, Instant now)
            throws TrustException, IOException {
        Optional<byte[]> root = cache.load(RoleName.ROOT);
        if (root.isEmpty()) {
            return Optional.empty();
        }
        PinnedAnchor pinned = new PinnedAnchor(gun, pins.forGun(gun));
        return Optional.of(TrustedRoot.accept(root.get(), pinned, Floor.NONE, new Scrutiny(Strictness.NOTARY, now)));
    }

    private static void put(
            SortedMap<RoleName, VerifiedRole> roles,
            RoleName name,
            Payload payload,
            Set<KeyId> signedBy,
            byte[] bytes) {
        roles.put(
                name,
                new VerifiedRole(name, payload.version(), payload.expires().at(), signedBy, new SignedBytes(bytes)));
    }
}
