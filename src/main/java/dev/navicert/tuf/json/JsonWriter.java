package dev.navicert.tuf.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

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
        String separator = "";
        for (Map.Entry<String, Json> member : sorted(object.members())) {
            out.append(separator);
            string(member.getKey());
            out.append(':');
            write(member.getValue());
            separator = ",";
        }
        out.append('}');
    }

    /** Nearly every text that is read has been sorted by whoever wrote it. */
    private static Collection<Map.Entry<String, Json>> sorted(Map<String, Json> members) {
        String last = "";
        for (String name : members.keySet()) {
            if (CodePointOrder.compare(last, name) > 0) {
                List<Map.Entry<String, Json>> entries = new ArrayList<>(members.entrySet());
                entries.sort((a, b) -> CodePointOrder.compare(a.getKey(), b.getKey()));
                return entries;
            }
            last = name;
        }
        return members.entrySet();
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
        int plain = 0;
        while (plain < text.length() && !isEscaped(text.charAt(plain))) {
            plain++;
        }
        if (plain == text.length()) {
            out.append(text);
        } else {
            for (int i = 0; i < text.length(); i++) {
                character(text.charAt(i));
            }
        }
        out.append('"');
    }

    /** At least what {@link #character} does not leave as it is. */
    private boolean isEscaped(char c) {
        return c == '"'
                || c == '\\'
                || escaping == Escaping.GO_FILE && (c < ' ' || c == '<' || c == '>' || c == '&' || c > '~');
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
