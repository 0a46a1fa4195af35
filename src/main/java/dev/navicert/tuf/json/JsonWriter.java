package dev.navicert.tuf.json;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** Writes a tree with sorted members; the two ways to escape strings are all in which the two layouts differ. */
final class JsonWriter {
    enum Escaping {
        CANONICAL,
        GO_FILE
    }

    /** Fewer than 2^53 has. */
    private static final int EXACT_DIGITS = 15;

    private static final double MIN_INT64 = -0x1p63;
    private static final double END_OF_INT64 = 0x1p63;

    private final Escaping escaping;
    private final StringBuilder out = new StringBuilder(1024);

    JsonWriter(Escaping escaping) {
        this.escaping = escaping;
    }

    byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    void write(Json value) throws MalformedJsonException {
        if (value instanceof Json.Obj object) {
            object(object);
        } else if (value instanceof Json.Arr array) {
            array(array);
        } else if (value instanceof Json.Str string) {
            string(string.value());
        } else if (value instanceof Json.Num number) {
            out.append(integer(number.literal()));
        } else if (value instanceof Json.Bool bool) {
            out.append(bool == Json.Bool.TRUE);
        } else {
            out.append("null");
        }
    }

    private void object(Json.Obj object) throws MalformedJsonException {
        out.append('{');
        Members members = object.ordered().sorted();
        for (int i = 0; i < members.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            string(members.name(i));
            out.append(':');
            write(members.value(i));
        }
        out.append('}');
    }

    private void array(Json.Arr array) throws MalformedJsonException {
        out.append('[');
        Iterator<Json> items = array.items().iterator();
        while (items.hasNext()) {
            write(items.next());
            if (items.hasNext()) {
                out.append(',');
            }
        }
        out.append(']');
    }

    private void string(String text) throws MalformedJsonException {
        out.append('"');
        if (isPlain(text)) {
            out.append(text);
        } else {
            for (int i = 0; i < text.length(); i++) {
                character(text.charAt(i));
            }
        }
        out.append('"');
    }

    /** Whether nothing in it is escaped. Where it is not sure, it says no. */
    private boolean isPlain(String text) {
        if (text.indexOf('"') >= 0 || text.indexOf('\\') >= 0) {
            return false;
        }
        if (escaping == Escaping.GO_FILE) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c < ' ' || c > '~' || c == '<' || c == '>' || c == '&') {
                    return false;
                }
            }
        }
        return true;
    }

    private void character(char c) throws MalformedJsonException {
        if (c == '"' || c == '\\') {
            out.append('\\').append(c);
        } else if (escaping == Escaping.CANONICAL) {
            out.append(c);
        } else if (c < ' ') {
            throw new MalformedJsonException("invalid character " + GoSyntax.quoteChar(c) + " in string literal");
        } else {
            switch (c) {
                case '<' -> out.append("\\u003c");
                case '>' -> out.append("\\u003e");
                case '&' -> out.append("\\u0026");
                case '\u2028' -> out.append("\\u2028");
                case '\u2029' -> out.append("\\u2029");
                default -> out.append(c);
            }
        }
    }

    /** Go: {@code ParseFloat}, then {@code AppendInt(int64(f))}; an int64 out of range is the smallest one on amd64. */
    private static long integer(String literal) throws MalformedJsonException {
        if (isExact(literal)) {
            return Long.parseLong(literal);
        }
        double value = Double.parseDouble(literal);
        if (Double.isInfinite(value)) {
            throw new MalformedJsonException(
                    "json: cannot unmarshal number " + literal + " into Go value of type float64");
        }
        if (Math.floor(value) != value) {
            throw new MalformedJsonException("json: unsupported value: " + GoSyntax.shortest(value));
        }
        return value >= MIN_INT64 && value < END_OF_INT64 ? (long) value : Long.MIN_VALUE;
    }

    /** Digits alone, and so few that the double is this very number. */
    private static boolean isExact(String literal) {
        for (int i = 0; i < literal.length(); i++) {
            if (literal.charAt(i) < '0' || literal.charAt(i) > '9') {
                return false;
            }
        }
        return literal.length() <= EXACT_DIGITS;
    }
}
