package dev.navicert.trust;

import dev.navicert.tuf.RoleName;
import java.io.IOException;
import java.util.Optional;

/** What one collection's metadata looked like when it was last seen. Its content is hostile: whoever loads it verifies it. */
public interface MetadataCache {
    /**
     * The stored bytes of a role; empty if there are none.
     *
     * @throws IOException if there is a copy but it cannot be read; never taken for "none"
     */
    Optional<byte[]> load(RoleName role) throws IOException;

    /** Replaces the stored bytes of a role, atomically. */
    void store(RoleName role, byte[] bytes) throws IOException;

    /** Forgets a role; no error if there was nothing. */
    void remove(RoleName role) throws IOException;
}
