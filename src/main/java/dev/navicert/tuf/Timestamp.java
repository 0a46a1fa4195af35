package dev.navicert.tuf;

import dev.navicert.tuf.json.GoStruct;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The payload of {@code timestamp.json}: which bytes are the current snapshot. Well formed; nobody has verified it.
 *
 * @param version at least 1
 * @param expires when it ceases to hold
 * @param meta by role name as written; {@code snapshot} has a SHA-256
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/tuf/data/timestamp.go">Notary
 *     tuf/data/timestamp.go</a>
 */
public record Timestamp(long version, Expires expires, Map<String, FileMeta> meta) implements Payload {
    static final String TYPE = "Timestamp";

    public Timestamp {
        meta = Collections.unmodifiableMap(new LinkedHashMap<>(meta));
        if (!meta.containsKey(RoleName.SNAPSHOT.value())) {
            throw new IllegalArgumentException("a timestamp names the snapshot");
        }
    }

    /** A timestamp for this snapshot. */
    public static Timestamp of(long version, Expires expires, FileMeta snapshot) {
        return new Timestamp(version, expires, Map.of(RoleName.SNAPSHOT.value(), snapshot));
    }

    /**
     * Reads the tree of {@link SignedFile#signed}.
     *
     * @throws TrustException.Malformed with Go's text
     * @throws TrustException.InvalidMetadata if type, version or the entry of the snapshot is wrong
     */
    public static Timestamp read(Json signed, Strictness strictness) throws TrustException {
        try {
            GoStruct payload = GoStruct.of(signed, "data.Timestamp", strictness.reading());
            String type = payload.text("_type", "string");
            long version = payload.integer("version", "int");
            Expires expires = Expires.read(payload);
            Map<String, FileMeta> meta = Read.files(payload, "meta", strictness);
            Read.checkTypeAndVersion(RoleName.TIMESTAMP, TYPE, type, version, "one");
            Read.checkMeta(RoleName.TIMESTAMP, RoleName.SNAPSHOT, meta);
            return new Timestamp(version, expires, meta);
        } catch (MalformedJsonException e) {
            throw Read.malformed(RoleName.TIMESTAMP, e);
        }
    }

    /** The one thing it vouches for. */
    public FileMeta snapshot() {
        return meta.getOrDefault(RoleName.SNAPSHOT.value(), FileMeta.NONE);
    }

    @Override
    public Json.Obj toJson() {
        Map<String, Json> json = Read.commonToJson(TYPE, expires, version);
        json.put("meta", Read.filesToJson(meta));
        return Json.object(json);
    }
}
