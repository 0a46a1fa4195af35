package dev.navicert.tuf;

import dev.navicert.tuf.crypto.Sha2;

/**
 * Whether bytes are those that were named: every known hash must match, and there must be one. The length is not looked at;
 * it capped the transfer.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/tuf/data/types.go">Notary tuf/data/types.go,
 *     CheckHashes</a>
 */
public final class Checksum {
    private Checksum() {}

    /** @throws TrustException.ChecksumMismatch SHA-256 first, where Notary's order is random */
    public static void check(FileMeta named, RoleName role, byte[] bytes) throws TrustException {
        if (named.sha256().isEmpty() && named.sha512().isEmpty()) {
            throw new TrustException.ChecksumMismatch(role, "", "");
        }
        if (named.sha256().isPresent()) {
            check(role, FileMeta.SHA256, named.sha256().get(), Sha2.sha256Hex(bytes));
        }
        if (named.sha512().isPresent()) {
            check(role, FileMeta.SHA512, named.sha512().get(), Sha2.sha512Hex(bytes));
        }
    }

    private static void check(RoleName role, String algorithm, String expected, String actual) throws TrustException {
        if (!actual.equals(expected)) {
            throw new TrustException.ChecksumMismatch(role, algorithm, expected);
        }
    }

    /** Lower-case hex. */
    public static String sha256(byte[] bytes) {
        return Sha2.sha256Hex(bytes);
    }
}
