package dev.navicert.tuf;

import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import dev.navicert.tuf.json.GoStruct;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * To whom a targets role hands on.
 *
 * @param keys by the identifier they are filed under, which may be another than their own
 * @param roles in order of priority; a name may occur twice, which the update refuses
 * @param whenEmpty how no roles are written
 */
public record Delegations(Map<KeyId, PublicKey> keys, List<DelegatedRole> roles, WhenEmpty whenEmpty) {
    public static final Delegations NONE = new Delegations(Map.of(), List.of());

    /** Without roles it is as Go makes a new one. */
    public Delegations(Map<KeyId, PublicKey> keys, List<DelegatedRole> roles) {
        this(keys, roles, WhenEmpty.LIST);
    }

    public Delegations {
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        roles = List.copyOf(roles);
    }

    /** Reads the entries of {@code role}'s file. Their names and keys are judged by {@link Entry#checked}. */
    static Delegations read(RoleName role, Map<KeyId, PublicKey> keys, List<Entry> entries, WhenEmpty whenEmpty)
            throws TrustException {
        List<DelegatedRole> roles = new ArrayList<>();
        for (Entry entry : entries) {
            roles.add(entry.checked(role, keys));
        }
        return new Delegations(keys, roles, whenEmpty);
    }

    static List<Entry> readEntries(GoStruct delegations, Strictness strictness) throws MalformedJsonException {
        List<Entry> entries = new ArrayList<>();
        for (Json json : delegations.list("roles", "[]*data.Role")) {
            GoStruct entry = GoStruct.of(json, "data.Role", strictness.reading());
            entries.add(new Entry(entry.text("name", "data.RoleName"), RoleKeys.read(entry), entry.texts("paths")));
        }
        return entries;
    }

    /** An entry as written. */
    record Entry(String name, RoleKeys signers, List<String> paths) {

        /** Notary tuf/data/targets.go, isValidTargetsStructure. */
        DelegatedRole checked(RoleName parent, Map<KeyId, PublicKey> keys) throws TrustException {
            RoleName child = RoleName.parse(name)
                    .filter(parsed -> parsed.parent().equals(java.util.Optional.of(parent)))
                    .orElse(null);
            if (child == null) {
                throw new TrustException.InvalidMetadata(parent, "delegation role " + name + " invalid");
            }
            signers.check(parent, name, keys);
            return new DelegatedRole(child, signers, paths);
        }
    }

    /**
     * Refuses a role if a certificate among its keys is unusable by its own content.
     *
     * @throws TrustException.BadDelegation with the flaw
     */
    public void checkCertificates(DelegatedRole granted) throws TrustException.BadDelegation {
        DelegationCertificates.check(this, granted);
    }

    Json.Obj toJson() {
        Map<String, Json> json = new LinkedHashMap<>();
        json.put("keys", Read.keysToJson(keys));
        json.put(
                "roles",
                roles.isEmpty()
                        ? whenEmpty.toJson()
                        : Json.array(roles.stream().map(Delegations::roleToJson).toList()));
        return Json.object(json);
    }

    private static Json.Obj roleToJson(DelegatedRole role) {
        Map<String, Json> json = new LinkedHashMap<>();
        json.put("keyids", role.signers().keyIdsToJson());
        json.put("name", Json.string(role.name().value()));
        if (!role.paths().isEmpty()) {
            json.put("paths", Json.array(role.paths().stream().map(Json::string).toList()));
        }
        json.put("threshold", Json.number(role.signers().threshold()));
        return Json.object(json);
    }
}
