package dev.navicert.change;

import dev.navicert.keys.KeyRing;
import dev.navicert.trust.UnpublishedCollection;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Root;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.TrustedRoot;
import java.io.IOException;
import java.util.Optional;

/**
 * A collection whose {@link Initialization} was killed after its root was kept. The root is as good as any, its keys are here:
 * what is missing is empty and can be made. To Notary a root without targets is no collection; it makes another one, with
 * other keys.
 */
record BrokenOff(PublicationRequest request) {
    /** A draft of it; empty if there is none, or nothing is missing, or its keys are not here. */
    Optional<CollectionDraft> draft() throws TrustException, IOException {
        return UnpublishedCollection.brokenOff(
                        request.gun(),
                        request.cache(),
                        request.update().pins(),
                        request.update().now())
                .filter(root -> isOurs(root.payload()))
                .map(BrokenOff::draft);
    }

    private static CollectionDraft draft(TrustedRoot root) {
        return CollectionDraft.of(new RootDraft(root.payload(), root.bytes()));
    }

    private boolean isOurs(Root root) {
        return isHere(root, RoleName.TARGETS) && isHere(root, RoleName.SNAPSHOT);
    }

    private boolean isHere(Root root, RoleName role) {
        KeyRing keys = request.keys();
        return SigningRole.of(root, role).keys().values().stream()
                .anyMatch(key -> keys.find(key.canonicalId()).isPresent());
    }
}
