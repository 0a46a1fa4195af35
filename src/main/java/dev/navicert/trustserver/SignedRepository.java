package dev.navicert.trustserver;

import dev.navicert.keys.RootCertificate;
import dev.navicert.keys.SigningKey;
import dev.navicert.name.Gun;
import dev.navicert.tuf.DelegatedRole;
import dev.navicert.tuf.Delegations;
import dev.navicert.tuf.Expires;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.Lifetime;
import dev.navicert.tuf.Payload;
import dev.navicert.tuf.RoleKeys;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Root;
import dev.navicert.tuf.SignedFile;
import dev.navicert.tuf.Snapshot;
import dev.navicert.tuf.Targets;
import dev.navicert.tuf.Timestamp;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import dev.navicert.tuf.json.CanonicalJson;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A collection with all its private keys, in memory: what a publisher and a Notary server are together. Nothing that is
 * changed here is visible before {@link #publish}.
 *
 * <p>Versions, expiries and layout are those of Notary: each signing adds 1, targets are signed again only when they change,
 * snapshot and timestamp at every publishing. For one thread.
 */
public final class SignedRepository {
    private static final List<RoleName> BASE_ROLES =
            List.of(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT, RoleName.TIMESTAMP);

    private final Gun gun;
    private final Map<RoleName, RoleSigners> signers = new LinkedHashMap<>();
    private final Map<KeyId, PublicKey> retiredRootKeys = new LinkedHashMap<>();
    private final Map<RoleName, TargetsFile> targets = new LinkedHashMap<>();
    private final Map<RoleName, Long> versions = new LinkedHashMap<>();
    private final Map<RoleName, byte[]> honest = new LinkedHashMap<>();
    private final Set<RoleName> dirty = new LinkedHashSet<>();
    private Optional<RoleSigners> outgoingRoot = Optional.empty();
    private RepositoryFiles files = RepositoryFiles.NONE;

    private SignedRepository(Gun gun) {
        this.gun = gun;
    }

    /**
     * A collection with nothing in it and nothing published.
     *
     * @param now when its root certificate begins to hold
     */
    public static SignedRepository create(Gun gun, RepositoryKeys keys, Instant now) {
        SignedRepository repository = new SignedRepository(gun);
        repository.signers.put(RoleName.ROOT, repository.certified(1, List.of(keys.root()), now));
        repository.signers.put(RoleName.TARGETS, RoleSigners.of(keys.targets()));
        repository.signers.put(RoleName.SNAPSHOT, RoleSigners.of(keys.snapshot()));
        repository.signers.put(RoleName.TIMESTAMP, RoleSigners.of(keys.timestamp()));
        repository.targets.put(RoleName.TARGETS, new TargetsFile());
        repository.dirty.add(RoleName.ROOT);
        repository.dirty.add(RoleName.TARGETS);
        return repository;
    }

    public Gun gun() {
        return gun;
    }

    /** Who signs for a base role or a delegation. */
    public RoleSigners signers(RoleName role) {
        return Optional.ofNullable(signers.get(role)).orElseThrow(() -> noSuchRole(role));
    }

    /** Signs that a name stands for this content, as {@code targets} or a delegation. */
    public SignedRepository addTarget(RoleName role, String name, FileMeta meta) {
        targetsOf(role).files.put(name, meta);
        dirty.add(role);
        return this;
    }

    /** Signs no longer for a name. */
    public SignedRepository removeTarget(RoleName role, String name) {
        targetsOf(role).files.remove(name);
        dirty.add(role);
        return this;
    }

    /**
     * Hands on to a role, anew or with other keys or paths.
     *
     * @param paths prefixes of names; {@code ""} allows all
     */
    public SignedRepository delegate(RoleName role, RoleSigners delegates, List<String> paths) {
        RoleName parent = role.parent().orElseThrow(() -> noSuchRole(role));
        targetsOf(parent).delegations.put(role, List.copyOf(paths));
        signers.put(role, delegates);
        if (targets.putIfAbsent(role, new TargetsFile()) == null) {
            dirty.add(role);
        }
        dirty.add(parent);
        return this;
    }

    /** Takes back a delegation; its file is no longer vouched for. */
    public SignedRepository undelegate(RoleName role) {
        RoleName parent = role.parent().orElseThrow(() -> noSuchRole(role));
        targetsOf(parent).delegations.remove(role);
        dirty.add(parent);
        for (RoleName gone : List.copyOf(targets.keySet())) {
            if (gone.equals(role) || gone.isBelow(role)) {
                targets.remove(gone);
                signers.remove(gone);
                honest.remove(gone);
                dirty.remove(gone);
            }
        }
        return this;
    }

    /** Gives a base role other than root other keys. Root is signed anew, and so is what the role signs. */
    public SignedRepository rotate(RoleName role, RoleSigners replacement) {
        if (role.isDelegation() || role.equals(RoleName.ROOT)) {
            throw noSuchRole(role);
        }
        signers.put(role, replacement);
        dirty.add(RoleName.ROOT);
        if (role.equals(RoleName.TARGETS)) {
            dirty.add(role);
        }
        return this;
    }

    /**
     * Gives root other keys. The next root is signed by the old ones too; the old certificates stay in it for ever.
     *
     * @param now when the new certificates begin to hold
     */
    public SignedRepository rotateRoot(long threshold, List<SigningKey> keys, Instant now) {
        RoleSigners outgoing = signers(RoleName.ROOT);
        outgoing.keys().keySet().forEach(key -> retiredRootKeys.put(key.id(), key));
        outgoingRoot =
                Optional.of(outgoingRoot.map(older -> older.and(outgoing)).orElse(outgoing));
        signers.put(RoleName.ROOT, certified(threshold, keys, now));
        dirty.add(RoleName.ROOT);
        return this;
    }

    /** Signs a role's file anew although nothing in it changed. */
    public SignedRepository touch(RoleName role) {
        dirty.add(role);
        return this;
    }

    /** Signs what changed, and snapshot and timestamp; returns all that a server holds from now on. */
    public RepositoryFiles publish(Instant now) {
        return publish(now, Substitution.NONE);
    }

    /** The same, but some files are replaced before snapshot and timestamp vouch for them. Honest files are kept. */
    public RepositoryFiles publish(Instant now, Substitution substitution) {
        Map<String, FileMeta> vouched = new LinkedHashMap<>();
        vouched.put(RoleName.ROOT.value(), offer(RoleName.ROOT, now, substitution, this::root));
        for (RoleName role : List.copyOf(targets.keySet())) {
            vouched.put(
                    role.value(),
                    offer(role, now, substitution, (version, expires) -> targets(role, version, expires)));
        }
        dirty.add(RoleName.SNAPSHOT);
        dirty.add(RoleName.TIMESTAMP);
        FileMeta snapshot = offer(
                RoleName.SNAPSHOT, now, substitution, (version, expires) -> new Snapshot(version, expires, vouched));
        offer(RoleName.TIMESTAMP, now, substitution, (version, expires) -> Timestamp.of(version, expires, snapshot));
        outgoingRoot = Optional.empty();
        files = files.at(now);
        return files;
    }

    /** A file of this payload with a signature by every key of the role. */
    public byte[] sign(RoleName role, Json signed) {
        RoleSigners current = signers(role);
        RoleSigners by = role.equals(RoleName.ROOT)
                ? outgoingRoot.map(old -> old.and(current)).orElse(current)
                : current;
        try {
            return SignedFile.write(signed, by.sign(CanonicalJson.encode(signed)));
        } catch (MalformedJsonException e) {
            throw new IllegalArgumentException("cannot be published: " + e.getMessage(), e);
        }
    }

    /** Signs a role's file if it changed, puts it on the shelf under its names, and says what a voucher must say of it. */
    private FileMeta offer(RoleName role, Instant now, Substitution substitution, Draft draft) {
        byte[] mine = honest.get(role);
        if (dirty.remove(role) || mine == null) {
            long version = versions.merge(role, 1L, Long::sum);
            mine = sign(
                    role,
                    draft.payload(version, Expires.at(now.plus(Lifetime.of(role))))
                            .toJson());
            honest.put(role, mine);
        }
        byte[] offered = substitution.replace(role, mine);
        FileMeta meta = FileMeta.of(offered);
        files = files.with(role + ".json", offered)
                .with(role + "." + meta.hashes().get(FileMeta.SHA256) + ".json", offered)
                .with(versions.get(role) + "." + role + ".json", offered);
        return meta;
    }

    private Root root(long version, Expires expires) {
        Map<KeyId, PublicKey> keys = new LinkedHashMap<>(retiredRootKeys);
        Map<String, RoleKeys> roles = new LinkedHashMap<>();
        for (RoleName role : BASE_ROLES) {
            RoleSigners by = signers(role);
            by.keys().keySet().forEach(key -> keys.put(key.id(), key));
            roles.put(role.value(), by.publicPart());
        }
        return new Root(version, expires, false, keys, roles);
    }

    private Targets targets(RoleName role, long version, Expires expires) {
        TargetsFile file = targetsOf(role);
        Map<KeyId, PublicKey> keys = new LinkedHashMap<>();
        List<DelegatedRole> roles = new ArrayList<>();
        file.delegations.forEach((child, paths) -> {
            RoleSigners by = signers(child);
            by.keys().keySet().forEach(key -> keys.put(key.id(), key));
            roles.add(new DelegatedRole(child, by.publicPart(), paths));
        });
        return new Targets(version, expires, file.files, new Delegations(keys, roles));
    }

    private interface Draft {
        Payload payload(long version, Expires expires);
    }

    private RoleSigners certified(long threshold, List<SigningKey> keys, Instant now) {
        Map<PublicKey, SigningKey> certified = new LinkedHashMap<>();
        keys.forEach(key -> certified.put(RootCertificate.make(key, gun.value(), now), key));
        return new RoleSigners(certified, threshold);
    }

    private TargetsFile targetsOf(RoleName role) {
        return Optional.ofNullable(targets.get(role)).orElseThrow(() -> noSuchRole(role));
    }

    private static IllegalArgumentException noSuchRole(RoleName role) {
        return new IllegalArgumentException("no such role here: " + role);
    }

    private static final class TargetsFile {
        private final Map<String, FileMeta> files = new LinkedHashMap<>();
        private final Map<RoleName, List<String>> delegations = new LinkedHashMap<>();
    }
}
