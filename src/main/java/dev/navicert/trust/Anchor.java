package dev.navicert.trust;

/**
 * The root at which trust in a collection started.
 *
 * @param pin what it showed: {@code cert:<key id>}, {@code ca:<sha256 of the authority's PEM>} or {@code first-use}; a pin that the
 *     policy no longer holds ends the trust that was built on it
 * @param rootVersion its version
 * @param sha256 lower-case hex of its bytes
 */
public record Anchor(String pin, long rootVersion, String sha256) {}
