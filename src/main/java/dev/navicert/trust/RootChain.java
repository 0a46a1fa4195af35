package dev.navicert.trust;

import dev.navicert.tuf.Checksum;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.Floor;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Root;
import dev.navicert.tuf.RootAnchor;
import dev.navicert.tuf.SignedFile;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.TrustedRoot;
import dev.navicert.tuf.crypto.KeyId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * From a root that is trusted to the newest one.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/client/tufclient.go">Notary client/tufclient.go,
 *     updateRoot and updateRootVersions</a>
 */
final class RootChain {
    private final RemoteMetadata remote;
    private final Strictness strictness;
    private final Copies copies;
    private final Consumer<UpdateFact> observer;

    RootChain(UpdateRequest request, Copies copies, Consumer<UpdateFact> observer) {
        this.remote = request.remote();
        this.strictness = request.strictness();
        this.copies = copies;
        this.observer = observer;
    }

    /**
     * Looks for a root that follows {@code trusted}, and takes every step on the way if the newest is not signed by its keys.
     *
     * @param expected what the current snapshot says of the root; null if no snapshot could be read
     */
    TrustedRoot update(TrustedRoot trusted, RootAnchor anchor, Floor floor, @Nullable FileMeta expected)
            throws TrustException, RemoteException, IOException {
        if (expected == null) {
            return advance(trusted, anchor, floor, newest(), null);
        }
        Optional<byte[]> copy = copies.load(RoleName.ROOT);
        if (copy.isPresent() && Caps.fits(copy.get(), RoleName.ROOT, expected, strictness)) {
            try {
                return accepted(trusted, anchor, Floor.NONE, copy.get(), expected);
            } catch (TrustException e) {
                // The snapshot means another root: asked for.
            }
        }
        byte[] offered = remote.fetch(nameOf(RoleName.ROOT, expected), Caps.of(RoleName.ROOT, expected, strictness));
        return advance(trusted, anchor, floor, offered, expected);
    }

    /** In one step if the keys of {@code trusted} have signed {@code newest}, else root by root. */
    TrustedRoot advance(TrustedRoot trusted, RootAnchor anchor, Floor floor, byte[] newest, @Nullable FileMeta expected)
            throws TrustException, RemoteException {
        try {
            return step(trusted, anchor, floor, newest, expected);
        } catch (TrustException.BrokenRotation e) {
            return walk(trusted, anchor, floor, newest, expected);
        }
    }

    private TrustedRoot walk(
            TrustedRoot trusted, RootAnchor anchor, Floor floor, byte[] newest, @Nullable FileMeta expected)
            throws TrustException, RemoteException {
        long last = versionOf(newest);
        if (last - trusted.version() > Caps.ROTATIONS) {
            throw new TrustException.InvalidMetadata(
                    RoleName.ROOT, "version " + last + " is more than " + Caps.ROTATIONS + " rotations away");
        }
        TrustedRoot reached = trusted;
        for (long version = trusted.version() + 1; version < last; version++) {
            reached = reached.rotate(root(version), anchor, new Floor(version));
        }
        return step(reached, anchor, floor.or(new Floor(last)), newest, expected);
    }

    /** The newest root straight after one that is trusted; it alone must not have expired. */
    TrustedRoot step(TrustedRoot trusted, RootAnchor anchor, Floor floor, byte[] newest, @Nullable FileMeta expected)
            throws TrustException {
        TrustedRoot root = accepted(trusted, anchor, floor, newest, expected);
        copies.accepted(RoleName.ROOT, newest);
        return root;
    }

    private TrustedRoot accepted(
            TrustedRoot trusted, RootAnchor anchor, Floor floor, byte[] offered, @Nullable FileMeta expected)
            throws TrustException {
        if (expected != null) {
            Checksum.check(expected, RoleName.ROOT, offered);
        }
        return fresh(trusted.rotate(offered, anchor, floor));
    }

    /** A root to go on with: not expired. */
    TrustedRoot fresh(TrustedRoot root) throws TrustException {
        warn(root);
        try {
            root.checkFresh();
        } catch (TrustException.Expired e) {
            observer.accept(new UpdateFact.MetadataExpired(RoleName.ROOT));
            throw e;
        }
        return root;
    }

    void warn(TrustedRoot root) {
        root.certificatesNearExpiry().forEach(name -> observer.accept(new UpdateFact.CertificateNearExpiry(name)));
    }

    /** Whatever the source holds now. */
    byte[] newest() throws RemoteException {
        return remote.fetch(new MetadataName.Current(RoleName.ROOT), Caps.of(RoleName.ROOT, strictness));
    }

    /** A root of the past. */
    byte[] root(long version) throws RemoteException {
        return remote.fetch(new MetadataName.VersionedRoot(version), Caps.of(RoleName.ROOT, strictness));
    }

    /** The version that a root claims, which says how far there is to walk. */
    long versionOf(byte[] newest) throws TrustException {
        return claimedBy(newest).version();
    }

    /** The certificates that a root claims for itself. */
    List<KeyId> offeredBy(byte[] newest) throws TrustException {
        return claimedBy(newest).role(RoleName.ROOT).keyIds();
    }

    private Root claimedBy(byte[] newest) throws TrustException {
        SignedFile file = SignedFile.read(RoleName.ROOT, newest, strictness);
        return Root.read(file.signed(), strictness);
    }

    /** A file is asked for by its content, or without a SHA-256 by its name alone. */
    static MetadataName nameOf(RoleName role, FileMeta named) {
        return named.sha256()
                .<MetadataName>map(sha256 -> new MetadataName.Hashed(role, sha256))
                .orElseGet(() -> new MetadataName.Current(role));
    }
}
