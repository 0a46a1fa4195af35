package dev.navicert.tuf;

import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import dev.navicert.tuf.json.GoStruct;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The payload of {@code targets.json} and of every delegation's file. Well formed; nobody has verified it.
 *
 * @param version at least 1
 * @param expires when it ceases to hold
 * @param targets by name, in the order of the text; a delegation's file may hold names that it has no say about
 * @param delegations to whom it hands on
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/tuf/data/targets.go">Notary
 *     tuf/data/targets.go</a>
 */
public record Targets(long version, Expires expires, Map<String, FileMeta> targets, Delegations delegations)
        implements Payload {
    static final String TYPE = "Targets";

    public Targets {
        targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
    }

    /**
     * Reads the tree of {@link SignedFile#signed}.
     *
     * @param role {@code targets} or the delegation whose file this is
     * @throws TrustException.Malformed with Go's text
     * @throws TrustException.InvalidMetadata if type, version or any delegation is wrong
     */
    public static Targets read(Json signed, RoleName role, Strictness strictness) throws TrustException {
        try {
            GoStruct payload = GoStruct.of(signed, "data.Targets", strictness.reading());
            String type = payload.text("_type", "string");
            long version = payload.integer("version", "int");
            Expires expires = Expires.read(payload);
            Map<String, FileMeta> targets = Read.files(payload, "targets", strictness);
            GoStruct delegations = payload.struct("delegations", "data.Delegations");
            Map<KeyId, PublicKey> keys = Read.keys(delegations, strictness);
            List<Delegations.Entry> entries = Delegations.readEntries(delegations, strictness);
            WhenEmpty whenEmpty = WhenEmpty.read(delegations.value("roles"));
            Read.checkTypeAndVersion(role, TYPE, type, version, "one");
            return new Targets(version, expires, targets, Delegations.read(role, keys, entries, whenEmpty));
        } catch (MalformedJsonException e) {
            throw Read.malformed(role, e);
        }
    }

    @Override
    public Json.Obj toJson() {
        Map<String, Json> json = Read.commonToJson(TYPE, expires, version);
        json.put("delegations", delegations.toJson());
        json.put("targets", Read.filesToJson(targets));
        return Json.object(json);
    }
}
