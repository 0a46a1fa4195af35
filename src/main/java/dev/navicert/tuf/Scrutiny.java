package dev.navicert.tuf;

import java.time.Instant;

/**
 * How and when an update judges. Made once at the top and carried down the stages, so that one update cannot straddle an
 * expiry.
 *
 * @param now read once from a clock
 * @param renewal what may have expired
 */
public record Scrutiny(Strictness strictness, Instant now, Renewal renewal) {
    /** Of what a server renews. */
    public Scrutiny(Strictness strictness, Instant now) {
        this(strictness, now, Renewal.SERVED);
    }

    /** Refuses what has expired and nobody renews (Notary: {@code tuf/signed/verify.go}, IsExpired). */
    void checkFresh(RoleName role, Expires expires) throws TrustException {
        renewal.check(role, expires, now);
    }
}
