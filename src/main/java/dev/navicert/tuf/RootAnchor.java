package dev.navicert.tuf;

import dev.navicert.tuf.crypto.Certificate;
import dev.navicert.tuf.crypto.CertificateBundle;
import java.time.Instant;
import java.util.Optional;

/**
 * Which certificates of a root may vouch for it. This is {@code tuf}'s question; {@code trust} answers it from pins, so that
 * nothing here knows of collections and configuration.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/trustpinning/trustpin.go">Notary
 *     trustpinning/trustpin.go</a>
 */
public interface RootAnchor {
    /** Whether a certificate carries the name of the collection. */
    boolean isNamed(Certificate leaf);

    /** Why no root at all can be accepted; asked once per root, before its certificates are looked at. */
    Optional<TrustException.NotAnchored.Reason> objection(Introduction introduction, Instant now);

    /**
     * Whether this certificate may vouch.
     *
     * @param bundle the leaf with those of its intermediates that are valid now
     */
    boolean accepts(CertificateBundle bundle, Instant now);

    /** How a root comes to us. */
    enum Introduction {
        /** Nothing speaks for it but the anchor. */
        FIRST_CONTACT,
        /** A trusted root has signed it. */
        SUCCESSOR
    }
}
