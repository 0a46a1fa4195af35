package dev.navicert.disk;

import dev.navicert.name.Gun;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteMetadata;
import dev.navicert.trust.mirror.Manifest;
import dev.navicert.trust.mirror.PinnedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mirror of a server that is gone: exactly the files that its pinned manifest names. Safe for several threads.
 *
 * <p>That nobody renews these files is another matter: {@link dev.navicert.tuf.Renewal.Frozen}.
 */
public final class FrozenMirror {
    private final Path directory;
    private final String manifestSha256;
    /** What was read once is what is pinned for ever. */
    private volatile @Nullable Manifest read;

    /** @param manifestSha256 lower-case hex */
    public FrozenMirror(Path directory, String manifestSha256) {
        this.directory = directory;
        this.manifestSha256 = manifestSha256;
    }

    /** Whether both stand for the same files. */
    public boolean isSameAs(FrozenMirror other) {
        return directory.equals(other.directory) && manifestSha256.equals(other.manifestSha256);
    }

    /**
     * One collection.
     *
     * @throws RemoteException.Altered if the mirror's manifest is another than the pinned one
     * @throws RemoteException.NotFound if the manifest does not list the collection
     * @throws RemoteException.Unreachable if there is no mirror
     */
    public RemoteMetadata collection(Gun gun) throws RemoteException {
        return PinnedFiles.of(gun, manifest(), new Mirror(directory).collection(gun));
    }

    /**
     * Every collection that the manifest lists.
     *
     * @throws RemoteException as {@link #collection}
     */
    public Set<Gun> collections() throws RemoteException {
        Set<Gun> collections = new LinkedHashSet<>();
        manifest().collections().values().forEach(entry -> collections.add(entry.gun()));
        return collections;
    }

    private Manifest manifest() throws RemoteException {
        Manifest known = read;
        if (known != null) {
            return known;
        }
        Path file = directory.resolve(Manifest.FILE);
        Optional<byte[]> text;
        try {
            text = CappedFile.read(file, Manifest.CAP);
        } catch (CappedFile.TooLongException e) {
            throw new RemoteException.TooLarge(Manifest.CAP, "mirror: " + e.getMessage());
        } catch (IOException e) {
            throw new RemoteException.Unreachable("mirror " + directory + " cannot be read: " + e.getMessage());
        }
        Manifest pinned = Manifest.pinned(
                text.orElseThrow(() -> new RemoteException.Unreachable(
                        file + " is missing; check that the mirror is there and complete")),
                manifestSha256);
        read = pinned;
        return pinned;
    }
}
