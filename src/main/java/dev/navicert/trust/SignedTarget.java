package dev.navicert.trust;

import dev.navicert.tuf.RoleName;
import java.util.Map;
import java.util.Optional;

/**
 * A name that a role signs for some content.
 *
 * @param name the target's name; for images the tag
 * @param hashes algorithm to lower-case hex; may lack {@code sha256}, which Notary lists with an empty digest and which pins
 *     no image
 * @param length in bytes; for images that of the manifest
 * @param role which role signs it
 */
public record SignedTarget(String name, Map<String, String> hashes, long length, RoleName role) {
    public SignedTarget {
        hashes = Map.copyOf(hashes);
    }

    /** Lower-case hex; for images the manifest's digest. */
    public Optional<String> sha256() {
        return Optional.ofNullable(hashes.get("sha256"));
    }

    /** Lower-case hex. */
    public Optional<String> sha512() {
        return Optional.ofNullable(hashes.get("sha512"));
    }
}
