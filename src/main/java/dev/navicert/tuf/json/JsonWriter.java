package dev.navicert.tuf.json;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes a tree with sorted members; the two ways to escape strings are all in which the two layouts differ. */
final class JsonWriter {
    enum Escaping {
        CANONICAL,
        GO_FILE
    }

    /** By code point, which is the order of the UTF-8 bytes; UTF-16 would put U+E000..U+FFFF after the astral planes. */
    static final Comparator<String> BY_CODE_POINT = JsonWriter::compareCodePoints;

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
        List<Map.Entry<String, Json>> sorted = object.members().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(BY_CODE_POINT))
                .toList();
        Iterator<Map.Entry<String, Json>> members = sorted.iterator();
        while (members.hasNext()) {
            Map.Entry<String, Json> member = members.next();
            string(member.getKey());
            out.append(':');
            write(member.getValue());
            if (members.hasNext()) {
                out.append(',');
            }
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
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
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
        out.append('"');
    }

    /** Go: {@code ParseFloat}, then {@code AppendInt(int64(f))}; an int64 out of range is the smallest one on amd64. */
    private static long integer(String literal) throws MalformedJsonException {
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

    private static int compareCodePoints(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // At the first differing unit a surrogate stands for a code point above all that are no surrogates.
                boolean xHigh = Character.isSurrogate(x);
                boolean yHigh = Character.isSurrogate(y);
                return xHigh == yHigh ? Character.compare(x, y) : xHigh ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
