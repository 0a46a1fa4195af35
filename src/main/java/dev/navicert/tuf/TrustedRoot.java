package dev.navicert.tuf;

import dev.navicert.tuf.TrustException.NotAnchored;
import dev.navicert.tuf.TrustException.NotAnchored.Reason;
import dev.navicert.tuf.crypto.KeyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A root that we believe: vouched for by its anchor or by the trusted root before it, and signed by its own accepted
 * certificates. It says which keys speak for the base roles.
 *
 * <p>Not checked on the way: expiry. A chain of roots may pass through expired ones; {@link #checkFresh} is for the last, and
 * {@link #timestamp} asks it again.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/trustpinning/certs.go">Notary
 *     trustpinning/certs.go, ValidateRoot</a>
 * @see <a href="https://theupdateframework.github.io/specification/latest/#update-root">TUF §5.3</a>
 */
public final class TrustedRoot {
    private final Root root;
    private final byte[] bytes;
    private final RootAnchor anchor;
    private final Scrutiny scrutiny;
    private final RootCertificates certificates;
    private final Set<KeyId> signedBy;
    private final Set<KeyId> pinned;

    private TrustedRoot(
            Root root,
            byte[] bytes,
            RootAnchor anchor,
            Scrutiny scrutiny,
            RootCertificates certificates,
            RootCertificates pinned,
            Set<KeyId> signedBy) {
        this.root = root;
        this.bytes = bytes.clone();
        this.anchor = anchor;
        this.scrutiny = scrutiny;
        this.certificates = certificates;
        this.pinned = new TreeSet<>(pinned.ids());
        this.signedBy = signedBy;
    }

    /** The only door in: a root that nothing vouches for but the anchor. */
    public static TrustedRoot accept(byte[] bytes, RootAnchor anchor, Floor floor, Scrutiny scrutiny)
            throws TrustException {
        return accept(null, bytes, anchor, floor, scrutiny);
    }

    /**
     * The root that follows this one: signed by the threshold of this one's certificates, expired or not, and by its own.
     *
     * <p>Notary: any step of versions is fine as long as the old keys have signed; TUF §5.3.5 would ask for the next version.
     */
    public TrustedRoot rotate(byte[] next, Floor floor) throws TrustException {
        return accept(this, next, anchor, floor, scrutiny);
    }

    /** The same, held against another anchor too. */
    public TrustedRoot rotate(byte[] next, RootAnchor nextAnchor, Floor floor) throws TrustException {
        return accept(this, next, nextAnchor, floor, scrutiny);
    }

    /**
     * A root that was accepted before and has been kept. Its certificates may have expired since: it still vouches for the
     * root that follows, but {@link #checkFresh} refuses it itself.
     *
     * <p>Notary ({@code client/tufclient.go}, bootstrapClient) gives up for good in that case.
     */
    public static TrustedRoot resume(byte[] kept, RootAnchor anchor, Scrutiny scrutiny) throws TrustException {
        SignedFile file = SignedFile.read(RoleName.ROOT, kept, scrutiny.strictness());
        Root root = Root.read(file.signed(), scrutiny.strictness());
        RootCertificates sound = RootCertificates.of(root, anchor).sound();
        Set<KeyId> signedBy = ownSigners(file, root, sound, sound.ids(), scrutiny);
        return new TrustedRoot(root, kept, anchor, scrutiny, sound.validAt(scrutiny.now()), sound, signedBy);
    }

    /**
     * The root before this one, looked at from here: signed by its own certificates, and its threshold of them has signed this
     * one. Expired or not; nothing else vouches for it, so it is history and no root to start from.
     */
    public TrustedRoot predecessor(byte[] earlier) throws TrustException {
        TrustedRoot older = resume(earlier, anchor, scrutiny);
        older.checkSuccessor(
                SignedFile.read(RoleName.ROOT, bytes, scrutiny.strictness()),
                root.role(RoleName.ROOT).keyIds());
        return older;
    }

    private static TrustedRoot accept(
            @Nullable TrustedRoot previous, byte[] bytes, RootAnchor anchor, Floor floor, Scrutiny scrutiny)
            throws TrustException {
        SignedFile file = SignedFile.read(RoleName.ROOT, bytes, scrutiny.strictness());
        Root root = Root.read(file.signed(), scrutiny.strictness());
        RootCertificates named = RootCertificates.of(root, anchor);
        RootCertificates valid = named.vouching(scrutiny);
        if (valid.isEmpty()) {
            throw new NotAnchored(Reason.NO_VALID_LEAF, root.role(RoleName.ROOT).keyIds());
        }
        if (previous != null) {
            previous.checkSuccessor(file, valid.ids());
        }
        RootCertificates accepted = acceptedBy(anchor, previous, valid, scrutiny.now());
        Set<KeyId> signedBy = ownSigners(file, root, accepted, valid.ids(), scrutiny);
        floor.check(RoleName.ROOT, root.version());
        return new TrustedRoot(root, bytes, anchor, scrutiny, valid, accepted, signedBy);
    }

    private void checkSuccessor(SignedFile next, List<KeyId> offered) throws TrustException {
        try {
            RootCertificates vouching = RootCertificates.of(root, anchor).sound();
            new Threshold(
                            RoleName.ROOT,
                            vouching.keys(),
                            root.role(RoleName.ROOT).threshold())
                    .check(next, scrutiny.strictness());
        } catch (TrustException e) {
            throw brokenRotation(offered, e);
        }
    }

    private static RootCertificates acceptedBy(
            RootAnchor anchor, @Nullable TrustedRoot previous, RootCertificates valid, Instant now)
            throws TrustException {
        Optional<Reason> objection = anchor.objection(
                previous == null ? RootAnchor.Introduction.FIRST_CONTACT : RootAnchor.Introduction.SUCCESSOR, now);
        if (objection.isPresent()) {
            throw new NotAnchored(objection.get(), valid.ids());
        }
        RootCertificates accepted = valid.acceptedBy(anchor, now);
        if (accepted.isEmpty()) {
            throw new NotAnchored(Reason.NO_PIN_MATCHES, valid.ids());
        }
        return accepted;
    }

    /** With a pin, signatures of certificates that are not pinned do not count. */
    private static Set<KeyId> ownSigners(
            SignedFile file, Root root, RootCertificates accepted, List<KeyId> offered, Scrutiny scrutiny)
            throws TrustException {
        try {
            return new Threshold(
                            RoleName.ROOT,
                            accepted.keys(),
                            root.role(RoleName.ROOT).threshold())
                    .check(file, scrutiny.strictness());
        } catch (TrustException e) {
            throw notSelfSigned(offered, e);
        }
    }

    private static TrustException brokenRotation(List<KeyId> offered, TrustException cause) {
        TrustException e = new TrustException.BrokenRotation(offered);
        e.initCause(cause);
        return e;
    }

    private static TrustException notSelfSigned(List<KeyId> offered, TrustException cause) {
        TrustException e = new NotAnchored(Reason.NOT_SELF_SIGNED, offered);
        e.initCause(cause);
        return e;
    }

    /** Refuses this root if it, or every certificate of it, has expired. */
    public void checkFresh() throws TrustException {
        if (certificates.isEmpty()) {
            throw new NotAnchored(Reason.NO_VALID_LEAF, root.role(RoleName.ROOT).keyIds());
        }
        scrutiny.checkFresh(RoleName.ROOT, root.expires());
    }

    /** Whether {@link #checkFresh} passes. */
    public boolean isFresh() {
        return !certificates.isEmpty() && !root.expires().isBefore(scrutiny.now());
    }

    /** The next stage: what is current, signed by the keys that this root names. */
    public TrustedTimestamp timestamp(byte[] next, Floor floor) throws TrustException {
        checkFresh();
        return TrustedTimestamp.accept(this, next, floor, Age.ENFORCED);
    }

    /**
     * What an older copy of a base role forbids, if the keys that this root names have signed it; whether it has expired, and
     * what vouched for it, does not matter. After a change of keys the old copies forbid nothing (fast-forward recovery). A copy
     * of root counts if its own certificates have signed it.
     *
     * @throws TrustException if the copy does not verify
     */
    public Floor floorFrom(RoleName role, byte[] copy) throws TrustException {
        if (role.equals(RoleName.ROOT)) {
            return new Floor(resume(copy, anchor, scrutiny).version());
        }
        SignedFile file = SignedFile.read(role, copy, scrutiny.strictness());
        threshold(role).check(file, scrutiny.strictness());
        return new Floor(versionOf(role, file, scrutiny.strictness()));
    }

    /**
     * Targets that were signed here and never were on a server: the keys that this root names have signed them. Their age does
     * not matter.
     *
     * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/client/client.go">Notary client/client.go,
     *     bootstrapRepo</a>
     */
    public Targets unpublishedTargets(byte[] own) throws TrustException {
        SignedFile file = SignedFile.read(RoleName.TARGETS, own, scrutiny.strictness());
        threshold(RoleName.TARGETS).check(file, scrutiny.strictness());
        return Targets.read(file.signed(), RoleName.TARGETS, scrutiny.strictness());
    }

    /** The snapshot that was signed with them: it names this root and those targets. */
    public Snapshot unpublishedSnapshot(byte[] own, byte[] targets) throws TrustException {
        TrustedSnapshot snapshot = TrustedSnapshot.accept(this, own, Floor.NONE, Age.IGNORED);
        snapshot.checkRoot();
        Checksum.check(snapshot.named(RoleName.TARGETS), RoleName.TARGETS, targets);
        return snapshot.payload();
    }

    /** The keys of a base role that have signed a file of it; as many as this root asks for. */
    public Set<KeyId> signersOf(RoleName role, byte[] own) throws TrustException {
        return threshold(role).check(SignedFile.read(role, own, scrutiny.strictness()), scrutiny.strictness());
    }

    private static long versionOf(RoleName role, SignedFile file, Strictness strictness) throws TrustException {
        if (role.equals(RoleName.TIMESTAMP)) {
            return Timestamp.read(file.signed(), strictness).version();
        }
        if (role.equals(RoleName.SNAPSHOT)) {
            return Snapshot.read(file.signed(), strictness).version();
        }
        return Targets.read(file.signed(), role, strictness).version();
    }

    /** Whether the same keys speak for a base role in both roots. */
    public boolean sameKeys(TrustedRoot other, RoleName role) {
        return threshold(role).isSameAs(other.threshold(role));
    }

    Threshold threshold(RoleName role) {
        return Threshold.of(role, root.role(role), root.keys());
    }

    Scrutiny scrutiny() {
        return scrutiny;
    }

    public Root payload() {
        return root;
    }

    public long version() {
        return root.version();
    }

    /** Exactly the bytes that were verified. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Certificates of this root that have signed it. */
    public Set<KeyId> signedBy() {
        return signedBy;
    }

    /** Certificates of this root that its anchor accepted. */
    public Set<KeyId> pinned() {
        return Set.copyOf(pinned);
    }

    /** Common names of its certificates that expire within six months: Notary warns. */
    public List<String> certificatesNearExpiry() {
        return certificates.nearExpiryAt(scrutiny.now());
    }
}
