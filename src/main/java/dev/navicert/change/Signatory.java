package dev.navicert.change;

import dev.navicert.keys.KeyException;
import dev.navicert.keys.KeyRing;
import dev.navicert.keys.SigningKey;
import dev.navicert.tuf.Payload;
import dev.navicert.tuf.Signature;
import dev.navicert.tuf.SignedFile;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import dev.navicert.tuf.json.CanonicalJson;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Signs files with the private keys that are here.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/tuf/signed/sign.go">Notary tuf/signed/sign.go,
 *     tuf/tuf.go, VerifyCanSign</a>
 */
final class Signatory implements SigningAbility {
    private final KeyRing keys;

    Signatory(KeyRing keys) {
        this.keys = keys;
    }

    /** None of a role's keys is here, or opens. */
    @Override
    public Optional<PublishException.NoSigningKeys> objection(SigningRole role) {
        List<KeyId> candidates = new ArrayList<>();
        Exception unopened = null;
        for (Map.Entry<KeyId, PublicKey> entry : role.keys().entrySet()) {
            KeyId canonical = entry.getValue().canonicalId();
            candidates.add(canonical);
            // Notary: looked for under both names, so that a passphrase may be asked for twice.
            for (KeyId name : List.of(entry.getKey(), canonical)) {
                try {
                    keys.open(name);
                    return Optional.empty();
                } catch (KeyException.NotFound e) {
                    // Perhaps under the other name.
                } catch (KeyException | IOException e) {
                    unopened = e;
                }
            }
        }
        return Optional.of(new PublishException.NoSigningKeys(candidates, unopened));
    }

    /**
     * The file of a payload, signed for every one of these roles by all of its keys that are here.
     *
     * @param alsoBy further keys that sign if they are here and open
     * @throws PublishException.TooFewKeys if a role's threshold cannot be met
     * @throws PublishException.Unwritable if the payload cannot be written
     * @throws KeyException if a key is here and does not open
     * @throws IOException if its file cannot be read
     */
    byte[] file(Payload payload, List<SigningRole> roles, Collection<PublicKey> alsoBy)
            throws PublishException, KeyException, IOException {
        try {
            Json.Obj signed = payload.toJson();
            byte[] message = CanonicalJson.encode(signed);
            Map<KeyId, Signature> signatures = new LinkedHashMap<>();
            for (SigningRole role : roles) {
                prepend(signatures, signatures(role, message));
            }
            prepend(signatures, optional(alsoBy, message));
            return SignedFile.write(signed, message, List.copyOf(signatures.values()));
        } catch (MalformedJsonException e) {
            throw new PublishException.Unwritable(String.valueOf(e.getMessage()));
        }
    }

    private Map<KeyId, Signature> signatures(SigningRole role, byte[] message)
            throws PublishException, KeyException, IOException {
        Map<KeyId, Signature> signatures = new LinkedHashMap<>();
        List<KeyId> missing = new ArrayList<>();
        for (Map.Entry<KeyId, PublicKey> entry : role.keys().entrySet()) {
            KeyId canonical = entry.getValue().canonicalId();
            try {
                signatures.put(entry.getKey(), keys.open(canonical).sign(entry.getKey(), message));
            } catch (KeyException.NotFound e) {
                missing.add(canonical);
            }
        }
        if (signatures.size() < role.threshold()) {
            throw new PublishException.TooFewKeys(signatures.size(), role.threshold(), missing);
        }
        return signatures;
    }

    private Map<KeyId, Signature> optional(Collection<PublicKey> keysToTry, byte[] message) {
        Map<KeyId, Signature> signatures = new LinkedHashMap<>();
        for (PublicKey key : keysToTry) {
            opened(key.canonicalId()).ifPresent(open -> signatures.put(key.id(), open.sign(key.id(), message)));
        }
        return signatures;
    }

    private Optional<SigningKey> opened(KeyId canonical) {
        try {
            return Optional.of(keys.open(canonical));
        } catch (KeyException | IOException e) {
            return Optional.empty();
        }
    }

    /** What is signed last stands first. */
    private static void prepend(Map<KeyId, Signature> signatures, Map<KeyId, Signature> first) {
        Map<KeyId, Signature> older = new LinkedHashMap<>(signatures);
        signatures.clear();
        signatures.putAll(first);
        older.forEach(signatures::putIfAbsent);
    }
}
