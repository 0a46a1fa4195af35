package dev.navicert.policy.document;

import dev.navicert.name.Digest;

/** Hashes as documents write them. */
final class Hex {
    private static final int SHA256_DIGITS = 64;

    private Hex() {}

    static String sha256(Value value) throws InvalidDocumentException {
        String text = value.word();
        if (!Digest.isSha256(text)) {
            throw value.refuse("must be " + SHA256_DIGITS + " lower-case hex digits");
        }
        return text;
    }
}
