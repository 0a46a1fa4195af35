package dev.navicert.cli.syntax;

import java.util.List;

/** Texts as Go's {@code strconv} and {@code fmt} quote them; the messages of cobra, pflag and logrus are full of them. */
public final class GoText {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private GoText() {}

    /** {@code strconv.Quote}: double quotes, Go's escapes; printable characters of any script stay as they are. */
    public static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            appendEscaped(out, c, '"');
            i += Character.charCount(c);
        }
        return out.append('"').toString();
    }

    /** {@code %#U} of a character: {@code U+007A 'z'}. */
    public static String unicode(int codePoint) {
        String number = String.format("U+%04X", codePoint);
        return isPrintable(codePoint) ? number + " '" + Character.toString(codePoint) + "'" : number;
    }

    /** {@code %q} of a character: single quotes. */
    public static String quoteCharacter(int codePoint) {
        StringBuilder out = new StringBuilder(4).append('\'');
        appendEscaped(out, codePoint, '\'');
        return out.append('\'').toString();
    }

    /** {@code %#q} of a list: back-quoted elements where that is possible. */
    static String quoteAll(List<String> texts) {
        StringBuilder out = new StringBuilder("[");
        for (String text : texts) {
            if (out.length() > 1) {
                out.append(' ');
            }
            out.append(canBackquote(text) ? '`' + text + '`' : quote(text));
        }
        return out.append(']').toString();
    }

    private static boolean canBackquote(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c == '`' || c == 0x7f || c == 0xfeff) {
                return false;
            }
        }
        return true;
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

    /** {@code strconv.IsPrint}: letters, marks, numbers, punctuation, symbols and the ASCII blank. */
    private static boolean isPrintable(int c) {
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
}
