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
 * The payload of {@code root.json}: the keys of all base roles. Well formed; nobody has verified it.
 *
 * @param version at least 1
 * @param expires when it ceases to hold
 * @param consistentSnapshot what is written; Notary ignores it
 * @param keys by the identifier they are filed under, which may be another than their own
 * @param roles the four base roles, and any others that are written
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/tuf/data/root.go">Notary tuf/data/root.go</a>
 */
public record Root(
        long version,
        Expires expires,
        boolean consistentSnapshot,
        Map<KeyId, PublicKey> keys,
        Map<String, RoleKeys> roles)
        implements Payload {
    static final String TYPE = "Root";
    private static final List<RoleName> BASE_ROLES =
            List.of(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT, RoleName.TIMESTAMP);

    public Root {
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
        if (!BASE_ROLES.stream().map(RoleName::value).allMatch(roles.keySet()::contains)) {
            throw new IllegalArgumentException("a root names the keys of all four base roles");
        }
    }

    /**
     * Reads the tree of {@link SignedFile#signed}.
     *
     * @throws TrustException.Malformed with Go's text
     * @throws TrustException.InvalidMetadata if type, version, roles or key references are wrong
     */
    public static Root read(Json signed, Strictness strictness) throws TrustException {
        if (signed == Json.NULL) {
            throw new TrustException.InvalidMetadata(RoleName.ROOT, "root file contained an empty payload");
        }
        try {
            GoStruct root = GoStruct.of(signed, "data.Root", strictness.reading());
            String type = root.text("_type", "string");
            long version = root.integer("version", "int");
            Expires expires = Expires.read(root);
            Map<KeyId, PublicKey> keys = Read.keys(root, strictness);
            Map<String, RoleKeys> roles = new LinkedHashMap<>();
            for (Map.Entry<String, Json> role :
                    root.map("roles", "map[data.RoleName]*data.RootRole").entrySet()) {
                if (role.getValue() != Json.NULL) {
                    roles.put(
                            role.getKey(),
                            RoleKeys.read(GoStruct.of(role.getValue(), "data.RootRole", strictness.reading())));
                }
            }
            boolean consistentSnapshot = root.flag("consistent_snapshot");
            Read.checkTypeAndVersion(RoleName.ROOT, TYPE, type, version, "1");
            checkRoles(roles, keys);
            return new Root(version, expires, consistentSnapshot, keys, roles);
        } catch (MalformedJsonException e) {
            throw Read.malformed(RoleName.ROOT, e);
        }
    }

    private static void checkRoles(Map<String, RoleKeys> roles, Map<KeyId, PublicKey> keys) throws TrustException {
        for (RoleName name : BASE_ROLES) {
            RoleKeys role = roles.get(name.value());
            if (role == null) {
                throw new TrustException.InvalidMetadata(RoleName.ROOT, "missing " + name + " role specification");
            }
            role.check(RoleName.ROOT, name.value(), keys);
        }
    }

    /**
     * Who signs for a base role.
     *
     * @throws IllegalArgumentException for a delegation
     */
    public RoleKeys role(RoleName name) {
        RoleKeys role = roles.get(name.value());
        if (role == null) {
            throw new IllegalArgumentException("no base role: " + name);
        }
        return role;
    }

    @Override
    public Json.Obj toJson() {
        Map<String, Json> json = Read.commonToJson(TYPE, expires, version);
        json.put("consistent_snapshot", Json.bool(consistentSnapshot));
        json.put("keys", Read.keysToJson(keys));
        Map<String, Json> roleJson = new LinkedHashMap<>();
        roles.forEach((name, role) -> {
            Map<String, Json> entry = new LinkedHashMap<>();
            entry.put("keyids", role.keyIdsToJson());
            entry.put("threshold", Json.number(role.threshold()));
            roleJson.put(name, Json.object(entry));
        });
        json.put("roles", Json.object(roleJson));
        return Json.object(json);
    }
}
