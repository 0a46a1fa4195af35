package dev.navicert.cli.terminal;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Results for programs: maps, lists, texts, numbers, truth values and null as indented JSON. Members keep their order, so use
 * ordered maps. Control characters and what a terminal or a browser could take amiss are escaped.
 */
public final class JsonText {
    private final StringBuilder out = new StringBuilder();

    private final boolean indented;

    private JsonText(boolean indented) {
        this.indented = indented;
    }

    /** The value as JSON, with a line feed at its end. */
    public static String of(@Nullable Object value) {
        JsonText text = new JsonText(true);
        text.write(value, 0);
        return text.out.append('\n').toString();
    }

    /** The value as JSON in one line, without a line feed. */
    public static String line(@Nullable Object value) {
        JsonText text = new JsonText(false);
        text.write(value, 0);
        return text.out.toString();
    }

    private void write(@Nullable Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            object(map, depth);
        } else if (value instanceof List<?> list) {
            array(list, depth);
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            string(value.toString());
        }
    }

    private void object(Map<?, ?> map, int depth) {
        if (map.isEmpty()) {
            out.append("{}");
            return;
        }
        out.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> members = map.entrySet().iterator(); members.hasNext(); ) {
            Map.Entry<?, ?> member = members.next();
            line(depth + 1);
            string(String.valueOf(member.getKey()));
            out.append(": ");
            write(member.getValue(), depth + 1);
            out.append(members.hasNext() ? separator() : "");
        }
        line(depth);
        out.append('}');
    }

    private void array(List<?> list, int depth) {
        if (list.isEmpty()) {
            out.append("[]");
            return;
        }
        out.append('[');
        for (Iterator<?> items = list.iterator(); items.hasNext(); ) {
            line(depth + 1);
            write(items.next(), depth + 1);
            out.append(items.hasNext() ? separator() : "");
        }
        line(depth);
        out.append(']');
    }

    private String separator() {
        return indented ? "," : ", ";
    }

    private void line(int depth) {
        if (!indented) {
            return;
        }
        out.append('\n');
        for (int i = 0; i < depth; i++) {
            out.append("  ");
        }
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)) {
                out.append("\\u");
                String hex = Integer.toHexString(c);
                out.append("0000", 0, 4 - hex.length()).append(hex);
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
