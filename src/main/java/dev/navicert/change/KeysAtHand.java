package dev.navicert.change;

import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What could be signed by the private keys that are here, if each of them opens. Nobody is asked for a passphrase.
 *
 * @param ids of the key files
 */
record KeysAtHand(Set<KeyId> ids) implements SigningAbility {
    KeysAtHand {
        ids = Set.copyOf(ids);
    }

    /** Keys are looked for under both of their names, as {@link Signatory} does. */
    @Override
    public Optional<PublishException.NoSigningKeys> objection(SigningRole role) {
        List<KeyId> candidates = new ArrayList<>();
        for (Map.Entry<KeyId, PublicKey> entry : role.keys().entrySet()) {
            KeyId canonical = entry.getValue().canonicalId();
            if (ids.contains(entry.getKey()) || ids.contains(canonical)) {
                return Optional.empty();
            }
            candidates.add(canonical);
        }
        return Optional.of(new PublishException.NoSigningKeys(candidates, null));
    }

    /** Why its file could not be signed: fewer keys are here than the threshold asks for. */
    Optional<PublishException.TooFewKeys> shortage(SigningRole role) {
        List<KeyId> missing = role.keys().values().stream()
                .map(PublicKey::canonicalId)
                .filter(id -> !ids.contains(id))
                .toList();
        int found = role.keys().size() - missing.size();
        return found < role.threshold()
                ? Optional.of(new PublishException.TooFewKeys(found, role.threshold(), missing))
                : Optional.empty();
    }
}
