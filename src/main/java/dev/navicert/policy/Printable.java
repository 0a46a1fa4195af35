package dev.navicert.policy;

import java.util.stream.Collectors;

/** Text from elsewhere as a message or a log may show it: on one line, and so that it commands no terminal. */
public final class Printable {
    private Printable() {}

    /**
     * The text with an escape such as {@code \u000a} for each control and format character: line breaks that fake a message,
     * escapes, text that runs backwards.
     */
    public static String of(String text) {
        if (text.chars().noneMatch(Printable::isUnsafe)) {
            return text;
        }
        return text.chars()
                .mapToObj(c -> isUnsafe(c) ? String.format("\\u%04x", c) : Character.toString((char) c))
                .collect(Collectors.joining());
    }

    /** The same, at most so long: what is in the middle is left out, for messages begin with where and end with what to do. */
    public static String of(String text, int longest) {
        if (text.length() <= longest) {
            return of(text);
        }
        int half = (longest - 1) / 2;
        int head = Character.isHighSurrogate(text.charAt(half - 1)) ? half - 1 : half;
        int tail = text.length() - half;
        int from = Character.isLowSurrogate(text.charAt(tail)) ? tail + 1 : tail;
        return of(text.substring(0, head)) + "…" + of(text.substring(from));
    }

    private static boolean isUnsafe(int c) {
        int type = Character.getType((char) c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
