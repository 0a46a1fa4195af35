package dev.navicert.tuf;

import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import dev.navicert.tuf.json.GoStruct;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the readers of the four payloads have in common. */
final class Read {
    private Read() {}

    static TrustException.Malformed malformed(RoleName role, MalformedJsonException e) {
        return new TrustException.Malformed(role, String.valueOf(e.getMessage()));
    }

    /** Opens the payload of a role and refuses it if it is not of that type, or has no version. */
    static void checkTypeAndVersion(RoleName role, String expected, String type, long version, String one)
            throws TrustException {
        if (!type.equals(expected)) {
            throw new TrustException.InvalidMetadata(role, "expected type " + expected + ", not " + type);
        }
        if (version < 1) {
            throw new TrustException.InvalidMetadata(role, "version cannot be less than " + one);
        }
    }

    static Map<KeyId, PublicKey> keys(GoStruct parent, Strictness strictness) throws MalformedJsonException {
        Map<KeyId, PublicKey> keys = new LinkedHashMap<>();
        for (Map.Entry<String, Json> key :
                parent.map("keys", "map[string]data.TUFKey").entrySet()) {
            keys.put(new KeyId(key.getKey()), PublicKey.fromJson(key.getValue(), strictness.reading()));
        }
        return keys;
    }

    static Map<String, FileMeta> files(GoStruct parent, String name, Strictness strictness)
            throws MalformedJsonException {
        Map<String, FileMeta> files = new LinkedHashMap<>();
        for (Map.Entry<String, Json> file : parent.map(name, "data.Files").entrySet()) {
            files.put(file.getKey(), FileMeta.read(file.getValue(), strictness.reading()));
        }
        return files;
    }

    /** A SHA-256 must be named, and what is named of known hashes must have their length. */
    static void checkMeta(RoleName containing, RoleName named, Map<String, FileMeta> files) throws TrustException {
        FileMeta meta = files.getOrDefault(named.value(), FileMeta.NONE);
        if (meta.sha256().isEmpty()) {
            throw new TrustException.InvalidMetadata(containing, "missing " + named + " sha256 checksum information");
        }
        Optional<String> fault = meta.hashFault();
        if (fault.isPresent()) {
            throw new TrustException.InvalidMetadata(
                    containing, "invalid " + named + " checksum information, " + fault.get());
        }
    }

    static Json.Obj keysToJson(Map<KeyId, PublicKey> keys) {
        Map<String, Json> json = new LinkedHashMap<>();
        keys.forEach((id, key) -> json.put(id.hex(), key.toJson()));
        return Json.object(json);
    }

    static Json.Obj filesToJson(Map<String, FileMeta> files) {
        Map<String, Json> json = new LinkedHashMap<>();
        files.forEach((name, meta) -> json.put(name, meta.toJson()));
        return Json.object(json);
    }

    static Map<String, Json> commonToJson(String type, Expires expires, long version) {
        Map<String, Json> json = new LinkedHashMap<>();
        json.put("_type", Json.string(type));
        json.put("expires", Json.string(expires.text()));
        json.put("version", Json.number(version));
        return json;
    }
}
