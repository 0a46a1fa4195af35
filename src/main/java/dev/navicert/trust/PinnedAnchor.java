package dev.navicert.trust;

import dev.navicert.name.Gun;
import dev.navicert.tuf.Checksum;
import dev.navicert.tuf.RootAnchor;
import dev.navicert.tuf.TrustException.NotAnchored.Reason;
import dev.navicert.tuf.TrustedRoot;
import dev.navicert.tuf.crypto.Certificate;
import dev.navicert.tuf.crypto.CertificateBundle;
import dev.navicert.tuf.crypto.PublicKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * A pin held against the roots of one collection.
 *
 * @param gun whose name the certificates must carry
 * @param pin what they must show
 */
record PinnedAnchor(Gun gun, TrustPin pin) implements RootAnchor {
    private static final String CERTIFICATE = "cert:";
    private static final String AUTHORITY = "ca:";
    private static final String FIRST_USE = "first-use";

    /** For roots that are vouched for in another way: by having been trusted before. */
    static PinnedAnchor none(Gun gun) {
        return new PinnedAnchor(gun, TrustPin.FirstUse.ALLOWED);
    }

    /** What to remember of a root that this anchor accepted. */
    Anchor anchorAt(TrustedRoot root) {
        return new Anchor(shownBy(root), root.version(), Checksum.sha256(root.bytes()));
    }

    private String shownBy(TrustedRoot root) {
        if (pin instanceof TrustPin.Certificates) {
            return CERTIFICATE
                    + root.pinned().stream().min(Comparator.naturalOrder()).orElseThrow();
        }
        return pin instanceof TrustPin.Authority pinned
                ? AUTHORITY + pinned.authority().fingerprint()
                : FIRST_USE;
    }

    /** Whether trust that started at that anchor may go on under this pin. */
    boolean holds(Anchor anchor) {
        if (pin instanceof TrustPin.Certificates pinned) {
            return pinned.ids().stream().anyMatch(id -> anchor.pin().equals(CERTIFICATE + id));
        }
        if (pin instanceof TrustPin.Authority pinned) {
            return anchor.pin().equals(AUTHORITY + pinned.authority().fingerprint());
        }
        return pin == TrustPin.FirstUse.ALLOWED;
    }

    @Override
    public boolean isNamed(Certificate leaf) {
        return leaf.isFor(gun.value());
    }

    @Override
    public Optional<Reason> objection(Introduction introduction, Instant now) {
        if (pin instanceof TrustPin.Authority pinned) {
            return pinned.authority().objection(now);
        }
        boolean refused = pin == TrustPin.FirstUse.REFUSED && introduction == Introduction.FIRST_CONTACT;
        return refused ? Optional.of(Reason.FIRST_USE_REFUSED) : Optional.empty();
    }

    @Override
    public boolean accepts(CertificateBundle bundle, Instant now) {
        if (pin instanceof TrustPin.Certificates pinned) {
            return bundle.toKey()
                    .map(PublicKey::id)
                    .filter(pinned.ids()::contains)
                    .isPresent();
        }
        if (pin instanceof TrustPin.Authority pinned) {
            return pinned.authority().issued(bundle, now);
        }
        return true;
    }
}
