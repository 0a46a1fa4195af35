package dev.navicert.tuf.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes an object as Go's standard {@code encoding/json} writes a struct: members in the order they are added here, no white
 * space, and in strings {@code <}, {@code >}, {@code &}, U+2028, U+2029 and control characters as {@code \}{@code u} escapes.
 *
 * <p>Notary writes what it stages that way, and what it publishes in the layout of {@link GoLayout}.
 */
public final class GoObject {
    private static final byte[] ESCAPED_SEPARATOR = {'\\', 'u', '2', '0', '2'};

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    public GoObject() {
        out.write('{');
    }

    /** Adds a string. */
    public GoObject text(String name, String value) {
        return raw(name, string(value));
    }

    /** Adds an integer. */
    public GoObject integer(String name, long value) {
        return raw(name, utf8(Long.toString(value)));
    }

    /** Adds {@code true} or {@code false}. */
    public GoObject flag(String name, boolean value) {
        return raw(name, utf8(Boolean.toString(value)));
    }

    /** Adds bytes as base64, or {@code null} for none at all. */
    public GoObject bytes(String name, byte @Nullable [] value) {
        return raw(name, value == null ? utf8("null") : string(GoBase64.encode(value)));
    }

    /** Adds an array of strings. */
    public GoObject texts(String name, List<String> values) {
        return array(name, values.stream().map(GoObject::string).toList());
    }

    /** Adds an array of objects. */
    public GoObject objects(String name, List<GoObject> values) {
        return array(name, values.stream().map(GoObject::toBytes).toList());
    }

    /** Adds an object. */
    public GoObject object(String name, GoObject value) {
        return raw(name, value.toBytes());
    }

    /**
     * Adds JSON as somebody wrote it: white space is dropped and the characters above are escaped; numbers, other escapes,
     * order and repetition of members stay.
     *
     * @throws MalformedJsonException with Go's text if it is no JSON
     */
    public GoObject compacted(String name, byte[] json) throws MalformedJsonException {
        String fault = GoSyntax.fault(json).orElse(null);
        if (fault != null) {
            throw new MalformedJsonException(fault);
        }
        return raw(name, compact(json));
    }

    /** The object as written so far. */
    public byte[] toBytes() {
        byte[] open = out.toByteArray();
        byte[] closed = java.util.Arrays.copyOf(open, open.length + 1);
        closed[open.length] = '}';
        return closed;
    }

    private GoObject array(String name, List<byte[]> items) {
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        array.write('[');
        for (byte[] item : items) {
            if (array.size() > 1) {
                array.write(',');
            }
            array.writeBytes(item);
        }
        array.write(']');
        return raw(name, array.toByteArray());
    }

    private GoObject raw(String name, byte[] value) {
        if (out.size() > 1) {
            out.write(',');
        }
        out.writeBytes(string(name));
        out.write(':');
        out.writeBytes(value);
        return this;
    }

    private static byte[] string(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '<', '>', '&', '\u2028', '\u2029' -> escape(quoted, c);
                default -> {
                    if (c < ' ') {
                        escape(quoted, c);
                    } else if (Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1))) {
                        quoted.append(c).append(text.charAt(++i));
                    } else if (Character.isSurrogate(c)) {
                        quoted.append("\\ufffd");
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return utf8(quoted.append('"').toString());
    }

    private static void escape(StringBuilder out, char c) {
        out.append(String.format("\\u%04x", (int) c));
    }

    /** Byte by byte, because what is no UTF-8 stays as it is. */
    private static byte[] compact(byte[] json) {
        ByteArrayOutputStream compact = new ByteArrayOutputStream(json.length);
        boolean quoted = false;
        for (int i = 0; i < json.length; i++) {
            byte b = json[i];
            if (b == '<' || b == '>' || b == '&') {
                compact.writeBytes(utf8(String.format("\\u%04x", (int) b)));
            } else if (isLineSeparator(json, i)) {
                compact.writeBytes(ESCAPED_SEPARATOR);
                compact.write(json[i + 2] == (byte) 0xA8 ? '8' : '9');
                i += 2;
            } else if (quoted && b == '\\') {
                compact.write(b);
                compact.write(json[++i]);
            } else if (quoted || b != ' ' && b != '\t' && b != '\n' && b != '\r') {
                quoted ^= b == '"';
                compact.write(b);
            }
        }
        return compact.toByteArray();
    }

    private static boolean isLineSeparator(byte[] json, int at) {
        return json[at] == (byte) 0xE2
                && at + 2 < json.length
                && json[at + 1] == (byte) 0x80
                && (json[at + 2] & 0xFE) == 0xA8;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
