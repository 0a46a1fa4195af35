package dev.navicert.trust;

import dev.navicert.tuf.RoleName;
import java.io.IOException;
import java.util.Optional;

/** A cache that is read and never written: what was not judged as a reader judges it must not be there for the next one. */
record UnchangedCache(MetadataCache cache) implements MetadataCache {
    @Override
    public Optional<byte[]> load(RoleName role) throws IOException {
        return cache.load(role);
    }

    @Override
    public void store(RoleName role, byte[] bytes) {
        // Left as it was.
    }

    @Override
    public void remove(RoleName role) {
        // Left as it was.
    }
}
