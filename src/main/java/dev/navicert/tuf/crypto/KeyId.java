package dev.navicert.tuf.crypto;

import org.jspecify.annotations.Nullable;

/**
 * The name of a key: lower-case hex SHA-256 over the canonical JSON of the key object.
 *
 * <p>Metadata is hostile, so the text is kept as it was read; an identifier that is no hash merely never equals one
 * that was computed from a key.
 *
 * @param hex the identifier as written in metadata, key file names and pins
 * @see PublicKey#id()
 */
public record KeyId(String hex) implements Comparable<KeyId> {
    @Override
    public int compareTo(KeyId other) {
        return hex.compareTo(other.hex);
    }

    // Written out because it keys maps: the JVM weaves a record's own at the first call, 15 ms of every start.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyId that && hex.equals(that.hex);
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    @Override
    public String toString() {
        return hex;
    }
}
