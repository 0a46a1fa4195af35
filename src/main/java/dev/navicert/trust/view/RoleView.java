package dev.navicert.trust.view;

import dev.navicert.tuf.crypto.KeyId;
import java.time.Instant;
import java.util.Set;

/**
 * A role of a verified repository.
 *
 * @param version of its metadata
 * @param expires when its metadata does
 * @param signedBy keys with a valid signature on it, each authorised for the role
 */
public record RoleView(long version, Instant expires, Set<KeyId> signedBy) {
    public RoleView {
        signedBy = Set.copyOf(signedBy);
    }
}
