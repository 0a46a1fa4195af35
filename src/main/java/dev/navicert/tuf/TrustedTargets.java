package dev.navicert.tuf;

import dev.navicert.tuf.crypto.KeyId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Targets or a delegation that we believe: the bytes that {@link TrustedSnapshot} names, signed by the keys that the root or
 * the parent grants, not older than what we have seen, not expired. It names contents, as far as its paths allow, and grants
 * parts of that to others.
 *
 * @see <a href="https://theupdateframework.github.io/specification/latest/#update-targets">TUF §5.6</a>
 */
public final class TrustedTargets {
    private static final List<String> ALL_PATHS = List.of("");

    private final TrustedRoot root;
    private final TrustedSnapshot snapshot;
    private final RoleName name;
    private final List<String> paths;
    private final Threshold threshold;
    private final Targets targets;
    private final byte[] bytes;
    private final Set<KeyId> signedBy;

    private TrustedTargets(
            TrustedRoot root,
            TrustedSnapshot snapshot,
            RoleName name,
            List<String> paths,
            Threshold threshold,
            Targets targets,
            byte[] bytes,
            Set<KeyId> signedBy) {
        this.root = root;
        this.snapshot = snapshot;
        this.name = name;
        this.paths = List.copyOf(paths);
        this.threshold = threshold;
        this.targets = targets;
        this.bytes = bytes.clone();
        this.signedBy = signedBy;
    }

    /** Top-level targets: signatures before structure. Its checksum has been checked. */
    static TrustedTargets acceptTop(TrustedRoot root, TrustedSnapshot snapshot, byte[] bytes, Floor floor)
            throws TrustException {
        Scrutiny scrutiny = root.scrutiny();
        SignedFile file = SignedFile.read(RoleName.TARGETS, bytes, scrutiny.strictness());
        Threshold threshold = root.threshold(RoleName.TARGETS);
        Set<KeyId> signedBy = threshold.check(file, scrutiny.strictness());
        Targets targets = Targets.read(file.signed(), RoleName.TARGETS, scrutiny.strictness());
        floor.check(RoleName.TARGETS, targets.version());
        scrutiny.checkFresh(RoleName.TARGETS, targets.expires());
        return new TrustedTargets(root, snapshot, RoleName.TARGETS, ALL_PATHS, threshold, targets, bytes, signedBy);
    }

    /**
     * A delegation of this role. Notary looks at its structure and version before its signatures: a signature that fails leaves
     * out the role alone, what comes before refuses everything.
     */
    public TrustedTargets delegation(Delegation child, byte[] next, Floor floor) throws TrustException {
        Scrutiny scrutiny = root.scrutiny();
        RoleName role = child.name();
        DelegationCertificates.check(targets.delegations(), child.granted());
        Checksum.check(snapshot.named(role), role, next);
        SignedFile file = SignedFile.read(role, next, scrutiny.strictness());
        Targets payload = Targets.read(file.signed(), role, scrutiny.strictness());
        floor.check(role, payload.version());
        Set<KeyId> signers = child.threshold().check(file, scrutiny.strictness());
        scrutiny.checkFresh(role, payload.expires());
        return new TrustedTargets(root, snapshot, role, child.paths(), child.threshold(), payload, next, signers);
    }

    /** What this role delegates, in its order of priority; children by name only, which its structure has made sure of. */
    public List<Delegation> delegations() {
        return targets.delegations().roles().stream()
                .map(granted -> Delegation.of(this, granted))
                .toList();
    }

    /**
     * What an older copy of a delegation forbids, if the keys that this role grants it now have signed it.
     *
     * @throws TrustException if the copy does not verify
     */
    public Floor floorFrom(Delegation child, byte[] copy) throws TrustException {
        Strictness strictness = root.scrutiny().strictness();
        SignedFile file = SignedFile.read(child.name(), copy, strictness);
        child.threshold().check(file, strictness);
        return new Floor(Targets.read(file.signed(), child.name(), strictness).version());
    }

    /**
     * The delegations to which an older copy of this role, signed by the keys it has now, granted other keys.
     *
     * @throws TrustException if the copy does not verify
     */
    public Set<RoleName> regrantedSince(byte[] copy) throws TrustException {
        Strictness strictness = root.scrutiny().strictness();
        SignedFile file = SignedFile.read(name, copy, strictness);
        threshold.check(file, strictness);
        Targets older = Targets.read(file.signed(), name, strictness);
        Set<RoleName> changed = new TreeSet<>();
        for (Delegation now : delegations()) {
            older.delegations().roles().stream()
                    .filter(before -> before.name().equals(now.name()))
                    .filter(before -> !Threshold.of(older, before).isSameAs(now.threshold()))
                    .forEach(before -> changed.add(before.name()));
        }
        return changed;
    }

    /** Whether this role may sign a name. */
    public boolean allows(String target) {
        for (String path : paths) {
            if (target.startsWith(path)) {
                return true;
            }
        }
        return false;
    }

    /** What this role signs under a name that its paths allow. */
    public Optional<FileMeta> find(String target) {
        return allows(target) ? Optional.ofNullable(targets.targets().get(target)) : Optional.empty();
    }

    /** Everything in the file, allowed or not; ask {@link #allows}. */
    public Map<String, FileMeta> entries() {
        return targets.targets();
    }

    public RoleName name() {
        return name;
    }

    /** Prefixes of the names that this role may sign. */
    public List<String> paths() {
        return paths;
    }

    public Targets payload() {
        return targets;
    }

    /** Exactly the bytes that were verified. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public Set<KeyId> signedBy() {
        return signedBy;
    }
}
