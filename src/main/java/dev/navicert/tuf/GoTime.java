package dev.navicert.tuf;

import dev.navicert.tuf.json.CanonicalJson;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.util.Locale;

/**
 * RFC 3339 as Go 1.19's {@code time.Time.UnmarshalJSON} reads it, with its errors: {@code parsing time "\"2026\"" as
 * "\"2006-01-02T15:04:05Z07:00\"": cannot parse "\"" as "-"}.
 *
 * <p>It reads the literal with its quotes against a layout, piece by piece. Looser than RFC 3339 in two points that Go
 * users meet: an hour of one digit, and a comma before the fraction.
 */
final class GoTime {
    private static final String LAYOUT = "\"2006-01-02T15:04:05Z07:00\"";
    private static final int NANO_DIGITS = 9;
    private static final int ZONE_LENGTH = 6;
    /** Seconds; what Java can express. The same instant in UTC stands for a place further off. */
    private static final int MAX_OFFSET = 18 * 3600;

    private final String whole;
    private String rest;

    private GoTime(String literal) {
        this.whole = literal;
        this.rest = literal;
    }

    static OffsetDateTime parse(Json value) throws MalformedJsonException {
        return new GoTime(literal(value)).parse();
    }

    private OffsetDateTime parse() throws MalformedJsonException {
        skip("\"");
        int year = year();
        skip("-");
        int month = number("01", true, 1, 12, "month");
        skip("-");
        int day = number("02", true, 0, 99, "day");
        skip("T");
        int hour = number("15", false, 0, 23, "hour");
        skip(":");
        int minute = number("04", true, 0, 59, "minute");
        skip(":");
        int second = number("05", true, 0, 59, "second");
        int nano = fraction();
        int offset = zone();
        skip("\"");
        if (!rest.isEmpty()) {
            throw new MalformedJsonException("parsing time " + quote(whole) + ": extra text: " + quote(rest));
        }
        if (day < 1 || day > Month.of(month).length(IsoChronology.INSTANCE.isLeapYear(year))) {
            throw outOfRange("day");
        }
        LocalDateTime local = LocalDateTime.of(year, month, day, hour, minute, second, nano);
        return Math.abs(offset) <= MAX_OFFSET
                ? OffsetDateTime.of(local, ZoneOffset.ofTotalSeconds(offset))
                : OffsetDateTime.of(local.minusSeconds(offset), ZoneOffset.UTC);
    }

    private void skip(String literal) throws MalformedJsonException {
        if (!rest.startsWith(literal)) {
            throw cannotParse(rest, literal);
        }
        rest = rest.substring(literal.length());
    }

    private int year() throws MalformedJsonException {
        if (rest.length() < 4 || !isDigit(0)) {
            throw cannotParse(rest, "2006");
        }
        for (int i = 1; i < 4; i++) {
            if (!isDigit(i)) {
                throw cannotParse(rest.substring(4), "2006");
            }
        }
        int year = Integer.parseInt(rest.substring(0, 4));
        rest = rest.substring(4);
        return year;
    }

    private int number(String piece, boolean twoDigits, int min, int max, String name) throws MalformedJsonException {
        if (!isDigit(0) || twoDigits && !isDigit(1)) {
            throw cannotParse(rest, piece);
        }
        int length = isDigit(1) ? 2 : 1;
        int value = Integer.parseInt(rest.substring(0, length));
        rest = rest.substring(length);
        if (value < min || value > max) {
            throw outOfRange(name);
        }
        return value;
    }

    private int fraction() {
        if (rest.isEmpty() || ".,".indexOf(rest.charAt(0)) < 0 || !isDigit(1)) {
            return 0;
        }
        int end = 1;
        int nano = 0;
        for (; isDigit(end); end++) {
            if (end <= NANO_DIGITS) {
                nano = nano * 10 + rest.charAt(end) - '0';
            }
        }
        for (int digits = end - 1; digits < NANO_DIGITS; digits++) {
            nano *= 10;
        }
        rest = rest.substring(end);
        return nano;
    }

    /** Seconds east of Greenwich; Go 1.19 takes any two pairs of digits. */
    private int zone() throws MalformedJsonException {
        if (rest.startsWith("Z")) {
            rest = rest.substring(1);
            return 0;
        }
        boolean shaped = rest.length() >= ZONE_LENGTH
                && "+-".indexOf(rest.charAt(0)) >= 0
                && isDigit(1)
                && isDigit(2)
                && rest.charAt(3) == ':'
                && isDigit(4)
                && isDigit(5);
        if (!shaped) {
            throw cannotParse(rest, "Z07:00");
        }
        int sign = rest.charAt(0) == '-' ? -1 : 1;
        int hours = Integer.parseInt(rest.substring(1, 3));
        int minutes = Integer.parseInt(rest.substring(4, ZONE_LENGTH));
        rest = rest.substring(ZONE_LENGTH);
        return sign * (hours * 60 + minutes) * 60;
    }

    private boolean isDigit(int at) {
        return at < rest.length() && rest.charAt(at) >= '0' && rest.charAt(at) <= '9';
    }

    private MalformedJsonException cannotParse(String found, String piece) {
        return new MalformedJsonException("parsing time " + quote(whole) + " as " + quote(LAYOUT) + ": cannot parse "
                + quote(found) + " as " + quote(piece));
    }

    private MalformedJsonException outOfRange(String name) {
        return new MalformedJsonException("parsing time " + quote(whole) + ": " + name + " out of range");
    }

    /** The text of the value; Go reads it unescaped from the file, where no valid date needs an escape. */
    private static String literal(Json value) throws MalformedJsonException {
        return value instanceof Json.Str string
                ? '"' + string.value() + '"'
                : new String(CanonicalJson.encode(value), StandardCharsets.UTF_8);
    }

    /** Go's {@code time.quote}: quotes and backslashes escaped, all that is not printable ASCII as bytes in hex. */
    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\x%02x", b));
            } else {
                quoted.append(b == '"' || b == '\\' ? "\\" : "").append((char) b);
            }
        }
        return quoted.append('"').toString();
    }
}
