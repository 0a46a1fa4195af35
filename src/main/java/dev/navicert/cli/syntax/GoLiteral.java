package dev.navicert.cli.syntax;

import dev.navicert.tuf.json.GoQuote;
import java.math.BigInteger;

/** Booleans and integers as Go's {@code strconv} reads them, with its messages. */
public final class GoLiteral {
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private GoLiteral() {}

    /** {@code strconv.ParseBool}. */
    static boolean bool(String text) throws SyntaxException {
        return switch (text) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            case "0", "f", "F", "false", "FALSE", "False" -> false;
            default -> throw invalid("ParseBool", text);
        };
    }

    /** {@code strconv.Atoi}: decimal digits with an optional sign. */
    static long decimal(String text) throws SyntaxException {
        return number("Atoi", text, unsigned(text), 10);
    }

    /** {@code strconv.ParseInt(text, 0, 64)}: also {@code 0x}, {@code 0o}, {@code 0b}, leading zero, underscores. */
    public static long integer(String text) throws SyntaxException {
        String digits = unsigned(text);
        int base = 10;
        int prefix = 0;
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            switch (digits.charAt(1)) {
                case 'x', 'X' -> base = 16;
                case 'o', 'O' -> base = 8;
                case 'b', 'B' -> base = 2;
                default -> {}
            }
            prefix = base == 10 ? 1 : 2;
            base = base == 10 ? 8 : base;
        }
        return number("ParseInt", text, withoutUnderscores(text, digits.substring(prefix), prefix > 0), base);
    }

    private static String unsigned(String text) {
        return text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    }

    /** Underscores may separate digits, and a base prefix from its digits, one at a time. */
    private static String withoutUnderscores(String text, String digits, boolean prefixed) throws SyntaxException {
        if (digits.indexOf('_') < 0) {
            return digits;
        }
        if (digits.endsWith("_") || digits.contains("__") || (!prefixed && digits.startsWith("_"))) {
            throw invalid("ParseInt", text);
        }
        return digits.replace("_", "");
    }

    private static long number(String function, String text, String digits, int base) throws SyntaxException {
        boolean lonelyPrefix = digits.isEmpty() && base != 8;
        if (lonelyPrefix || text.isEmpty()) {
            throw invalid(function, text);
        }
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c >= 0x80 || Character.digit(c, base) < 0) {
                throw invalid(function, text);
            }
        }
        BigInteger value = digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits, base);
        value = text.startsWith("-") ? value.negate() : value;
        if (value.compareTo(MIN) < 0 || value.compareTo(MAX) > 0) {
            throw new SyntaxException(
                    "strconv." + function + ": parsing " + GoQuote.text(text) + ": value out of range");
        }
        return value.longValue();
    }

    private static SyntaxException invalid(String function, String text) {
        return new SyntaxException("strconv." + function + ": parsing " + GoQuote.text(text) + ": invalid syntax");
    }
}
