package dev.navicert.trustserver;

import dev.navicert.keys.SigningKey;
import dev.navicert.tuf.RoleKeys;
import dev.navicert.tuf.Signature;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The private side of a role: its keys as metadata names them, and what signs for them.
 *
 * @param keys what signs, by the public key that stands in metadata: the bare key, or a certificate around it
 * @param threshold how many must sign
 */
public record RoleSigners(Map<PublicKey, SigningKey> keys, long threshold) {
    public RoleSigners {
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }

    /** Bare keys. */
    public static RoleSigners of(long threshold, List<SigningKey> keys) {
        Map<PublicKey, SigningKey> named = new LinkedHashMap<>();
        keys.forEach(key -> named.put(key.publicKey(), key));
        return new RoleSigners(named, threshold);
    }

    /** One bare key. */
    public static RoleSigners of(SigningKey key) {
        return of(1, List.of(key));
    }

    /** The identifiers under which the keys stand in metadata. */
    public List<KeyId> ids() {
        return keys.keySet().stream().map(PublicKey::id).toList();
    }

    /** What metadata says of the role. */
    public RoleKeys publicPart() {
        return new RoleKeys(ids(), threshold);
    }

    /** One signature by every key. */
    public List<Signature> sign(byte[] message) {
        return keys.entrySet().stream()
                .map(entry -> entry.getValue().sign(entry.getKey().id(), message))
                .toList();
    }

    RoleSigners and(RoleSigners others) {
        Map<PublicKey, SigningKey> both = new LinkedHashMap<>(keys);
        both.putAll(others.keys);
        return new RoleSigners(both, threshold);
    }
}
