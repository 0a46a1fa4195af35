package dev.navicert.tuf.json;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object read as Go's decoder fills a struct: absent and {@code null} members are zero values, unknown ones are
 * ignored, names match whatever their case (the last one written counts), and a value of another type is
 * {@code json: cannot unmarshal string into Go value of type int}.
 *
 * <p>With {@link Reading#UNAMBIGUOUS} a member in another case than its own is refused.
 *
 * <p>Notary reads metadata with a fork of an early {@code encoding/json}, and what is staged with the one of its Go
 * ({@link #standard}), which also names the member: {@code into Go struct field TUFChange.action of type string}.
 */
public final class GoStruct {
    private static final long MAX_EXACT = 1L << 53;
    private static final int MAX_BYTE = 255;
    private static final String VALUE = "value";

    private final Members members;
    private final Reading reading;
    /** Empty where errors name no member. */
    private final String structName;

    private GoStruct(Members members, Reading reading, String structName) {
        this.members = members;
        this.reading = reading;
        this.structName = structName;
    }

    /**
     * Opens a value.
     *
     * @param goType the struct's name for errors, for example {@code data.FileMeta}
     * @throws MalformedJsonException if it is neither an object nor {@code null}
     */
    public static GoStruct of(@Nullable Json value, String goType, Reading reading) throws MalformedJsonException {
        return new GoStruct(objectMembers(value, goType, VALUE), reading, "");
    }

    /**
     * Opens a value as the standard {@code encoding/json} does.
     *
     * @param goPackage and {@code name}: what the struct is called in errors, for example {@code data} and {@code FileMeta}
     * @throws MalformedJsonException if it is neither an object nor {@code null}
     */
    public static GoStruct standard(@Nullable Json value, String goPackage, String name) throws MalformedJsonException {
        Members members = value instanceof Json.Obj object
                ? object.ordered()
                : objectMembers(value, goPackage + "." + name, VALUE);
        return new GoStruct(members, Reading.AS_GO, name);
    }

    /**
     * The member, or null if it is absent or {@code null}.
     *
     * @param name in lower case
     */
    public @Nullable Json value(String name) throws MalformedJsonException {
        Json found = null;
        for (int i = 0; i < members.size(); i++) {
            String written = members.name(i);
            if (written.length() == name.length() && equalFold(name, written)) {
                if (reading == Reading.UNAMBIGUOUS && !written.equals(name)) {
                    throw new MalformedJsonException(
                            "json: member " + GoQuote.text(written) + " must be written " + GoQuote.text(name));
                }
                Json value = members.value(i);
                if (value != Json.NULL) {
                    found = value;
                }
            }
        }
        return found;
    }

    /** A string, empty if absent. */
    public String text(String name, String goType) throws MalformedJsonException {
        return text(value(name), goType, name);
    }

    /** An integer, 0 if absent. */
    public long integer(String name, String goType) throws MalformedJsonException {
        Json value = value(name);
        if (value == null) {
            return 0;
        }
        if (!(value instanceof Json.Num number)) {
            throw wrongType(value.goKind(), goType, place(name));
        }
        long result;
        try {
            result = Long.parseLong(number.literal());
        } catch (NumberFormatException e) {
            throw wrongType("number " + number.literal(), goType, place(name));
        }
        if (reading == Reading.UNAMBIGUOUS && (result > MAX_EXACT || result < -MAX_EXACT)) {
            throw new MalformedJsonException("json: number " + number.literal() + " is beyond 2^53");
        }
        return result;
    }

    /** A boolean, false if absent. */
    public boolean flag(String name) throws MalformedJsonException {
        Json value = value(name);
        if (value != null && !(value instanceof Json.Bool)) {
            throw wrongType(value.goKind(), "bool", place(name));
        }
        return value == Json.Bool.TRUE;
    }

    /** Bytes written as base64, none if absent. */
    public byte[] bytes(String name) throws MalformedJsonException {
        return bytes(value(name), name);
    }

    /** The items of an array, none if absent. */
    public List<Json> list(String name, String goType) throws MalformedJsonException {
        Json value = value(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof Json.Arr array) {
            return array.items();
        }
        throw wrongType(value.goKind(), goType, place(name));
    }

    /** The strings of an array, none if absent. */
    public List<String> texts(String name) throws MalformedJsonException {
        List<String> texts = new ArrayList<>();
        for (Json item : list(name, "[]string")) {
            texts.add(text(item, "string", name));
        }
        return Collections.unmodifiableList(texts);
    }

    /** The members of an object that is a map to Go: names exactly as written, in the order of the text. */
    public Map<String, Json> map(String name, String goType) throws MalformedJsonException {
        Json value = value(name);
        return value instanceof Json.Obj object ? object.ordered() : objectMembers(value, goType, place(name));
    }

    /** The members of a map whose values are bytes written as base64; here they are in lower-case hex. */
    public Map<String, String> hexMap(String name, String goType) throws MalformedJsonException {
        Map<String, String> result = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : map(name, goType).entrySet()) {
            result.put(member.getKey(), HexFormat.of().formatHex(bytes(member.getValue(), name)));
        }
        return result;
    }

    /** A struct within this one, all zero if absent. */
    public GoStruct struct(String name, String goType) throws MalformedJsonException {
        return of(value(name), goType, reading);
    }

    private String place(String name) {
        return structName.isEmpty() ? VALUE : "struct field " + structName + "." + name;
    }

    private static Members objectMembers(@Nullable Json value, String goType, String place)
            throws MalformedJsonException {
        if (value == null || value instanceof Json.Null) {
            return Members.NONE;
        }
        if (value instanceof Json.Obj object) {
            return object.ordered();
        }
        throw wrongType(value.goKind(), goType, place);
    }

    private String text(@Nullable Json value, String goType, String name) throws MalformedJsonException {
        if (value == null || value instanceof Json.Null) {
            return "";
        }
        if (value instanceof Json.Str string) {
            return string.value();
        }
        throw wrongType(value.goKind(), goType, place(name));
    }

    private byte[] bytes(@Nullable Json value, String name) throws MalformedJsonException {
        if (value == null || value instanceof Json.Null) {
            return new byte[0];
        }
        if (value instanceof Json.Str string) {
            return GoBase64.decode(string.value());
        }
        if (value instanceof Json.Arr array) {
            return bytes(array, name);
        }
        throw wrongType(value.goKind(), "[]uint8", place(name));
    }

    /** To Go, bytes may also be an array of numbers. */
    private byte[] bytes(Json.Arr array, String name) throws MalformedJsonException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Json item : array.items()) {
            if (item instanceof Json.Num number) {
                if (!number.literal().matches("[0-9]{1,3}") || Integer.parseInt(number.literal()) > MAX_BYTE) {
                    throw wrongType("number " + number.literal(), "uint8", place(name));
                }
                bytes.write(Integer.parseInt(number.literal()));
            } else if (item == Json.NULL) {
                bytes.write(0);
            } else {
                throw wrongType(item.goKind(), "uint8", place(name));
            }
        }
        return bytes.toByteArray();
    }

    private static MalformedJsonException wrongType(String kind, String goType, String place) {
        return new MalformedJsonException(
                "json: cannot unmarshal " + kind + " into Go " + place + " of type " + goType);
    }

    /** Go's {@code bytes.EqualFold} for an ASCII name: two letters beyond ASCII fold to k and s. */
    private static boolean equalFold(String name, String written) {
        for (int i = 0; i < name.length(); i++) {
            char c = written.charAt(i);
            char folded = c == '\u212A' ? 'k' : c == '\u017F' ? 's' : c >= 'A' && c <= 'Z' ? (char) (c + ' ') : c;
            if (folded != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
