package dev.navicert.tuf;

import dev.navicert.tuf.json.GoStruct;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The payload of {@code snapshot.json}: which bytes are the current root, targets and delegations. Well formed; nobody has
 * verified it.
 *
 * @param version at least 1
 * @param expires when it ceases to hold
 * @param meta by role name as written; root and targets have a SHA-256
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/tuf/data/snapshot.go">Notary
 *     tuf/data/snapshot.go</a>
 */
public record Snapshot(long version, Expires expires, Map<String, FileMeta> meta) implements Payload {
    static final String TYPE = "Snapshot";

    public Snapshot {
        meta = Collections.unmodifiableMap(new LinkedHashMap<>(meta));
    }

    /**
     * Reads the tree of {@link SignedFile#signed}.
     *
     * @throws TrustException.Malformed with Go's text
     * @throws TrustException.InvalidMetadata if type, version or the entries of root or targets are wrong
     */
    public static Snapshot read(Json signed, Strictness strictness) throws TrustException {
        try {
            GoStruct payload = GoStruct.of(signed, "data.Snapshot", strictness.reading());
            String type = payload.text("_type", "string");
            long version = payload.integer("version", "int");
            Expires expires = Expires.read(payload);
            Map<String, FileMeta> meta = Read.files(payload, "meta", strictness);
            Read.checkTypeAndVersion(RoleName.SNAPSHOT, TYPE, type, version, "one");
            for (RoleName role : List.of(RoleName.ROOT, RoleName.TARGETS)) {
                Read.checkMeta(RoleName.SNAPSHOT, role, meta);
            }
            return new Snapshot(version, expires, meta);
        } catch (MalformedJsonException e) {
            throw Read.malformed(RoleName.SNAPSHOT, e);
        }
    }

    /** What it says of a role's file; empty if it does not list the role. */
    public Optional<FileMeta> meta(RoleName role) {
        return Optional.ofNullable(meta.get(role.value()));
    }

    @Override
    public Json.Obj toJson() {
        Map<String, Json> json = Read.commonToJson(TYPE, expires, version);
        json.put("meta", Read.filesToJson(meta));
        return Json.object(json);
    }
}
