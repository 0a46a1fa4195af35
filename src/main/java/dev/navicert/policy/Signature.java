package dev.navicert.policy;

import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.crypto.KeyId;
import java.util.Set;

/**
 * A role that vouches for an image.
 *
 * @param version of the role's metadata
 * @param keys that made a valid signature on it
 */
public record Signature(RoleName role, long version, Set<KeyId> keys) {
    public Signature {
        keys = Set.copyOf(keys);
    }
}
