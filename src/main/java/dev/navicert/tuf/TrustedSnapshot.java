package dev.navicert.tuf;

import dev.navicert.tuf.crypto.KeyId;
import java.util.Optional;
import java.util.Set;

/**
 * A snapshot that we believe: the bytes that {@link TrustedTimestamp} names, signed, not older than one that we have seen, not
 * expired. It vouches for which bytes are the current root, targets and delegations, so that none can be mixed with files
 * of another day.
 *
 * <p>Notary: it holds checksums where TUF §5.5 holds versions, and lists root too.
 *
 * @see <a href="https://theupdateframework.github.io/specification/latest/#update-snapshot">TUF §5.5</a>
 */
public final class TrustedSnapshot {
    private final TrustedRoot root;
    private final Snapshot snapshot;
    private final byte[] bytes;
    private final Set<KeyId> signedBy;

    private TrustedSnapshot(TrustedRoot root, Snapshot snapshot, byte[] bytes, Set<KeyId> signedBy) {
        this.root = root;
        this.snapshot = snapshot;
        this.bytes = bytes.clone();
        this.signedBy = signedBy;
    }

    static TrustedSnapshot accept(TrustedRoot root, byte[] bytes, Floor floor, Age age) throws TrustException {
        Scrutiny scrutiny = root.scrutiny();
        SignedFile file = SignedFile.read(RoleName.SNAPSHOT, bytes, scrutiny.strictness());
        Set<KeyId> signedBy = root.threshold(RoleName.SNAPSHOT).check(file, scrutiny.strictness());
        Snapshot snapshot = Snapshot.read(file.signed(), scrutiny.strictness());
        floor.check(RoleName.SNAPSHOT, snapshot.version());
        if (age == Age.ENFORCED) {
            scrutiny.checkFresh(RoleName.SNAPSHOT, snapshot.expires());
        }
        return new TrustedSnapshot(root, snapshot, bytes, signedBy);
    }

    /** Refuses a root other than the one that this snapshot names: the sign that there is a newer one. */
    public void checkRoot() throws TrustException {
        Checksum.check(rootMeta(), RoleName.ROOT, root.bytes());
    }

    /** The next stage: the top-level targets. */
    public TrustedTargets targets(byte[] next, Floor floor) throws TrustException {
        checkRoot();
        Checksum.check(named(RoleName.TARGETS), RoleName.TARGETS, next);
        return TrustedTargets.acceptTop(root, this, next, floor);
    }

    /** What a role's file must be; a role that the snapshot does not know is refused. */
    FileMeta named(RoleName role) throws TrustException {
        return meta(role).orElseThrow(() -> unnamed(role));
    }

    static TrustException unnamed(RoleName role) {
        return new TrustException.ChecksumMismatch(role, "", "");
    }

    /** Which root this snapshot belongs to. */
    public FileMeta rootMeta() throws TrustException {
        return named(RoleName.ROOT);
    }

    /** What a role's file must be; empty if the snapshot knows no such role, which then does not exist. */
    public Optional<FileMeta> meta(RoleName role) {
        return snapshot.meta(role).filter(meta -> !meta.hashes().isEmpty() || meta.length() != 0);
    }

    public Snapshot payload() {
        return snapshot;
    }

    /** Exactly the bytes that were verified. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public Set<KeyId> signedBy() {
        return signedBy;
    }
}
