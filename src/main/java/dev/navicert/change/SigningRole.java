package dev.navicert.change;

import dev.navicert.tuf.DelegatedRole;
import dev.navicert.tuf.Delegations;
import dev.navicert.tuf.RoleKeys;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Root;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who must sign a role's file.
 *
 * @param name the role
 * @param keys by the identifier that a signature names, in the order of the metadata
 * @param threshold how many of them
 */
record SigningRole(RoleName name, Map<KeyId, PublicKey> keys, long threshold) {
    SigningRole {
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }

    static SigningRole of(Root root, RoleName role) {
        return of(role, root.role(role), root.keys());
    }

    /** Empty if the file lacks one of the keys that it names. */
    static Optional<SigningRole> of(Delegations delegations, DelegatedRole granted) {
        SigningRole role = of(granted.name(), granted.signers(), delegations.keys());
        return role.keys.keySet().containsAll(granted.signers().keyIds()) ? Optional.of(role) : Optional.empty();
    }

    private static SigningRole of(RoleName name, RoleKeys signers, Map<KeyId, PublicKey> held) {
        Map<KeyId, PublicKey> keys = new LinkedHashMap<>();
        for (KeyId id : signers.keyIds()) {
            PublicKey key = held.get(id);
            if (key != null) {
                keys.put(id, key);
            }
        }
        return new SigningRole(name, keys, signers.threshold());
    }

    /** Whether the same keys, as many of them, speak for both. */
    boolean isSameAs(SigningRole other) {
        return threshold == other.threshold && keys.keySet().equals(other.keys.keySet());
    }
}
