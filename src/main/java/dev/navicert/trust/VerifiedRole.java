package dev.navicert.trust;

import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.crypto.KeyId;
import java.time.OffsetDateTime;
import java.util.Set;

/**
 * A role whose metadata was verified.
 *
 * @param version of its metadata
 * @param expires when, with the offset that was written
 * @param signedBy keys of the role with a valid signature
 * @param bytes exactly those that were verified
 */
public record VerifiedRole(
        RoleName name, long version, OffsetDateTime expires, Set<KeyId> signedBy, SignedBytes bytes) {
    public VerifiedRole {
        signedBy = Set.copyOf(signedBy);
    }
}
