package dev.navicert.trust;

import dev.navicert.name.Gun;
import dev.navicert.tuf.Floor;
import dev.navicert.tuf.Payload;
import dev.navicert.tuf.Renewal;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Scrutiny;
import dev.navicert.tuf.Targets;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.TrustedRoot;
import dev.navicert.tuf.TrustedSnapshot;
import dev.navicert.tuf.TrustedTargets;
import dev.navicert.tuf.TrustedTimestamp;
import dev.navicert.tuf.crypto.KeyId;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A collection as its metadata, all of it verified together, says it is. Immutable; safe for any number of threads.
 *
 * <pre>{@code
 * TrustedCollection collection = TrustedCollection.update(UpdateRequest.notary(gun, remote, cache, pins, now));
 * collection.find("3.20", List.of(RoleName.RELEASES, RoleName.TARGETS))
 * }</pre>
 */
public final class TrustedCollection {
    private final UpdateRequest request;
    private final TrustedRoot root;
    private final TrustedTimestamp timestamp;
    private final TrustedSnapshot snapshot;
    private final Map<RoleName, TrustedTargets> targets;
    private final SortedMap<RoleName, VerifiedRole> roles;
    private final TargetLookup lookup;
    private final List<UpdateFact.RoleSkipped> skipped;
    private final Map<RoleName, Targets> unbelieved;
    private final List<UpdateFact> facts;
    private final boolean usedCachedTimestamp;
    private final Memory memory;

    TrustedCollection(
            UpdateRequest request,
            TrustedRoot root,
            TrustedTimestamp timestamp,
            TrustedSnapshot snapshot,
            Map<RoleName, TrustedTargets> targets,
            List<UpdateFact.RoleSkipped> skipped,
            Map<RoleName, Targets> unbelieved,
            List<UpdateFact> facts,
            boolean usedCachedTimestamp,
            Floors remembered,
            Anchor anchor) {
        this.request = request;
        this.root = root;
        this.timestamp = timestamp;
        this.snapshot = snapshot;
        this.targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
        this.roles = roles(root, timestamp, snapshot, targets);
        this.lookup = new TargetLookup(targets);
        this.skipped = List.copyOf(skipped);
        this.unbelieved = Map.copyOf(unbelieved);
        this.facts = List.copyOf(facts);
        this.usedCachedTimestamp = usedCachedTimestamp;
        this.memory = new Memory(remembered.or(versions(roles)), anchor);
    }

    /**
     * Brings what is known of a collection up to date and verifies all of it.
     *
     * @throws TrustException if the source answered and the answer is not believed; nothing of it is used
     * @throws RemoteException if the source could not be asked
     * @throws IOException if there is a cached copy that cannot be read
     */
    public static TrustedCollection update(UpdateRequest request) throws TrustException, RemoteException, IOException {
        return new Update(request).run();
    }

    public Gun gun() {
        return request.gun();
    }

    /** The instant that everything was judged at. */
    public Instant verifiedAt() {
        return request.now();
    }

    /** Whether a server renews it, or it is frozen. */
    public Renewal renewal() {
        return request.renewal();
    }

    /**
     * Every name that these roles, and those below them, sign: each once, with the role that has it first, in order of
     * priority. No roles are {@code targets}. A role that does not exist has no names.
     */
    public List<SignedTarget> list(List<RoleName> roles) {
        return lookup.list(roles);
    }

    /** The first of these roles, or of those below them, that signs a name. No roles are {@code targets}. */
    public Optional<SignedTarget> find(String name, List<RoleName> roles) {
        return lookup.find(name, roles);
    }

    /** What this very role, none below it, signs under names that its paths allow. */
    public List<SignedTarget> signedBy(RoleName role) {
        return lookup.signedBy(role);
    }

    /** The base roles, and the delegations that could be verified. */
    public SortedMap<RoleName, VerifiedRole> roles() {
        return roles;
    }

    private static SortedMap<RoleName, VerifiedRole> roles(
            TrustedRoot root,
            TrustedTimestamp timestamp,
            TrustedSnapshot snapshot,
            Map<RoleName, TrustedTargets> targets) {
        SortedMap<RoleName, VerifiedRole> roles = new TreeMap<>();
        put(roles, RoleName.ROOT, root.payload(), root.signedBy(), root.bytes());
        put(roles, RoleName.TIMESTAMP, timestamp.payload(), timestamp.signedBy(), timestamp.bytes());
        put(roles, RoleName.SNAPSHOT, snapshot.payload(), snapshot.signedBy(), snapshot.bytes());
        targets.forEach((name, role) -> put(roles, name, role.payload(), role.signedBy(), role.bytes()));
        return Collections.unmodifiableSortedMap(roles);
    }

    private static void put(
            SortedMap<RoleName, VerifiedRole> roles,
            RoleName name,
            Payload payload,
            Set<KeyId> signedBy,
            byte[] bytes) {
        roles.put(
                name,
                new VerifiedRole(name, payload.version(), payload.expires().at(), signedBy, new SignedBytes(bytes)));
    }

    private static Floors versions(SortedMap<RoleName, VerifiedRole> roles) {
        Map<RoleName, Long> versions = new TreeMap<>();
        roles.forEach((name, role) -> versions.put(name, role.version()));
        return new Floors(versions);
    }

    /**
     * Why the pin in force would refuse this root if it came first. Notary never asks that of a root that it has cached, so that a
     * pin which was added or changed later does nothing on this machine, and refuses the collection on a new one.
     */
    public Optional<TrustException> pinObjection() {
        TrustPin pin = request.pins().forGun(request.gun());
        if (pin instanceof TrustPin.FirstUse) {
            return Optional.empty();
        }
        try {
            Scrutiny scrutiny = new Scrutiny(request.strictness(), request.now(), request.renewal());
            TrustedRoot.accept(root.bytes(), new PinnedAnchor(request.gun(), pin), Floor.NONE, scrutiny);
            return Optional.empty();
        } catch (TrustException e) {
            return Optional.of(e);
        }
    }

    /** Keys and thresholds of the base roles. */
    public TrustedRoot root() {
        return root;
    }

    public TrustedSnapshot snapshot() {
        return snapshot;
    }

    /** Targets and delegations in the order they were loaded: parents before children, by priority. */
    public Map<RoleName, TrustedTargets> targets() {
        return targets;
    }

    /** Delegations that are left out, each with what is below it. */
    public List<UpdateFact.RoleSkipped> skipped() {
        return skipped;
    }

    /**
     * What the delegations that are left out because they have expired, or are not signed by enough keys, say. For whoever
     * signs them anew; nobody vouches for it.
     */
    public Map<RoleName, Targets> unbelieved() {
        return unbelieved;
    }

    /** Everything that the request's observer was told, in order. */
    public List<UpdateFact> facts() {
        return facts;
    }

    /** Whether the source could not be asked, and its last timestamp, not expired yet, was used. */
    public boolean usedCachedTimestamp() {
        return usedCachedTimestamp;
    }

    /**
     * What to remember: the highest version of every role that still counts, and where trust started. After a strict update,
     * written before {@link #keep}: the other way round, a crash in between could leave versions in force that replaced keys
     * had signed.
     */
    public Memory memory() {
        return memory;
    }

    /** Stores every file. A strict update has stored none; one in the manner of Notary has stored all that were new. */
    public void keep(MetadataCache cache) throws IOException {
        for (VerifiedRole role : roles.values()) {
            cache.store(role.name(), role.bytes().toArray());
        }
    }
}
