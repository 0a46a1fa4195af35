package dev.navicert.trust.mirror;

import dev.navicert.trust.MetadataName;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteMetadata;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.TrustedRoot;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every root up to the one of today, each step verified: whoever last looked long ago walks them.
 *
 * <p>Read backwards: the root of today is trusted, and each root before it must have signed the one after it.
 *
 * @see <a href="https://theupdateframework.github.io/specification/latest/#update-root">TUF §5.3.3 to 5.3.7</a>
 */
final class RootHistory {
    /** As many steps as an update takes. */
    private static final int MOST = 1024;

    private static final long CAP = 1L << 20;

    private RootHistory() {}

    /**
     * The roots of the past and the one of today, by version. It begins with version 1 unless the source no longer has some
     * version; then with the one after it, because a walk cannot cross a gap.
     *
     * @param shelf where the roots of the past may be already; what does not fit there is asked of the source
     * @throws TrustException if a root on the way did not sign the one after it
     */
    static SortedMap<Long, byte[]> of(TrustedRoot current, RemoteMetadata source, RemoteMetadata shelf)
            throws TrustException, RemoteException {
        SortedMap<Long, byte[]> roots = new TreeMap<>();
        roots.put(current.version(), current.bytes());
        TrustedRoot reached = current;
        while (reached.version() > 1 && roots.size() <= MOST) {
            try {
                Optional<TrustedRoot> kept = kept(reached, shelf);
                reached = kept.isPresent() ? kept.get() : predecessor(reached, source);
            } catch (RemoteException.NotFound e) {
                return roots;
            }
            roots.put(reached.version(), reached.bytes());
        }
        return roots;
    }

    /** Nothing on the shelf is believed; it is only nearer. */
    private static Optional<TrustedRoot> kept(TrustedRoot reached, RemoteMetadata shelf) {
        try {
            return Optional.of(predecessor(reached, shelf));
        } catch (TrustException | RemoteException notThere) {
            return Optional.empty();
        }
    }

    private static TrustedRoot predecessor(TrustedRoot reached, RemoteMetadata source)
            throws TrustException, RemoteException {
        long version = reached.version() - 1;
        TrustedRoot older = reached.predecessor(source.fetch(new MetadataName.VersionedRoot(version), CAP));
        if (older.version() != version) {
            throw new TrustException.InvalidMetadata(
                    RoleName.ROOT, "version " + older.version() + " is served as version " + version);
        }
        return older;
    }
}
