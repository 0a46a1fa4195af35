package dev.navicert.trust.mirror;

import dev.navicert.name.Gun;
import dev.navicert.trust.MetadataName;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteMetadata;
import dev.navicert.trust.TrustedCollection;
import dev.navicert.trust.VerifiedRole;
import dev.navicert.tuf.Checksum;
import dev.navicert.tuf.Delegation;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.Floor;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.TrustedTargets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Every file of a verified collection that any reader may ask for, under its names: roots by version, what the snapshot names by
 * hash, and everything of today by its plain name.
 *
 * <p>The order of {@link #files} is one in which they can be put on a shelf under the eyes of readers: whatever names another file
 * comes after it, the timestamp last.
 */
public final class CollectionCopy {
    /** Notary's {@code MaxDownloadSize}; a snapshot that was verified says how long a file is, this how long it may be. */
    private static final long CAP = 100L << 20;
    /** Files that the snapshot names and no verified role vouches for; readers that see more in them than we do want them. */
    private static final int MOST_UNVERIFIED = 512;

    private final TrustedCollection collection;
    private final long firstRoot;
    private final Map<String, byte[]> files;
    private final List<String> absent;

    private CollectionCopy(
            TrustedCollection collection, long firstRoot, Map<String, byte[]> files, List<String> absent) {
        this.collection = collection;
        this.firstRoot = firstRoot;
        this.files = Collections.unmodifiableMap(files);
        this.absent = List.copyOf(absent);
    }

    /**
     * Takes one.
     *
     * @param collection verified a moment ago
     * @param source where it came from, asked for roots of the past and for files of roles that were left out
     * @param shelf the copy from last time, for what of these did not change
     * @throws TrustException if a root of the past did not sign the one after it
     */
    public static CollectionCopy take(TrustedCollection collection, RemoteMetadata source, RemoteMetadata shelf)
            throws TrustException, RemoteException {
        SortedMap<Long, byte[]> roots = RootHistory.of(collection.root(), source, shelf);
        Map<RoleName, byte[]> unverified = new LinkedHashMap<>();
        List<String> absent = new ArrayList<>();
        for (Map.Entry<String, FileMeta> named :
                collection.snapshot().payload().meta().entrySet()) {
            RoleName role = RoleName.parse(named.getKey()).orElse(null);
            if (role == null || !role.isDelegation() || collection.roles().containsKey(role)) {
                continue;
            }
            Optional<byte[]> file = unverified.size() < MOST_UNVERIFIED
                    ? fetch(role, named.getValue(), source, shelf)
                    : Optional.empty();
            file.ifPresentOrElse(bytes -> unverified.put(role, bytes), () -> absent.add(role.value()));
        }
        return new CollectionCopy(collection, roots.firstKey(), inOrder(collection, roots, unverified), absent);
    }

    private static Optional<byte[]> fetch(RoleName role, FileMeta named, RemoteMetadata source, RemoteMetadata shelf)
            throws RemoteException {
        try {
            Optional<byte[]> kept = fetch(role, named, shelf);
            if (kept.isPresent()) {
                return kept;
            }
        } catch (RemoteException unreadable) {
            // Written anew from the source.
        }
        return fetch(role, named, source);
    }

    /** What a snapshot names and its source has, if it is that. */
    private static Optional<byte[]> fetch(RoleName role, FileMeta named, RemoteMetadata source) throws RemoteException {
        MetadataName name = named.sha256()
                .<MetadataName>map(hex -> new MetadataName.Hashed(role, hex))
                .orElseGet(() -> new MetadataName.Current(role));
        try {
            byte[] bytes = source.fetch(name, CAP);
            Checksum.check(named, role, bytes);
            return Optional.of(bytes);
        } catch (RemoteException.NotFound | RemoteException.TooLarge | TrustException e) {
            return Optional.empty();
        }
    }

    private static Map<String, byte[]> inOrder(
            TrustedCollection collection, SortedMap<Long, byte[]> roots, Map<RoleName, byte[]> unverified) {
        Map<RoleName, byte[]> targets = new LinkedHashMap<>(unverified);
        for (VerifiedRole role : collection.roles().values()) {
            targets.put(role.name(), role.bytes().toArray());
        }
        byte[] root = collection.root().bytes();
        byte[] snapshot = collection.snapshot().bytes();
        byte[] timestamp = bytes(collection, RoleName.TIMESTAMP);
        for (RoleName base : List.of(RoleName.ROOT, RoleName.SNAPSHOT, RoleName.TIMESTAMP)) {
            targets.remove(base);
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        roots.forEach((version, bytes) -> files.put(new MetadataName.VersionedRoot(version).path(), bytes));
        files.put(hashed(RoleName.ROOT, root), root);
        targets.forEach((role, bytes) -> files.put(hashed(role, bytes), bytes));
        files.put(hashed(RoleName.SNAPSHOT, snapshot), snapshot);
        targets.forEach((role, bytes) -> files.put(plain(role), bytes));
        files.put(plain(RoleName.SNAPSHOT), snapshot);
        files.put(plain(RoleName.ROOT), root);
        files.put(plain(RoleName.TIMESTAMP), timestamp);
        return files;
    }

    private static byte[] bytes(TrustedCollection collection, RoleName role) {
        VerifiedRole verified = collection.roles().get(role);
        if (verified == null) {
            throw new IllegalStateException("a verified collection has a " + role);
        }
        return verified.bytes().toArray();
    }

    private static String hashed(RoleName role, byte[] bytes) {
        return new MetadataName.Hashed(role, Checksum.sha256(bytes)).path();
    }

    private static String plain(RoleName role) {
        return new MetadataName.Current(role).path();
    }

    /**
     * Refuses to stand in for a copy that is newer in any role. A copy forbids only what keys of today have signed, so that what
     * stolen keys wrote does not stay for ever; one that does not verify forbids nothing.
     *
     * @param existing the copy that would be replaced
     * @throws TrustException.RolledBack naming the role that is newer there
     */
    public void checkNotOlderThan(RemoteMetadata existing) throws TrustException.RolledBack, RemoteException {
        for (RoleName role : List.of(RoleName.ROOT, RoleName.TIMESTAMP, RoleName.SNAPSHOT, RoleName.TARGETS)) {
            check(role, existing, copy -> collection.root().floorFrom(role, copy));
        }
        for (TrustedTargets parent : collection.targets().values()) {
            for (Delegation child : parent.delegations()) {
                check(child.name(), existing, copy -> parent.floorFrom(child, copy));
            }
        }
    }

    private void check(RoleName role, RemoteMetadata existing, FloorOf floorOf)
            throws TrustException.RolledBack, RemoteException {
        VerifiedRole mine = collection.roles().get(role);
        if (mine == null) {
            return;
        }
        Floor floor;
        try {
            floor = floorOf.copy(existing.fetch(new MetadataName.Current(role), CAP));
        } catch (RemoteException.NotFound | TrustException forbidsNothing) {
            return;
        }
        if (mine.version() < floor.version()) {
            throw new TrustException.RolledBack(role, floor.version(), mine.version());
        }
    }

    @FunctionalInterface
    private interface FloorOf {
        Floor copy(byte[] bytes) throws TrustException;
    }

    public Gun gun() {
        return collection.gun();
    }

    /** The roles that were verified. */
    public Iterable<VerifiedRole> roles() {
        return collection.roles().values();
    }

    /** The oldest root of the unbroken line to today's: 1 unless the source has lost some. */
    public long firstRoot() {
        return firstRoot;
    }

    /** Content by the path below {@code _trust/tuf/}, in the order in which to write it. */
    public Map<String, byte[]> files() {
        return files;
    }

    /** Roles that the snapshot names and whose file the source does not have, or not as named. */
    public List<String> absent() {
        return absent;
    }
}
