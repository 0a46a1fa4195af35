package dev.navicert.tuf.json;

/**
 * Texts as Go's {@code strconv.Quote} shows them, and with it the messages of its libraries: whatever is quoted, no control
 * character reaches a terminal. Printable characters of any script stay as they are.
 */
public final class GoQuote {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private GoQuote() {}

    /** {@code %q} of a text: double quotes. */
    public static String text(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> appendEscaped(out, c, '"'));
        return out.append('"').toString();
    }

    /** {@code %q} of a character: single quotes. */
    public static String character(int codePoint) {
        StringBuilder out = new StringBuilder(4).append('\'');
        appendEscaped(out, codePoint, '\'');
        return out.append('\'').toString();
    }

    /** {@code strconv.IsPrint}: letters, marks, numbers, punctuation, symbols and the ASCII blank. */
    public static boolean isPrintable(int c) {
        if (c >= ' ' && c < 0x7f) {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }

    private static void appendEscaped(StringBuilder out, int c, char quote) {
        if (c == quote || c == '\\') {
            out.append('\\').append((char) c);
        } else if (isPrintable(c)) {
            out.appendCodePoint(c);
        } else {
            switch (c) {
                case 7 -> out.append("\\a");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case 11 -> out.append("\\v");
                default -> appendHex(out, c);
            }
        }
    }

    private static void appendHex(StringBuilder out, int c) {
        int digits = c < ' ' || c == 0x7f ? 2 : c < 0x10000 ? 4 : 8;
        out.append('\\').append(digits == 2 ? 'x' : digits == 4 ? 'u' : 'U');
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.append(HEX[c >> shift & 15]);
        }
    }
}
