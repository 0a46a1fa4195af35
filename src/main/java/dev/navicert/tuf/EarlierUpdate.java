package dev.navicert.tuf;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the copies of an earlier update say about versions, in the way Notary finds out: by building the earlier state anew,
 * expiry ignored, file by file as new ones arrive. Nothing that is read here is ever used but as a {@link Floor}.
 *
 * <p>A copy counts only if it verifies against the earlier copies before it. As Notary builds only from files that were
 * downloaded again, a delegation goes unnoticed while its parent's file stays the same (fixture {@code f74}); so
 * {@link Strictness#STRICT} does not use this, but {@link TrustedRoot#floorFrom} and {@link TrustedTargets#floorFrom}.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/client/tufclient.go">Notary client/tufclient.go,
 *     tryLoadRemote and its oldBuilder</a>
 */
public final class EarlierUpdate {
    private final RootAnchor anchor;
    private final Scrutiny scrutiny;
    /** Loaded before the file that names their checksum. */
    private final Map<RoleName, byte[]> unconfirmed = new TreeMap<>();

    private final Map<RoleName, Targets> targets = new TreeMap<>();
    private @Nullable TrustedRoot root;
    private @Nullable TrustedTimestamp timestamp;
    private @Nullable TrustedSnapshot snapshot;

    /** Begins with no root: the first copy of one that {@link #floor} is shown will be it. */
    public EarlierUpdate(RootAnchor anchor, Scrutiny scrutiny) {
        this.anchor = anchor;
        this.scrutiny = scrutiny;
    }

    /** Begins with the root that was kept. */
    public static EarlierUpdate from(TrustedRoot kept, RootAnchor anchor, Scrutiny scrutiny) {
        EarlierUpdate earlier = new EarlierUpdate(anchor, scrutiny);
        earlier.root = kept;
        earlier.unconfirmed.put(RoleName.ROOT, kept.bytes());
        return earlier;
    }

    /**
     * The floor of a role, after looking at the copy of it unless one was understood before.
     *
     * @throws TrustException if the copy does not verify; it forbids nothing then
     */
    public Floor floor(RoleName role, byte[] copy) throws TrustException {
        if (floor(role).isEmpty()) {
            read(role, copy);
        }
        return floor(role).orElse(Floor.NONE);
    }

    /** The floor of a role as far as a copy of it was understood before. */
    public Optional<Floor> floor(RoleName role) {
        return version(role).map(Floor::new);
    }

    private Optional<Long> version(RoleName role) {
        if (role.equals(RoleName.ROOT)) {
            return Optional.ofNullable(root).map(TrustedRoot::version);
        }
        if (role.equals(RoleName.TIMESTAMP)) {
            return Optional.ofNullable(timestamp).map(known -> known.payload().version());
        }
        if (role.equals(RoleName.SNAPSHOT)) {
            return Optional.ofNullable(snapshot).map(known -> known.payload().version());
        }
        return Optional.ofNullable(targets.get(role)).map(Targets::version);
    }

    private void read(RoleName role, byte[] copy) throws TrustException {
        TrustedRoot known = root;
        if (role.equals(RoleName.ROOT)) {
            root = TrustedRoot.accept(copy, anchor, Floor.NONE, scrutiny);
            unconfirmed.put(role, copy);
        } else if (known == null) {
            return; // nothing to hold it against
        } else if (role.equals(RoleName.TIMESTAMP)) {
            readTimestamp(known, copy);
        } else if (role.equals(RoleName.SNAPSHOT)) {
            readSnapshot(known, copy);
        } else if (role.equals(RoleName.TARGETS)) {
            readTargets(known, copy);
        } else {
            readDelegation(role, copy);
        }
    }

    private void readTimestamp(TrustedRoot known, byte[] copy) throws TrustException {
        TrustedTimestamp read = TrustedTimestamp.accept(known, copy, Floor.NONE, Age.IGNORED);
        byte[] waiting = unconfirmed.get(RoleName.SNAPSHOT);
        if (waiting != null) {
            Checksum.check(read.snapshotMeta(), RoleName.SNAPSHOT, waiting);
            unconfirmed.remove(RoleName.SNAPSHOT);
        }
        timestamp = read;
    }

    private void readSnapshot(TrustedRoot known, byte[] copy) throws TrustException {
        if (timestamp != null) {
            Checksum.check(timestamp.snapshotMeta(), RoleName.SNAPSHOT, copy);
        } else {
            unconfirmed.put(RoleName.SNAPSHOT, copy);
        }
        TrustedSnapshot read = TrustedSnapshot.accept(known, copy, Floor.NONE, Age.IGNORED);
        for (Map.Entry<RoleName, byte[]> waiting : unconfirmed.entrySet()) {
            if (!waiting.getKey().equals(RoleName.SNAPSHOT)) {
                Checksum.check(read.named(waiting.getKey()), waiting.getKey(), waiting.getValue());
            }
        }
        unconfirmed.keySet().removeIf(role -> !role.equals(RoleName.SNAPSHOT));
        snapshot = read;
    }

    private void readTargets(TrustedRoot known, byte[] copy) throws TrustException {
        confirm(RoleName.TARGETS, copy);
        SignedFile file = SignedFile.read(RoleName.TARGETS, copy, scrutiny.strictness());
        known.threshold(RoleName.TARGETS).check(file, scrutiny.strictness());
        targets.put(RoleName.TARGETS, Targets.read(file.signed(), RoleName.TARGETS, scrutiny.strictness()));
    }

    private void readDelegation(RoleName role, byte[] copy) throws TrustException {
        Targets parent = role.parent().map(targets::get).orElse(null);
        if (parent == null) {
            return;
        }
        Optional<DelegatedRole> granted = parent.delegations().roles().stream()
                .filter(delegation -> delegation.name().equals(role))
                .findFirst();
        if (granted.isEmpty()) {
            return;
        }
        DelegationCertificates.check(parent.delegations(), granted.get());
        confirm(role, copy);
        SignedFile file = SignedFile.read(role, copy, scrutiny.strictness());
        Targets read = Targets.read(file.signed(), role, scrutiny.strictness());
        Threshold.of(parent, granted.get()).check(file, scrutiny.strictness());
        targets.put(role, read);
    }

    private void confirm(RoleName role, byte[] copy) throws TrustException {
        if (snapshot != null) {
            Checksum.check(snapshot.named(role), role, copy);
        } else {
            unconfirmed.put(role, copy);
        }
    }
}
