package dev.navicert.tuf;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
            check("SHA-256", FileMeta.SHA256, named.sha256().get(), role, bytes);
        }
        if (named.sha512().isPresent()) {
            check("SHA-512", FileMeta.SHA512, named.sha512().get(), role, bytes);
        }
    }

    private static void check(String jdkName, String algorithm, String expected, RoleName role, byte[] bytes)
            throws TrustException {
        if (!hex(jdkName, bytes).equals(expected)) {
            throw new TrustException.ChecksumMismatch(role, algorithm, expected);
        }
    }

    /** Lower-case hex. */
    public static String sha256(byte[] bytes) {
        return hex("SHA-256", bytes);
    }

    private static String hex(String jdkName, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(jdkName).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + jdkName, e);
        }
    }
}
