package dev.navicert.keys;

import dev.navicert.tuf.crypto.Pem;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A PEM block with its headers, in which Notary notes whose key it is. Changing a header makes another block.
 *
 * @param type what stands after BEGIN
 * @param headers by name
 * @param bytes the decoded content; callers do not change it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record KeyBlock(String type, Map<String, String> headers, byte[] bytes) {
    /** The role that the key is for. */
    public static final String ROLE = "role";
    /** The collection that the key is for. */
    public static final String GUN = "gun";
    /** In exported files: the name that the key was kept under. */
    public static final String PATH = "path";

    private static final String PROC_TYPE = "Proc-Type";

    public KeyBlock {
        headers = Map.copyOf(headers);
    }

    /** Every block of a text, in order. */
    public static List<KeyBlock> all(byte[] pem) {
        return Pem.blocks(pem).stream().map(KeyBlock::of).toList();
    }

    /** The first block of a text. */
    public static Optional<KeyBlock> first(byte[] pem) {
        return Pem.first(pem).map(KeyBlock::of);
    }

    private static KeyBlock of(Pem.Block block) {
        Map<String, String> headers = new LinkedHashMap<>();
        block.headers().forEach((name, value) -> headers.put(utf8(name), utf8(value)));
        return new KeyBlock(utf8(block.type()), headers, block.bytes());
    }

    /** PEM is read byte by byte; names in it are UTF-8. */
    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** The value of a header; empty if it is not there. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The block with that header; an empty value takes it away. */
    public KeyBlock with(String name, String value) {
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("a header is one line");
        }
        Map<String, String> changed = new LinkedHashMap<>(headers);
        if (value.isEmpty()) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new KeyBlock(type, changed, bytes);
    }

    /** The block as text, headers by name, as Go writes it. */
    public byte[] encode() {
        Map<String, String> sorted = new LinkedHashMap<>();
        if (headers.containsKey(PROC_TYPE)) {
            sorted.put(PROC_TYPE, header(PROC_TYPE));
        }
        sorted.putAll(new TreeMap<>(headers));
        return Pem.encode(type, sorted, bytes).getBytes(StandardCharsets.UTF_8);
    }
}
