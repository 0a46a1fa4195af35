package dev.navicert.tuf;

import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import dev.navicert.tuf.json.GoStruct;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which keys may sign for a role, and how many of them must.
 *
 * @param keyIds in the order of the text, possibly repeated
 * @param threshold at least 1 once metadata has passed its structural check
 * @param whenEmpty how no keys are written
 */
public record RoleKeys(List<KeyId> keyIds, long threshold, WhenEmpty whenEmpty) {
    public RoleKeys {
        keyIds = List.copyOf(keyIds);
    }

    /** Without keys it is as Go leaves a list from which all were removed. */
    public RoleKeys(List<KeyId> keyIds, long threshold) {
        this(keyIds, threshold, WhenEmpty.NULL);
    }

    static RoleKeys read(GoStruct role) throws MalformedJsonException {
        List<KeyId> ids = new ArrayList<>();
        for (String id : role.texts("keyids")) {
            ids.add(new KeyId(id));
        }
        return new RoleKeys(ids, role.integer("threshold", "int"), WhenEmpty.read(role.value("keyids")));
    }

    /** Notary tuf/data/root.go, isValidRootRoleStructure: also for delegations. */
    void check(RoleName containing, String name, Map<KeyId, PublicKey> known) throws TrustException {
        if (threshold < 1) {
            // Notary's text ends with a blank.
            throw new TrustException.InvalidMetadata(
                    containing, "invalid threshold specified for " + name + ": " + threshold + " ");
        }
        for (KeyId id : keyIds) {
            if (!known.containsKey(id)) {
                throw new TrustException.InvalidMetadata(
                        containing, "key ID " + id + " specified in " + name + " without corresponding key");
            }
        }
    }

    /** The list of identifiers. */
    Json keyIdsToJson() {
        return keyIds.isEmpty()
                ? whenEmpty.toJson()
                : Json.array(keyIds.stream().map(id -> Json.string(id.hex())).toList());
    }
}
