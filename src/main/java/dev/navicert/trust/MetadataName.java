package dev.navicert.trust;

import dev.navicert.tuf.RoleName;

/**
 * Which file of a collection is asked for. {@link #path()} is what follows {@code /v2/<GUN>/_trust/tuf/} in a URL, and the
 * relative path in a mirror of the same layout.
 *
 * @see <a href="https://theupdateframework.github.io/specification/latest/#consistent-snapshots">TUF §6.2</a>, of which
 *     Notary keeps the versioned root and replaces the other versions by hashes
 */
public sealed interface MetadataName {
    /** The role whose file this is. */
    RoleName role();

    /** The relative path, for example {@code targets/releases.<hex>.json}. */
    String path();

    /** What messages call it, which is what Notary calls it: the path without its ending. */
    default String resource() {
        String path = path();
        return path.substring(0, path.length() - ".json".length());
    }

    /** Whatever the source holds now. */
    record Current(RoleName role) implements MetadataName {
        @Override
        public String path() {
            return role + ".json";
        }
    }

    /**
     * The file with this content.
     *
     * @param sha256 lower-case hex
     */
    record Hashed(RoleName role, String sha256) implements MetadataName {
        @Override
        public String path() {
            return role + "." + sha256 + ".json";
        }
    }

    /** A root of the past, for walking rotations. */
    record VersionedRoot(long version) implements MetadataName {
        @Override
        public RoleName role() {
            return RoleName.ROOT;
        }

        @Override
        public String path() {
            return version + ".root.json";
        }
    }
}
