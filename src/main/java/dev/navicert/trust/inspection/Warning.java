package dev.navicert.trust.inspection;

import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.crypto.KeyId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that ends.
 *
 * @param role that it is about
 * @param cause what ends
 * @param key the certificate that ends
 * @param at when; for signatures that are missing, the instant of the inspection
 * @param severity whether readers are affected already
 */
public record Warning(RoleName role, Cause cause, Optional<KeyId> key, Instant at, Severity severity) {
    /** What ends. */
    public enum Cause {
        /** The metadata of the role expires. */
        METADATA,
        /** A certificate of the root expires. */
        CERTIFICATE,
        /** A certificate of the root does not hold yet; the date is when it begins. */
        CERTIFICATE_TO_COME,
        /** The authority that is pinned expires. */
        AUTHORITY,
        /** A delegation is signed by fewer keys than it must be, and left out. */
        SIGNATURES
    }

    /** Whether readers are affected. */
    public enum Severity {
        /** Not yet. */
        SOON,
        /** They refuse it already. */
        BROKEN
    }
}
