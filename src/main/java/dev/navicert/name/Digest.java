package dev.navicert.name;

/**
 * The hash by which a registry names content. Only SHA-256 exists here, as in a Docker that has linked nothing else.
 *
 * @param algorithm always {@code sha256}
 * @param hex 64 lower-case hex digits
 * @see <a href="https://github.com/opencontainers/go-digest">go-digest, {@code digest.go} and {@code algorithm.go}</a>
 */
public record Digest(String algorithm, String hex) {
    private static final String SHA256 = "sha256";
    private static final int SHA256_LENGTH = 64;

    /** @throws IllegalArgumentException if this is no SHA-256 */
    public Digest {
        if (!algorithm.equals(SHA256) || !isSha256(hex)) {
            throw new IllegalArgumentException("not a SHA-256 digest");
        }
    }

    /** Whether a text has the form of a SHA-256: 64 lower-case hex digits. */
    public static boolean isSha256(String hex) {
        return hex.length() == SHA256_LENGTH && Grammar.isLowerHex(hex);
    }

    /** The digest with these hex digits. */
    public static Digest sha256(String hex) {
        return new Digest(SHA256, hex);
    }

    /**
     * Reads {@code algorithm:hex}.
     *
     * @throws InvalidReferenceException with go-digest's reason: format, length or algorithm
     */
    public static Digest parse(String text) throws InvalidReferenceException {
        int colon = text.indexOf(':');
        if (colon <= 0 || colon + 1 == text.length()) {
            throw new InvalidReferenceException("invalid checksum digest format");
        }
        String algorithm = text.substring(0, colon);
        String hex = text.substring(colon + 1);
        if (!algorithm.equals(SHA256)) {
            throw new InvalidReferenceException(
                    Grammar.isDigestAlgorithm(algorithm) && Grammar.isDigestEncoding(hex)
                            ? "unsupported digest algorithm"
                            : "invalid checksum digest format");
        }
        if (hex.length() != SHA256_LENGTH) {
            throw new InvalidReferenceException("invalid checksum digest length");
        }
        if (!Grammar.isLowerHex(hex)) {
            throw new InvalidReferenceException("invalid checksum digest format");
        }
        return sha256(hex);
    }

    @Override
    public String toString() {
        return algorithm + ":" + hex;
    }
}
