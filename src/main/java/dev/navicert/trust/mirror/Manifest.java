package dev.navicert.trust.mirror;

import dev.navicert.name.Gun;
import dev.navicert.trust.RemoteException;
import dev.navicert.tuf.Checksum;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is in a mirror, to the byte. The same content is the same text, so that a mirror that did not change keeps its pin.
 *
 * @param collections by GUN
 */
public record Manifest(SortedMap<String, Entry> collections) {
    /** Where it lies in a mirror. */
    public static final String FILE = "manifest.json";
    /** Longer ones are not read. */
    public static final long CAP = 64L << 20;

    public static final Manifest EMPTY = new Manifest(new TreeMap<>());

    public Manifest {
        collections = Collections.unmodifiableSortedMap(new TreeMap<>(collections));
    }

    /**
     * A collection.
     *
     * @param source where it was copied from
     * @param mirroredAt when its files last changed
     * @param firstRoot the oldest root of the unbroken line to today's
     * @param roles that were verified
     * @param absent roles that the snapshot names and the source did not have
     * @param files by path below {@code v2/<GUN>/_trust/tuf/}
     */
    public record Entry(
            Gun gun,
            String source,
            Instant mirroredAt,
            long firstRoot,
            List<Role> roles,
            List<String> absent,
            SortedMap<String, File> files) {
        public Entry {
            roles = List.copyOf(roles);
            absent = List.copyOf(absent);
            files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        }

        /** What a copy, taken now, is to be listed as. */
        public static Entry of(CollectionCopy copy, String source, Instant now) {
            SortedMap<String, File> files = new TreeMap<>();
            copy.files().forEach((path, bytes) -> files.put(path, File.of(bytes)));
            List<Role> roles = new ArrayList<>();
            copy.roles().forEach(role -> roles.add(new Role(role.name().value(), role.version(), role.expires())));
            return new Entry(copy.gun(), source, now, copy.firstRoot(), roles, copy.absent(), files);
        }

        /** This entry, or the one from before if every file is the same. */
        Entry unlessSameAs(Entry before) {
            return before.files.equals(files) ? before : this;
        }
    }

    /** A verified role, for people who look when it is time to do something. */
    public record Role(String name, long version, OffsetDateTime expires) {}

    /**
     * A file.
     *
     * @param sha256 lower-case hex
     */
    public record File(String sha256, long length) {
        static File of(byte[] bytes) {
            return new File(Checksum.sha256(bytes), bytes.length);
        }

        boolean is(byte[] bytes) {
            return length == bytes.length && sha256.equals(Checksum.sha256(bytes));
        }
    }

    /** The same with some collections added or replaced; one whose files did not change stays as it is listed. */
    public Manifest with(Collection<Entry> changed) {
        SortedMap<String, Entry> all = new TreeMap<>(collections);
        for (Entry entry : changed) {
            all.merge(entry.gun().value(), entry, (before, now) -> now.unlessSameAs(before));
        }
        return new Manifest(all);
    }

    /** A collection's entry. */
    public Optional<Entry> of(Gun gun) {
        return Optional.ofNullable(collections.get(gun.value()));
    }

    /** The file: one line of JSON with sorted members. */
    public byte[] encode() {
        return ManifestJson.write(this);
    }

    /**
     * Reads one that nobody pinned, to go on from.
     *
     * @throws InvalidManifestException if it is none
     */
    public static Manifest decode(byte[] text) throws InvalidManifestException {
        return ManifestJson.read(text);
    }

    /**
     * Reads the one that was pinned.
     *
     * @param sha256 lower-case hex
     * @throws RemoteException.Altered if this is another
     */
    public static Manifest pinned(byte[] text, String sha256) throws RemoteException.Altered {
        String found = Checksum.sha256(text);
        if (!found.equals(sha256)) {
            throw new RemoteException.Altered("the mirror's " + FILE + " has the digest sha256:" + found
                    + ", and sha256:" + sha256 + " is pinned; compare the mirror with the one that was pinned");
        }
        try {
            return decode(text);
        } catch (InvalidManifestException e) {
            throw new RemoteException.Altered("the mirror's " + FILE + " is pinned, but " + e.getMessage());
        }
    }

    /** How a collection's files are named in the file. */
    static String folder(Gun gun) {
        return "v2/" + gun + "/_trust/tuf/";
    }
}
