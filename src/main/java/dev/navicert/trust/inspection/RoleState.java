package dev.navicert.trust.inspection;

import dev.navicert.trust.VerifiedRole;
import dev.navicert.tuf.DelegatedRole;
import dev.navicert.tuf.RoleKeys;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A role.
 *
 * @param file its verified metadata; empty for a delegation that has published nothing, or nothing that counts
 * @param keys that may sign, in the order of the metadata
 * @param threshold how many of them must
 * @param paths prefixes of the names that a delegation may sign; empty for base roles
 */
public record RoleState(
        RoleName name, Optional<VerifiedRole> file, List<KeyState> keys, long threshold, List<String> paths) {
    public RoleState {
        keys = List.copyOf(keys);
        paths = List.copyOf(paths);
    }

    static RoleState of(RoleName name, RoleKeys signers, Map<KeyId, PublicKey> known, @Nullable VerifiedRole file) {
        return of(name, signers, known, file, List.of());
    }

    static RoleState of(DelegatedRole granted, Map<KeyId, PublicKey> known, @Nullable VerifiedRole file) {
        return of(granted.name(), granted.signers(), known, file, granted.paths());
    }

    private static RoleState of(
            RoleName name,
            RoleKeys signers,
            Map<KeyId, PublicKey> known,
            @Nullable VerifiedRole file,
            List<String> paths) {
        Set<KeyId> signedBy = file == null ? Set.of() : file.signedBy();
        List<KeyState> keys = new ArrayList<>();
        for (KeyId id : signers.keyIds()) {
            PublicKey key = known.get(id);
            if (key != null) {
                keys.add(KeyState.of(id, key, signedBy));
            }
        }
        return new RoleState(name, Optional.ofNullable(file), keys, signers.threshold(), paths);
    }
}
