package dev.navicert.disk;

import dev.navicert.change.Changelist;
import dev.navicert.name.Gun;
import dev.navicert.trust.MetadataCache;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;

/**
 * Notary's trust directory, shared with the program {@code notary}: what either writes, the other reads.
 *
 * <pre>
 * private/&lt;key id&gt;.key                      keys
 * tuf/&lt;GUN&gt;/metadata/&lt;role&gt;.json           what was last seen of a collection: exact bytes
 * tuf/&lt;GUN&gt;/changelist/&lt;time&gt;_&lt;uuid&gt;.change   what is staged
 * </pre>
 *
 * <p>Directories are made with mode 0700 and files with 0600. Not done here: two GUNs of which one is {@code <other>/metadata}
 * share files in this layout. The command line keeps it for the sake of its neighbour; the webhook has a layout of its own.
 *
 * @param path the directory, {@code ~/.notary} by default; it need not exist
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/storage/filestore.go">storage/filestore.go</a>
 */
public record TrustDirectory(Path path) {
    /** Relative paths are taken against the current directory, once. */
    public TrustDirectory {
        path = path.toAbsolutePath();
    }

    /** Where the keys are. */
    public Path privateKeys() {
        return path.resolve("private");
    }

    /**
     * Opens a collection. As in Notary, this makes its directories, also for a command that only reads.
     *
     * @throws IOException if a directory cannot be made, or the GUN would lie outside the trust directory
     */
    public MetadataCache cache(Gun gun) throws IOException {
        return new CachedFiles(open(gun).resolve("metadata"));
    }

    /**
     * Opens what is staged for a collection. As in Notary, this makes its directories.
     *
     * @throws IOException if a directory cannot be made, or the GUN would lie outside the trust directory
     */
    public Changelist changelist(Gun gun, Clock clock) throws IOException {
        return new FileChangelist(open(gun).resolve("changelist"), clock);
    }

    /**
     * Every collection of which something is kept here, by name.
     *
     * @throws IOException if a directory cannot be read
     */
    public Set<Gun> collections() throws IOException {
        return KeptCollections.below(path.resolve("tuf"));
    }

    /**
     * Removes metadata and staged edits of a collection, and its directory if nothing else is in it; keys stay. Notary removes
     * the whole directory, and with it every collection whose name begins with this one's and a slash.
     *
     * @throws IOException if something cannot be removed, or the GUN would lie outside the trust directory
     */
    public void remove(Gun gun) throws IOException {
        Path collection = collection(gun);
        FileTree.remove(collection.resolve("metadata"));
        FileTree.remove(collection.resolve("changelist"));
        FileTree.removeIfEmpty(collection);
    }

    private Path open(Gun gun) throws IOException {
        Path collection = collection(gun);
        PrivateDirectory.create(collection.resolve("metadata"));
        PrivateDirectory.create(privateKeys());
        PrivateDirectory.create(collection.resolve("changelist"));
        return collection;
    }

    private Path collection(Gun gun) throws IOException {
        try {
            return GunPath.below(path.resolve("tuf"), gun);
        } catch (InvalidPathException e) {
            throw new IOException("cannot keep trust data for \"" + gun + "\": " + e.getReason(), e);
        }
    }
}
