package dev.navicert.tuf.json;

/**
 * The bytes of a file as Go's {@code json.Marshal} lays it out: as {@link CanonicalJson}, but in strings {@code <},
 * {@code >}, {@code &}, U+2028 and U+2029 are written as {@code \}{@code u} escapes.
 *
 * <p>Lengths and hashes in snapshot and timestamp are over these bytes, and Notary's programs recompute them by writing
 * again what they have read. Any other layout would verify and yet break such a repository.
 */
public final class GoLayout {
    private GoLayout() {}

    /**
     * Encodes with sorted members.
     *
     * @throws MalformedJsonException if a number has a fraction, or a string a control character, which Go cannot write
     *     into a file ({@code invalid character '\n' in string literal})
     */
    public static byte[] encode(Json value) throws MalformedJsonException {
        JsonWriter writer = new JsonWriter(JsonWriter.Escaping.GO_FILE);
        writer.write(value);
        return writer.bytes();
    }

    /**
     * The same of a tree whose canonical form is at hand: where nothing in it needs an escape, the two are one.
     *
     * @param canonical as {@link CanonicalJson#encode} gives it
     */
    public static byte[] encode(Json value, byte[] canonical) throws MalformedJsonException {
        for (byte c : canonical) {
            if (c < ' ' || c > '~' || c == '<' || c == '>' || c == '&') {
                return encode(value);
            }
        }
        return canonical.clone();
    }
}
