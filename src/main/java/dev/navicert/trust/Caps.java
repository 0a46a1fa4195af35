package dev.navicert.trust;

import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Strictness;

/** How many bytes, files and steps one update may take. */
final class Caps {
    /** Notary's {@code MaxTimestampSize}. */
    static final long TIMESTAMP = 1L << 20;
    /** Notary's {@code MaxDownloadSize}, for files of unknown size. */
    static final long NOTARY = 100L << 20;
    /** Roots between the one that is trusted and the newest. Notary has no limit: a server could send it on for ever. */
    static final int ROTATIONS = 1024;
    /** Files of delegations, to {@link Strictness#STRICT}. Notary has no limit. */
    static final int DELEGATIONS = 512;

    private static final long STRICT_ROOT = 1L << 19;
    private static final long STRICT_SNAPSHOT = 2L << 20;
    private static final long STRICT_TARGETS = 8L << 20;

    private Caps() {}

    /** For a file about which nothing is known. */
    static long of(RoleName role, Strictness strictness) {
        if (role.equals(RoleName.TIMESTAMP)) {
            return TIMESTAMP;
        }
        if (strictness == Strictness.NOTARY) {
            return NOTARY;
        }
        if (role.equals(RoleName.ROOT)) {
            return STRICT_ROOT;
        }
        return role.equals(RoleName.SNAPSHOT) ? STRICT_SNAPSHOT : STRICT_TARGETS;
    }

    /** For a file whose length was announced: that, and no more than otherwise; to Notary -1 is "unknown". */
    static long of(RoleName role, FileMeta announced, Strictness strictness) {
        long most = of(role, strictness);
        return announced.length() == -1 ? most : Math.max(0, Math.min(announced.length(), most));
    }

    /** A copy that is longer than announced is no more used than such a download would be; its version still counts. */
    static boolean fits(byte[] copy, RoleName role, FileMeta announced, Strictness strictness) {
        return copy.length <= of(role, announced, strictness);
    }
}
