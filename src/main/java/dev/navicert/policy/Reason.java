package dev.navicert.policy;

import java.util.List;

/**
 * Why one image is refused, and what to do. Texts from outside are made harmless here: control characters are replaced, and
 * what is too long is cut.
 *
 * @param code stable
 * @param what is wrong, on which image
 * @param remedy what to do, for whoever wrote the object
 * @param details further lines, for whoever wants to know more
 */
public record Reason(Code code, String what, String remedy, List<String> details) {
    private static final int MAX_PART = 400;

    public Reason {
        what = harmless(what);
        remedy = harmless(remedy);
        details = details.stream().map(Reason::harmless).toList();
    }

    public Reason(Code code, String what, String remedy) {
        this(code, what, remedy, List.of());
    }

    /** One line: code, what is wrong, what to do. */
    public String line() {
        return code + " " + what + "; " + remedy;
    }

    /** {@link #line()}, and below it the details, indented. */
    public String message() {
        StringBuilder message = new StringBuilder(line());
        details.forEach(detail -> message.append("\n  ").append(detail));
        return message.toString();
    }

    private static String harmless(String text) {
        String cut = text.length() > MAX_PART ? text.substring(0, MAX_PART) + "…" : text;
        StringBuilder clean = new StringBuilder();
        cut.codePoints().map(c -> isHarmless(c) ? c : 0xFFFD).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isHarmless(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.UNASSIGNED;
    }

    @Override
    public String toString() {
        return line();
    }
}
