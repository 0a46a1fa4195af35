package dev.navicert.policy.document;

/** Hashes as documents write them. */
final class Hex {
    private static final int SHA256_DIGITS = 64;

    private Hex() {}

    static String sha256(Value value) throws InvalidDocumentException {
        String text = value.word();
        if (!isSha256(text)) {
            throw value.refuse("must be " + SHA256_DIGITS + " lower-case hex digits");
        }
        return text;
    }

    static boolean isSha256(String text) {
        return text.length() == SHA256_DIGITS
                && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }
}
