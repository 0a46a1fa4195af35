package dev.navicert.tuf;

import java.time.Duration;

/**
 * For how long a role's file holds from the moment it is signed. Days of 24 hours.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/const.go">Notary const.go</a>
 */
public final class Lifetime {
    private static final Duration ROOT = Duration.ofDays(3650);
    private static final Duration TARGETS_AND_SNAPSHOT = Duration.ofDays(1095);
    private static final Duration TIMESTAMP = Duration.ofDays(14);

    private Lifetime() {}

    /** What Notary grants a role's file; a delegation's as that of {@code targets}. */
    public static Duration of(RoleName role) {
        if (role.equals(RoleName.ROOT)) {
            return ROOT;
        }
        return role.equals(RoleName.TIMESTAMP) ? TIMESTAMP : TARGETS_AND_SNAPSHOT;
    }
}
