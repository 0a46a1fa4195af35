package dev.navicert.tuf.json;

/**
 * The order in which Go sorts strings: by the bytes of UTF-8, which is by code points. Java's own, by UTF-16 units, puts
 * U+E000..U+FFFF after the astral planes.
 */
public final class CodePointOrder {
    private CodePointOrder() {}

    /** Negative, zero or positive, as {@link String#compareTo}. */
    public static int compare(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // At the first differing unit a surrogate stands for a code point above all that are no surrogates.
                boolean xHigh = Character.isSurrogate(x);
                boolean yHigh = Character.isSurrogate(y);
                return xHigh == yHigh ? Character.compare(x, y) : xHigh ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
