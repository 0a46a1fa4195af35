package dev.navicert.tuf;

/**
 * The highest version of a role that was ever accepted. All that an old copy may do is to become a floor; it never becomes
 * metadata again.
 *
 * @param version at least 1, which forbids nothing
 */
public record Floor(long version) {
    /** Nothing has been seen yet. */
    public static final Floor NONE = new Floor(1);

    public Floor {
        version = Math.max(1, version);
    }

    /** The higher of two. */
    public Floor or(Floor other) {
        return version >= other.version ? this : other;
    }

    /** Refuses what is older; the same version again is no rollback. */
    void check(RoleName role, long offered) throws TrustException {
        if (offered < version) {
            throw new TrustException.RolledBack(role, version, offered);
        }
    }
}
