package dev.navicert.change;

import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.json.GoBase64;
import dev.navicert.tuf.json.GoObject;
import dev.navicert.tuf.json.MalformedJsonException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a target is to be, as it is staged: length, hashes, and what the publisher attaches, as written but for white space.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/client/client.go">Notary client/client.go, AddTarget</a>
 */
public final class TargetContent {
    private final byte[] bytes;

    private TargetContent(GoObject content) {
        this.bytes = content.toBytes();
    }

    /**
     * A target with nothing attached.
     *
     * @param file whose {@code custom} is not looked at
     */
    public static TargetContent of(FileMeta file) {
        return new TargetContent(entry(file));
    }

    /**
     * A target with something attached.
     *
     * @param custom JSON text
     * @throws MalformedJsonException with Go's text if that is no JSON
     */
    public static TargetContent of(FileMeta file, byte[] custom) throws MalformedJsonException {
        return new TargetContent(entry(file).compacted("custom", custom));
    }

    private static GoObject entry(FileMeta file) {
        GoObject hashes = new GoObject();
        for (Map.Entry<String, String> hash : new TreeMap<>(file.hashes()).entrySet()) {
            hashes.text(hash.getKey(), GoBase64.encode(HexFormat.of().parseHex(hash.getValue())));
        }
        return new GoObject().integer("length", file.length()).object("hashes", hashes);
    }

    byte[] toBytes() {
        return bytes.clone();
    }
}
