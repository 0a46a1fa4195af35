package dev.navicert.cli;

import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.disk.MirrorDirectory;
import dev.navicert.name.Gun;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.mirror.CollectionCopy;
import dev.navicert.trust.mirror.Manifest;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.json.GoQuote;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins the collections that the command line reads to a mirror's directory.
 *
 * <p>They are verified as {@code list} verifies them, with Notary's strictness: a mirror outlives its server, and what it leaves out is
 * lost to readers that would have believed it. Every reader of a mirror verifies anew, as strictly as it wants.
 */
record MirrorWiring(Session session, CollectionSource source) {
    /** Opens a mirror for writing. */
    Directory open(String directory, boolean allowRollback) throws FatalException {
        try {
            MirrorDirectory mirror =
                    MirrorDirectory.open(session.surroundings().directory().resolve(directory));
            return new Directory(mirror, allowRollback ? Newer.REPLACED : Newer.KEPT);
        } catch (InvalidPathException e) {
            throw new FatalException(GoQuote.text(directory) + " is no path", e);
        } catch (IOException e) {
            throw new FatalException(String.valueOf(e.getMessage()), e);
        }
    }

    /** What becomes of files that are newer than the server's. */
    private enum Newer {
        KEPT,
        REPLACED
    }

    /** A collection that is in the mirror now. */
    record Copied(Manifest.Entry entry, int written, int unchanged) {}

    /** A mirror that is being written. */
    final class Directory implements AutoCloseable {
        private final MirrorDirectory mirror;
        private final Newer newer;
        private final List<Manifest.Entry> entries = new ArrayList<>();

        private Directory(MirrorDirectory mirror, Newer newer) {
            this.mirror = mirror;
            this.newer = newer;
        }

        /** Verifies and writes a collection. */
        Copied copy(Gun gun, Settings settings) throws FatalException {
            try {
                mirror.check(gun);
                CollectionSource.Reading reading = source.open(gun, settings, CollectionSource.Order.CONNECT_FIRST)
                        .read();
                if (reading.collection().usedCachedTimestamp()) {
                    throw new FatalException(
                            "the server could not be asked, and a copy of what is in the trust directory"
                                    + " could be an old one");
                }
                return copy(reading);
            } catch (IOException e) {
                throw new FatalException(String.valueOf(e.getMessage()), e);
            }
        }

        private Copied copy(CollectionSource.Reading reading) throws FatalException, IOException {
            try {
                CollectionCopy copy = CollectionCopy.take(
                        reading.collection(),
                        reading.remote(),
                        mirror.collection(reading.collection().gun()));
                if (newer == Newer.KEPT) {
                    checkNotOlder(copy);
                }
                MirrorDirectory.Stored stored = mirror.store(copy);
                Manifest.Entry entry = Manifest.Entry.of(
                        copy,
                        withoutUser(reading.server()),
                        reading.collection().verifiedAt());
                entries.add(entry);
                return new Copied(entry, stored.written(), stored.unchanged());
            } catch (TrustException e) {
                throw new FatalException(reading.words().of(e), e);
            } catch (RemoteException e) {
                throw new FatalException(reading.words().of(e), e);
            }
        }

        private void checkNotOlder(CollectionCopy copy) throws FatalException, RemoteException {
            try {
                copy.checkNotOlderThan(mirror.collection(copy.gun()));
            } catch (TrustException.RolledBack e) {
                throw new FatalException(
                        "the mirror has version " + e.floor() + " of " + e.role() + ", and the server " + e.offered()
                                + "; look at the server, and if it is right all the same, use --allow-rollback",
                        e);
            }
        }

        /** Writes the manifest; returns its SHA-256, or an empty text if there is nothing to list. */
        String finish() throws FatalException {
            try {
                Manifest manifest = mirror.manifest().with(entries);
                return manifest.collections().isEmpty() ? "" : mirror.store(manifest);
            } catch (IOException e) {
                throw new FatalException(String.valueOf(e.getMessage()), e);
            }
        }

        @Override
        public void close() throws FatalException {
            try {
                mirror.close();
            } catch (IOException e) {
                throw new FatalException(String.valueOf(e.getMessage()), e);
            }
        }
    }

    private static String withoutUser(String url) {
        return url.replaceFirst("//[^/@]*@", "//").replaceAll("\\p{Cntrl}", "");
    }
}
