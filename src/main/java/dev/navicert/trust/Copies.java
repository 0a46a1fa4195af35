package dev.navicert.trust;

import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Strictness;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The cache as one update uses it. To Notary every accepted file is kept at once, whatever comes of the update; a strict
 * update keeps nothing before it has succeeded ({@link TrustedCollection#keep}), so that files and memory never disagree.
 */
final class Copies {
    private final MetadataCache cache;
    private final Strictness strictness;
    private final Consumer<UpdateFact> observer;

    Copies(UpdateRequest request, Consumer<UpdateFact> observer) {
        this.cache = request.cache();
        this.strictness = request.strictness();
        this.observer = observer;
    }

    /** @throws IOException if there is a copy that cannot be read: never taken for "none", which would end protection silently */
    Optional<byte[]> load(RoleName role) throws IOException {
        return cache.load(role);
    }

    void accepted(RoleName role, byte[] bytes) {
        if (strictness == Strictness.STRICT) {
            return;
        }
        try {
            cache.store(role, bytes);
        } catch (IOException e) {
            observer.accept(new UpdateFact.NotCached(role, String.valueOf(e.getMessage())));
        }
    }
}
