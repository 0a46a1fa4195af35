package dev.navicert.tuf.json;

/** Text as Go's decoder sees it: bytes that are not UTF-8, and halves of surrogate pairs, are U+FFFD, one each. */
final class GoText {
    private static final char REPLACEMENT = '\uFFFD';

    private GoText() {}

    /**
     * Decodes UTF-8 from one index up to another, every byte that does not belong to a valid sequence becoming one U+FFFD.
     * (Java's decoder makes one of a whole truncated sequence; Go's {@code utf8.DecodeRune} steps on by one byte.)
     */
    static String decode(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        int at = from;
        while (at < to) {
            int first = bytes[at];
            if (first >= 0) {
                text.append((char) first);
                at++;
                continue;
            }
            int length = sequenceLength(bytes, at, to);
            if (length == 0) {
                text.append(REPLACEMENT);
                at++;
            } else {
                text.appendCodePoint(codePoint(bytes, at, length));
                at += length;
            }
        }
        return text.toString();
    }

    /** The length of the valid multi-byte sequence at {@code at}, 0 if there is none: RFC 3629, table in section 4. */
    private static int sequenceLength(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xFF;
        if (first < 0xC2 || first > 0xF4 || at + 1 >= to) {
            return 0;
        }
        int second = bytes[at + 1] & 0xFF;
        int low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (second < low || second > high) {
            return 0;
        }
        int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        for (int i = 2; i < length; i++) {
            if (at + i >= to || (bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    private static int codePoint(byte[] bytes, int at, int length) {
        int value = bytes[at] & (0xFF >> (length + 1));
        for (int i = 1; i < length; i++) {
            value = value << 6 | bytes[at + i] & 0x3F;
        }
        return value;
    }

    static String withoutLoneSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return mended(text, i);
            }
        }
        return text;
    }

    private static String mended(String text, int from) {
        StringBuilder mended = new StringBuilder(text);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                mended.setCharAt(i, REPLACEMENT);
            }
        }
        return mended.toString();
    }
}
