package dev.navicert.notary;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.navicert.name.Gun;
import dev.navicert.tuf.json.GoQuote;
import java.util.Locale;

/** A GUN as part of a URL: what Go sends, except where that would no longer be this GUN. */
final class UrlPath {
    /** What Go leaves alone in a path; {@code [} and {@code ]} it does too, but not every server takes them. */
    private static final String LITERAL = "-_.~!$&'()*+,;=:@/";

    private UrlPath() {}

    /**
     * The escaped path.
     *
     * @throws IllegalArgumentException if the GUN holds what ends, re-writes or leaves a path: {@code ? # %}, control
     *     characters, dot segments. Notary sends such a GUN and asks for something else.
     */
    static String of(Gun gun) {
        String text = gun.value();
        for (String segment : text.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                throw refusal(gun, "the segment \"" + segment + "\"");
            }
        }
        StringBuilder path = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (c == '?' || c == '#' || c == '%') {
                throw refusal(gun, "\"" + Character.toString(c) + "\"");
            }
            if (Character.isISOControl(c) || c >= 0xd800 && c <= 0xdfff) {
                throw refusal(gun, String.format(Locale.ROOT, "the character U+%04X", c));
            }
            append(path, c);
            i += Character.charCount(c);
        }
        return path.toString();
    }

    private static IllegalArgumentException refusal(Gun gun, String what) {
        return new IllegalArgumentException(
                GoQuote.text(gun.value()) + " cannot be asked for: " + what + " has no place in the path of a URL");
    }

    private static void append(StringBuilder path, int c) {
        boolean alphanumeric = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
        if (alphanumeric || LITERAL.indexOf(c) >= 0) {
            path.append((char) c);
            return;
        }
        for (byte b : Character.toString(c).getBytes(UTF_8)) {
            path.append(String.format(Locale.ROOT, "%%%02X", b));
        }
    }
}
