package dev.navicert.tuf.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value: an immutable tree that keeps the order of members and the text of numbers.
 *
 * <p>Strings hold no lone surrogates: {@link #parse} replaces them by U+FFFD as Go does, and so do the factories.
 */
public sealed interface Json {
    /** The value {@code null}. */
    Json NULL = Null.NULL;

    /**
     * Reads a whole text, as Go's decoder reads it into {@code interface{}}: UTF-8 with each invalid byte and each lone
     * surrogate escape taken for U+FFFD, white space allowed around the value and nothing else.
     *
     * @throws MalformedJsonException with Go's text, or if a cap is exceeded (see {@link JsonLimits}) or a name occurs
     *     twice where that is refused
     */
    static Json parse(byte[] text, Reading reading) throws MalformedJsonException {
        return JsonReader.read(text, reading);
    }

    static Json string(String value) {
        return new Str(value);
    }

    static Json number(long value) {
        return new Num(Long.toString(value));
    }

    static Json bool(boolean value) {
        return value ? Bool.TRUE : Bool.FALSE;
    }

    static Json array(List<? extends Json> items) {
        return new Arr(List.copyOf(items));
    }

    /** An object with these members in the map's order. */
    static Obj object(Map<String, ? extends Json> members) {
        return new Obj(Members.copyOf(members));
    }

    /** What Go calls this kind of value in its errors: {@code object}, {@code array}, {@code string}, …. */
    String goKind();

    /**
     * An object.
     *
     * @param members unmodifiable, in the order of the text (a repeated name stands where it occurred last)
     */
    record Obj(Map<String, Json> members) implements Json {
        public Obj {
            members = Members.copyOf(members);
        }

        Members ordered() {
            return (Members) members;
        }

        /** The member with exactly this name. */
        public @Nullable Json get(String name) {
            return members.get(name);
        }

        /** The same object with one member set (appended, or replaced where it stands). */
        public Obj with(String name, Json value) {
            Map<String, Json> changed = new LinkedHashMap<>(members);
            changed.put(name, value);
            return new Obj(changed);
        }

        /** The same object without a member. */
        public Obj without(String name) {
            Map<String, Json> changed = new LinkedHashMap<>(members);
            changed.remove(name);
            return new Obj(changed);
        }

        @Override
        public String goKind() {
            return "object";
        }
    }

    /** An array. */
    record Arr(List<Json> items) implements Json {
        public Arr {
            items = Collections.unmodifiableList(items);
        }

        @Override
        public String goKind() {
            return "array";
        }
    }

    /** A string. */
    record Str(String value) implements Json {
        public Str {
            value = GoText.withoutLoneSurrogates(value);
        }

        @Override
        public String goKind() {
            return "string";
        }
    }

    /**
     * A number, as it was written: {@code 3}, {@code 3.0} and {@code 3e0} are different texts, and only the first is an
     * integer to Go's struct decoder.
     */
    record Num(String literal) implements Json {
        @Override
        public String goKind() {
            return "number";
        }
    }

    /** {@code true} or {@code false}. */
    enum Bool implements Json {
        TRUE,
        FALSE;

        @Override
        public String goKind() {
            return "bool";
        }
    }

    /** {@code null}. */
    enum Null implements Json {
        NULL;

        @Override
        public String goKind() {
            return "null";
        }
    }
}
