package dev.navicert.change;

import dev.navicert.tuf.DelegatedRole;
import dev.navicert.tuf.Delegations;
import dev.navicert.tuf.Expires;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Targets;
import dev.navicert.tuf.WhenEmpty;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The file of {@code targets} or of a delegation while it is being edited. */
final class TargetsDraft {
    private final RoleName name;
    private long version;
    private final Map<String, FileMeta> targets;
    private final Map<KeyId, PublicKey> keys;
    private List<DelegatedRole> roles;
    private WhenEmpty whenEmpty;
    private byte @Nullable [] bytes;
    private @Nullable Expires expires;
    private boolean dirty;

    private TargetsDraft(
            RoleName name,
            long version,
            Map<String, FileMeta> targets,
            Delegations delegations,
            byte @Nullable [] bytes) {
        this.name = name;
        this.version = version;
        this.targets = new LinkedHashMap<>(targets);
        this.keys = new LinkedHashMap<>(delegations.keys());
        this.roles = new ArrayList<>(delegations.roles());
        this.whenEmpty = delegations.whenEmpty();
        this.bytes = bytes;
        this.dirty = bytes == null;
    }

    /** A file that was never signed: its first version will be 1. */
    static TargetsDraft empty(RoleName name) {
        return new TargetsDraft(name, 0, Map.of(), Delegations.NONE, null);
    }

    /** A file as it was signed. */
    static TargetsDraft of(RoleName name, Targets payload, byte[] bytes) {
        TargetsDraft draft =
                new TargetsDraft(name, payload.version(), payload.targets(), payload.delegations(), bytes.clone());
        draft.expires = payload.expires();
        return draft;
    }

    /** A file whose signatures do not count: to be signed anew whatever is changed in it. */
    static TargetsDraft unsigned(RoleName name, Targets payload) {
        return new TargetsDraft(name, payload.version(), payload.targets(), payload.delegations(), null);
    }

    RoleName name() {
        return name;
    }

    boolean isDirty() {
        return dirty;
    }

    /** Asks for a signature although nothing changed. */
    void touch() {
        dirty = true;
    }

    Map<String, FileMeta> targets() {
        return Collections.unmodifiableMap(targets);
    }

    void put(String target, FileMeta meta) {
        targets.put(target, meta);
        dirty = true;
    }

    void remove(String target) {
        targets.remove(target);
        dirty = true;
    }

    Delegations delegations() {
        return new Delegations(keys, roles, whenEmpty);
    }

    Optional<DelegatedRole> delegation(RoleName child) {
        return roles.stream().filter(role -> role.name().equals(child)).findFirst();
    }

    /** Grants a child what it says, in its place or as the last one, and forgets keys that nobody uses. */
    void grant(DelegatedRole child, Map<KeyId, PublicKey> added) {
        keys.putAll(added);
        int place = place(child.name());
        if (place < 0) {
            roles.add(child);
        } else {
            roles.set(place, child);
        }
        forgetUnusedKeys();
        dirty = true;
    }

    /** Takes a delegation back; false if there is none. */
    boolean revoke(RoleName child) {
        int place = place(child);
        if (place < 0) {
            return false;
        }
        roles.remove(place);
        if (roles.isEmpty()) {
            whenEmpty = WhenEmpty.NULL;
        }
        forgetUnusedKeys();
        dirty = true;
        return true;
    }

    /** Replaces all delegations and forgets these keys. */
    void regrant(List<DelegatedRole> children, Set<KeyId> forgotten) {
        keys.keySet().removeAll(forgotten);
        roles = new ArrayList<>(children);
        dirty = true;
    }

    private int place(RoleName child) {
        for (int i = 0; i < roles.size(); i++) {
            if (roles.get(i).name().equals(child)) {
                return i;
            }
        }
        return -1;
    }

    private void forgetUnusedKeys() {
        Set<KeyId> used = new HashSet<>();
        roles.forEach(role -> used.addAll(role.signers().keyIds()));
        keys.keySet().retainAll(used);
    }

    /** What to sign next. */
    Targets next(Expires expires) {
        return new Targets(version + 1, expires, targets, delegations());
    }

    void signed(Targets next, byte[] file) {
        version = next.version();
        bytes = file.clone();
        expires = next.expires();
        dirty = false;
    }

    /** Whether it was signed and holds no more. */
    boolean hasExpired(Instant now) {
        return expires != null && expires.isBefore(now);
    }

    /** The file as it was signed last; empty if it never was. */
    Optional<byte[]> bytes() {
        return Optional.ofNullable(bytes).map(byte[]::clone);
    }

    long version() {
        return version;
    }
}
