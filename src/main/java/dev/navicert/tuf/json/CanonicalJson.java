package dev.navicert.tuf.json;

/**
 * The bytes that are signed: no white space, members sorted by the UTF-8 bytes of their names, in strings only {@code "}
 * and {@code \} escaped, numbers as integers.
 *
 * @see <a href="http://wiki.laptop.org/go/Canonical_JSON">Canonical JSON</a>, as {@code docker/go/canonical/json} does it
 */
public final class CanonicalJson {
    private CanonicalJson() {}

    /**
     * Encodes a tree as Notary's verifier does: numbers pass through an IEEE double, so {@code 1.0} and {@code 1e0} are
     * {@code 1}, and beyond 2^53 the digits are those of the nearest double.
     *
     * @throws MalformedJsonException if a number has a fraction or is no double
     */
    public static byte[] encode(Json value) throws MalformedJsonException {
        JsonWriter writer = new JsonWriter(JsonWriter.Escaping.CANONICAL);
        writer.write(value);
        return writer.bytes();
    }
}
