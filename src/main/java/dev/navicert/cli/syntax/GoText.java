package dev.navicert.cli.syntax;

import dev.navicert.tuf.json.GoQuote;
import java.util.List;

/** Characters and lists as Go's {@code fmt} shows them; the messages of cobra and pflag are full of them. */
public final class GoText {
    private GoText() {}

    /** {@code %#U} of a character: {@code U+007A 'z'}. */
    public static String unicode(int codePoint) {
        String number = String.format("U+%04X", codePoint);
        return GoQuote.isPrintable(codePoint) ? number + " '" + Character.toString(codePoint) + "'" : number;
    }

    /** {@code %#q} of a list: back-quoted elements where that is possible. */
    static String quoteAll(List<String> texts) {
        StringBuilder out = new StringBuilder("[");
        for (String text : texts) {
            if (out.length() > 1) {
                out.append(' ');
            }
            out.append(canBackquote(text) ? '`' + text + '`' : GoQuote.text(text));
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
}
