package dev.navicert.change;

import dev.navicert.tuf.Expires;
import dev.navicert.tuf.RoleKeys;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Root;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The root of a collection that is being edited, and which of its own keys it had before. */
final class RootDraft {
    private final SigningRole before;
    private Root payload;
    private byte[] bytes;
    private boolean dirty;
    private final Set<KeyId> dropped = new LinkedHashSet<>();

    /** @param bytes the file as it was signed */
    RootDraft(Root payload, byte[] bytes) {
        this.before = SigningRole.of(payload, RoleName.ROOT);
        this.payload = payload;
        this.bytes = bytes.clone();
    }

    /** A root that is to be signed for the first time. */
    static RootDraft unsigned(Root payload) {
        return new RootDraft(payload, new byte[0]);
    }

    Root payload() {
        return payload;
    }

    /** The file as it was signed last. */
    byte[] bytes() {
        return bytes.clone();
    }

    boolean isDirty() {
        return dirty;
    }

    /** Asks for a signature although nothing changed. */
    void touch() {
        dirty = true;
    }

    SigningRole role(RoleName name) {
        return SigningRole.of(payload, name);
    }

    /** Who must sign the next version: after a change of root's own keys the old ones too, and first. */
    List<SigningRole> signers() {
        SigningRole now = role(RoleName.ROOT);
        return before.isSameAs(now) ? List.of(now) : List.of(before, now);
    }

    /**
     * Gives a base role other keys. Keys that no role uses any more leave the file, but for root's: their certificates must
     * stay for old signatures to be checked.
     *
     * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/tuf/tuf.go">Notary tuf/tuf.go,
     *     ReplaceBaseKeys</a>
     */
    void replaceKeys(RoleName role, List<PublicKey> replacement) {
        Map<String, RoleKeys> roles = new LinkedHashMap<>(payload.roles());
        RoleKeys old = payload.role(role);
        roles.put(
                role.value(),
                new RoleKeys(replacement.stream().map(PublicKey::id).toList(), old.threshold()));
        Map<KeyId, PublicKey> keys = new LinkedHashMap<>(payload.keys());
        if (!role.equals(RoleName.ROOT)) {
            for (KeyId id : old.keyIds()) {
                if (roles.values().stream().noneMatch(other -> other.keyIds().contains(id))) {
                    keys.remove(id);
                    dropped.add(id);
                }
            }
        }
        replacement.forEach(key -> keys.put(key.id(), key));
        payload = new Root(payload.version(), payload.expires(), payload.consistentSnapshot(), keys, roles);
        dirty = true;
    }

    /** Keys that were rotated away and sign for nothing any more. */
    Set<KeyId> dropped() {
        return Set.copyOf(dropped);
    }

    /** What to sign next. */
    Root next(Expires expires) {
        return new Root(payload.version() + 1, expires, payload.consistentSnapshot(), payload.keys(), payload.roles());
    }

    void signed(Root next, byte[] file) {
        payload = next;
        bytes = file.clone();
        dirty = false;
    }
}
