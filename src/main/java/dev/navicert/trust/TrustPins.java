package dev.navicert.trust;

import dev.navicert.name.Gun;

/**
 * Which pin applies to which collection. Notary's rules are {@link NotaryPins}; policies bring their own, with their own
 * patterns. The order is the same: certificates, then authority, then first use; the most specific key wins.
 */
@FunctionalInterface
public interface TrustPins {
    /** Notary without a configuration. */
    TrustPins FIRST_USE = gun -> TrustPin.FirstUse.ALLOWED;

    /** The pin for a collection. */
    TrustPin forGun(Gun gun);
}
