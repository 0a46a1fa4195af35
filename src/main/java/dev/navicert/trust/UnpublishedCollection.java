package dev.navicert.trust;

import dev.navicert.name.Gun;
import dev.navicert.tuf.Floor;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Scrutiny;
import dev.navicert.tuf.Snapshot;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.Targets;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.TrustedRoot;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A collection that was made here and that no server knows yet, or no longer: what the cache holds of it. What is read is
 * verified as far as it goes; it may have expired.
 *
 * @param root held against the pins, as a first root is
 * @param targets signed by the keys that the root names
 * @param snapshot null where there is none, as for a collection whose snapshot the server signs
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/client/client.go">Notary client/client.go,
 *     bootstrapRepo</a>
 */
public record UnpublishedCollection(
        TrustedRoot root, Targets targets, @Nullable Snapshot snapshot) {
    /**
     * Reads a collection from the cache; empty if its root or its targets are not there.
     *
     * @throws TrustException if what is there is not believed
     * @throws IOException if it cannot be read
     */
    public static Optional<UnpublishedCollection> load(Gun gun, MetadataCache cache, TrustPins pins, Instant now)
            throws TrustException, IOException {
        Optional<byte[]> root = cache.load(RoleName.ROOT);
        if (root.isEmpty()) {
            return Optional.empty();
        }
        PinnedAnchor pinned = new PinnedAnchor(gun, pins.forGun(gun));
        TrustedRoot trusted = TrustedRoot.accept(root.get(), pinned, Floor.NONE, new Scrutiny(Strictness.NOTARY, now));
        Optional<byte[]> targets = cache.load(RoleName.TARGETS);
        if (targets.isEmpty()) {
            return Optional.empty();
        }
        Targets payload = trusted.unpublishedTargets(targets.get());
        Optional<byte[]> snapshot = cache.load(RoleName.SNAPSHOT);
        return Optional.of(new UnpublishedCollection(
                trusted,
                payload,
                snapshot.isPresent() ? trusted.unpublishedSnapshot(snapshot.get(), targets.get()) : null));
    }
}
