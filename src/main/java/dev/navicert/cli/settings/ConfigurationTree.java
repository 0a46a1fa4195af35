package dev.navicert.cli.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The content of a configuration file with viper's rules for finding a setting: names are compared without regard to case, a
 * path goes down by its dots, a member whose name contains the dots counts as well.
 *
 * <p>Values are maps, lists, strings, booleans, numbers as their literal in a {@link Number}, or null.
 */
final class ConfigurationTree {
    /** A number as the file writes it, and as Go's {@code %v} of a float64 would. */
    record Number(String text) {}

    static final ConfigurationTree EMPTY = new ConfigurationTree(Map.of());

    private final Map<String, @Nullable Object> asWritten;

    ConfigurationTree(Map<String, @Nullable Object> members) {
        asWritten = members;
    }

    /** A text; empty if there is none or it is a list or an object. */
    String text(String path) {
        return asText(find(path));
    }

    /** Whether there is any value but null. */
    boolean has(String path) {
        return find(path) != null;
    }

    /** A truth value as viper casts it: from booleans, texts and numbers. */
    boolean isTrue(String path) {
        Object value = find(path);
        if (value instanceof Boolean bool) {
            return bool;
        }
        if (value instanceof Number number) {
            return !number.text().equals("0");
        }
        return value instanceof String text
                && switch (text) {
                    case "1", "t", "T", "true", "TRUE", "True" -> true;
                    default -> false;
                };
    }

    /** The members of an object, names as the file writes them; none if there is no such object. */
    Map<String, @Nullable Object> members(String path) {
        return find(path) instanceof Map<?, ?> map ? asMembers(map) : Map.of();
    }

    static String asText(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Number number) {
            return number.text();
        }
        return value instanceof Boolean ? value.toString() : "";
    }

    /** The texts of a list; empty if the value is no list of texts. */
    static Optional<List<String>> asTexts(@Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            return Optional.empty();
        }
        for (Object item : list) {
            if (!(item instanceof String)) {
                return Optional.empty();
            }
        }
        List<String> texts = new java.util.ArrayList<>();
        for (Object item : list) {
            texts.add((String) item);
        }
        return Optional.of(texts);
    }

    private @Nullable Object find(String path) {
        return find(asWritten, path);
    }

    private static @Nullable Object find(Map<?, ?> level, String path) {
        Object whole = member(level, path);
        if (whole != null) {
            return whole;
        }
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            if (member(level, path.substring(0, dot)) instanceof Map<?, ?> below) {
                Object found = find(below, path.substring(dot + 1));
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** The last member of that name, whatever its case. */
    private static @Nullable Object member(Map<?, ?> level, String name) {
        Object found = null;
        for (Map.Entry<?, ?> entry : level.entrySet()) {
            if (entry.getKey() instanceof String key && key.equalsIgnoreCase(name)) {
                found = entry.getValue();
            }
        }
        return found;
    }

    static Map<String, @Nullable Object> asMembers(Map<?, ?> map) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            members.put(String.valueOf(entry.getKey()), entry.getValue());
        }
        return members;
    }

    /** A name as viper keeps it. */
    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
