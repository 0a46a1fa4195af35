package dev.navicert.cli;

/**
 * What Go's {@code Printf} makes of a text that was passed as the format, without arguments. Notary prints its errors that way,
 * so a per cent sign in a target's name comes out mangled; called as {@code notary} we print what is recorded, called as
 * {@code navicert} what is meant.
 *
 * @see <a href="https://github.com/golang/go/blob/go1.19/src/fmt/print.go">fmt, {@code doPrintf}</a>
 */
final class GoFormat {
    private final String format;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private boolean indexed;
    private boolean afterIndex;

    private GoFormat(String format) {
        this.format = format;
    }

    /** The format as printed. */
    static String printed(String format) {
        return format.indexOf('%') < 0 ? format : new GoFormat(format).print();
    }

    private String print() {
        while (at < format.length()) {
            char c = format.charAt(at++);
            if (c == '%') {
                directive();
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private void directive() {
        indexed = false;
        afterIndex = false;
        skip("#0+- ");
        index();
        star("%!(BADWIDTH)");
        if (at < format.length() && format.charAt(at) == '.') {
            at++;
            afterIndex = false;
            index();
            star("%!(BADPREC)");
        }
        index();
        if (at == format.length()) {
            out.append("%!(NOVERB)");
            return;
        }
        int verb = format.codePointAt(at);
        at += Character.charCount(verb);
        if (verb == '%') {
            out.append('%');
        } else {
            out.append("%!").appendCodePoint(verb).append(indexed ? "(BADINDEX)" : "(MISSING)");
        }
    }

    /** A width or precision: digits, or a star that finds no argument. */
    private void star(String complaint) {
        if (at < format.length() && format.charAt(at) == '*') {
            at++;
            afterIndex = false;
            out.append(complaint);
        } else {
            skip("0123456789");
        }
    }

    /** An argument's number in brackets; there is none that it could name. A second one right behind it is none. */
    private void index() {
        if (!afterIndex && at < format.length() && format.charAt(at) == '[') {
            int end = format.indexOf(']', at);
            at = end < 0 ? at + 1 : end + 1;
            indexed = true;
            afterIndex = true;
        }
    }

    private void skip(String characters) {
        while (at < format.length() && characters.indexOf(format.charAt(at)) >= 0) {
            at++;
        }
    }
}
