package dev.navicert.tuf.json;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;

/**
 * Says in Go's words why a text is not JSON. Runs only after the parser has refused the text.
 *
 * <p>Go's scanner looks at bytes, not characters: the first byte of {@code é} is reported as {@code 'Ã'}. It names the
 * byte and what it was doing: {@code invalid character 'o' in literal null (expecting 'u')}; a text that just stops is
 * {@code unexpected end of JSON input}.
 */
final class GoSyntax {
    private static final int END = -1;

    private enum Within {
        KEY,
        VALUE,
        ARRAY
    }

    private final byte[] text;
    private final Deque<Within> open = new ArrayDeque<>();
    private int at;

    private GoSyntax(byte[] text) {
        this.text = text;
    }

    /** Go's message, or empty if Go would find no fault. */
    static Optional<String> fault(byte[] text) {
        try {
            new GoSyntax(text).scan();
            return Optional.empty();
        } catch (Fault fault) {
            return Optional.of(fault.words);
        }
    }

    private void scan() throws Fault {
        boolean mayClose = false;
        while (true) {
            boolean opened = value(mayClose);
            mayClose = opened;
            if (opened) {
                continue;
            }
            if (!afterValue()) {
                return;
            }
        }
    }

    /**
     * Reads one value, or the opening of one; in an object its name and colon first.
     *
     * @param mayClose whether a container was just opened, so that it may close at once
     * @return whether a container was opened
     */
    private boolean value(boolean mayClose) throws Fault {
        if (mayClose && open.peek() == Within.KEY && peekPastSpace() == '}'
                || mayClose && open.peek() == Within.ARRAY && peekPastSpace() == ']') {
            at++;
            open.pop();
            return false;
        }
        if (open.peek() == Within.KEY) {
            name();
        }
        int c = peekPastSpace();
        switch (c) {
            case '{' -> open.push(Within.KEY);
            case '[' -> open.push(Within.ARRAY);
            case '"' -> string();
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> throw unexpected(c, "looking for beginning of value");
        }
        if (c == '{' || c == '[') {
            at++;
            return true;
        }
        return false;
    }

    private void name() throws Fault {
        int c = peekPastSpace();
        if (c != '"') {
            throw unexpected(c, "looking for beginning of object key string");
        }
        string();
        c = peekPastSpace();
        if (c != ':') {
            throw unexpected(c, "after object key");
        }
        at++;
        open.pop();
        open.push(Within.VALUE);
    }

    /** Closes what closes here; returns whether another value must follow. */
    private boolean afterValue() throws Fault {
        while (true) {
            int c = peekPastSpace();
            Within within = open.peek();
            if (within == null) {
                if (c != END) {
                    throw unexpected(c, "after top-level value");
                }
                return false;
            }
            boolean object = within != Within.ARRAY;
            if (c == ',') {
                at++;
                open.pop();
                open.push(object ? Within.KEY : Within.ARRAY);
                return true;
            }
            if (c != (object ? '}' : ']')) {
                throw unexpected(c, object ? "after object key:value pair" : "after array element");
            }
            at++;
            open.pop();
        }
    }

    private void string() throws Fault {
        at++;
        while (true) {
            int c = next();
            if (c == '"') {
                return;
            }
            if (c == END || c < ' ') {
                throw unexpected(c, "in string literal");
            }
            if (c == '\\') {
                escape();
            }
        }
    }

    private void escape() throws Fault {
        int c = next();
        if (c == 'u') {
            for (int i = 0; i < 4; i++) {
                int digit = next();
                if (Character.digit(digit, 16) < 0 || digit > 'f') {
                    throw unexpected(digit, "in \\u hexadecimal character escape");
                }
            }
        } else if (c == END || "bfnrt\\/\"".indexOf(c) < 0) {
            throw unexpected(c, "in string escape code");
        }
    }

    private void number() throws Fault {
        int c = next();
        if (c == '-') {
            c = next();
            if (!isDigit(c)) {
                throw unexpected(c, "in numeric literal");
            }
        }
        if (c != '0') {
            digits();
        }
        if (peek() == '.') {
            at++;
            oneDigit("after decimal point in numeric literal");
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            oneDigit("in exponent of numeric literal");
            digits();
        }
    }

    private void oneDigit(String where) throws Fault {
        int c = next();
        if (!isDigit(c)) {
            throw unexpected(c, where);
        }
    }

    private void digits() {
        while (isDigit(peek())) {
            at++;
        }
    }

    private void literal(String word) throws Fault {
        at++;
        for (int i = 1; i < word.length(); i++) {
            int c = next();
            if (c != word.charAt(i)) {
                throw unexpected(c, "in literal " + word + " (expecting '" + word.charAt(i) + "')");
            }
        }
    }

    private int peekPastSpace() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\r' || peek() == '\n') {
            at++;
        }
        return peek();
    }

    private int peek() {
        return at < text.length ? text[at] & 0xFF : END;
    }

    private int next() {
        int c = peek();
        at++;
        return c;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static Fault unexpected(int c, String where) {
        return new Fault(
                c == END ? "unexpected end of JSON input" : "invalid character " + quoteChar((char) c) + " " + where);
    }

    /** A character in single quotes as Go's {@code quoteChar} shows it. */
    static String quoteChar(char c) {
        return switch (c) {
            case '\'' -> "'\\''";
            case '"' -> "'\"'";
            default -> {
                String quoted = GoQuote.text(String.valueOf(c));
                yield "'" + quoted.substring(1, quoted.length() - 1) + "'";
            }
        };
    }

    /** A double as Go's {@code FormatFloat(f, 'g', -1, 64)}: shortest digits, exponent form below 1e-4 and from 1e21. */
    static String shortest(double value) {
        java.math.BigDecimal decimal = new java.math.BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = decimal.precision() - decimal.scale() - 1;
        if (exponent >= -4 && exponent < 21) {
            return decimal.toPlainString();
        }
        String digits = decimal.unscaledValue().abs().toString();
        return (decimal.signum() < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    private static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;
        private final String words;

        Fault(String words) {
            super(words, null, false, false);
            this.words = words;
        }
    }
}
