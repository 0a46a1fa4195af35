package dev.navicert.tuf;

import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The keys of a role and how many of them must sign. The one place where signatures are counted, for base roles, delegations
 * and both sides of a root rotation.
 *
 * <p>Counted are keys, not signatures: each once, and only under the identifier that its content yields. A signature of an
 * unknown key, by an unknown method or simply wrong is passed over; a key filed under a wrong identifier is a lie and refuses
 * the file.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/tuf/signed/verify.go">Notary
 *     tuf/signed/verify.go, VerifySignatures</a>
 */
final class Threshold {
    private final RoleName role;
    private final Map<KeyId, PublicKey> keys;
    private final long needed;

    Threshold(RoleName role, Map<KeyId, PublicKey> keys, long needed) {
        this.role = role;
        this.keys = Map.copyOf(keys);
        this.needed = needed;
    }

    /** Of the keys that a file holds, those of one role. That none is missing, its structure has made sure of. */
    static Threshold of(RoleName role, RoleKeys signers, Map<KeyId, PublicKey> held) {
        Map<KeyId, PublicKey> keys = new TreeMap<>(held);
        keys.keySet().retainAll(signers.keyIds());
        return new Threshold(role, keys, signers.threshold());
    }

    /** What a parent's file grants one of its delegations. */
    static Threshold of(Targets parent, DelegatedRole granted) {
        return of(granted.name(), granted.signers(), parent.delegations().keys());
    }

    /**
     * The keys that have signed, at least as many as needed.
     *
     * <p>{@link Strictness#STRICT} takes two certificates around one private key for one key, where Notary counts two, and
     * refuses two signatures under one identifier (TUF §4.2.1), which also bounds the work that a hostile file can ask for.
     */
    Set<KeyId> check(SignedFile file, Strictness strictness) throws TrustException {
        if (file.signatures().isEmpty()) {
            throw new TrustException.NoSignatures(role);
        }
        byte[] message = file.signedBytes();
        Set<KeyId> signers = new TreeSet<>();
        Set<KeyId> seen = new TreeSet<>();
        for (Signature signature : file.signatures()) {
            if (!seen.add(signature.keyId()) && strictness == Strictness.STRICT) {
                throw new TrustException.InvalidMetadata(role, "two signatures of key " + signature.keyId());
            }
            PublicKey key = keys.get(signature.keyId());
            if (key == null || signers.contains(signature.keyId())) {
                continue;
            }
            if (!key.id().equals(signature.keyId())) {
                throw new TrustException.KeyIdMismatch(role, signature.keyId());
            }
            if (key.verifies(signature.method(), message, signature.bytes())) {
                signers.add(signature.keyId());
            }
        }
        int found = strictness == Strictness.STRICT ? differentKeys(signers) : signers.size();
        if (needed < 1 || found < needed) {
            throw new TrustException.ThresholdNotMet(role, needed, found);
        }
        return Set.copyOf(signers);
    }

    private int differentKeys(Set<KeyId> signers) {
        Set<KeyId> different = new TreeSet<>();
        keys.forEach((id, key) -> {
            if (signers.contains(id)) {
                different.add(key.canonicalId());
            }
        });
        return different.size();
    }

    /** Whether the same keys, in the same number, speak for both. */
    boolean isSameAs(Threshold other) {
        return needed == other.needed && keys.keySet().equals(other.keys.keySet());
    }
}
