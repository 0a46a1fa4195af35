package dev.navicert.tuf;

import dev.navicert.tuf.crypto.KeyId;
import java.util.Set;

/**
 * A timestamp that we believe: signed by the threshold that {@link TrustedRoot} names, not older than one that we have seen,
 * not expired. It vouches for one thing: which bytes are the current snapshot.
 *
 * <p>Not checked here: the snapshot's own version and expiry. {@link TrustedSnapshot} does that.
 *
 * @see <a href="https://theupdateframework.github.io/specification/latest/#update-timestamp">TUF §5.4</a>
 */
public final class TrustedTimestamp {
    private final TrustedRoot root;
    private final Timestamp timestamp;
    private final byte[] bytes;
    private final Set<KeyId> signedBy;

    private TrustedTimestamp(TrustedRoot root, Timestamp timestamp, byte[] bytes, Set<KeyId> signedBy) {
        this.root = root;
        this.timestamp = timestamp;
        this.bytes = bytes.clone();
        this.signedBy = signedBy;
    }

    static TrustedTimestamp accept(TrustedRoot root, byte[] bytes, Floor floor, Age age) throws TrustException {
        Scrutiny scrutiny = root.scrutiny();
        SignedFile file = SignedFile.read(RoleName.TIMESTAMP, bytes, scrutiny.strictness());
        Set<KeyId> signedBy =
                root.threshold(RoleName.TIMESTAMP).check(file, scrutiny.strictness()); // TUF §5.4.2 arbitrary software
        Timestamp timestamp = Timestamp.read(file.signed(), scrutiny.strictness());
        floor.check(RoleName.TIMESTAMP, timestamp.version()); // §5.4.3 rollback; equal is allowed
        if (age == Age.ENFORCED) {
            scrutiny.checkFresh(RoleName.TIMESTAMP, timestamp.expires()); // §5.4.4 freeze
        }
        return new TrustedTimestamp(root, timestamp, bytes, signedBy);
    }

    /** The next stage: the bytes that this timestamp vouches for. */
    public TrustedSnapshot snapshot(byte[] next, Floor floor) throws TrustException {
        Checksum.check(
                snapshotMeta(), RoleName.SNAPSHOT, next); // §5.5.2; its length is a cap on the transfer and no more
        return TrustedSnapshot.accept(root, next, floor, Age.ENFORCED);
    }

    /** What the snapshot must be. */
    public FileMeta snapshotMeta() {
        return timestamp.snapshot();
    }

    public Timestamp payload() {
        return timestamp;
    }

    /** Exactly the bytes that were verified. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public Set<KeyId> signedBy() {
        return signedBy;
    }
}
