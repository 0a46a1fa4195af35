package dev.navicert.tuf;

import dev.navicert.tuf.crypto.Certificate;
import dev.navicert.tuf.crypto.CertificateBundle;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The certificates among a root's own keys. Keys that are no bundle of one leaf and its authorities, and leaves of another
 * name, are as if they were not there.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/trustpinning/certs.go">Notary
 *     trustpinning/certs.go, parseAllCerts and validRootLeafCerts</a>
 */
record RootCertificates(List<CertificateBundle> bundles) {
    /** Those whose leaf is named as the anchor asks. */
    static RootCertificates of(Root root, RootAnchor anchor) {
        List<CertificateBundle> bundles = new ArrayList<>();
        for (KeyId id : root.role(RoleName.ROOT).keyIds()) {
            Optional.ofNullable(root.keys().get(id))
                    .flatMap(PublicKey::certificates)
                    .filter(bundle -> anchor.isNamed(bundle.leaf()))
                    .ifPresent(bundles::add);
        }
        return new RootCertificates(List.copyOf(bundles));
    }

    /**
     * Those that may vouch for this root now. An intermediate that is not valid leaves its bundle, which changes the bundle's
     * identifier, so that signatures under the old one no longer count.
     */
    RootCertificates validAt(Instant now) {
        return new RootCertificates(bundles.stream()
                .filter(bundle -> bundle.leaf().isValidAt(now))
                .map(bundle -> bundle.keepingIntermediates(certificate -> certificate.isValidAt(now)))
                .toList());
    }

    /** Those that may vouch for this root, whoever renews it. */
    RootCertificates vouching(Scrutiny scrutiny) {
        return scrutiny.renewal().certificates() == Renewal.Certificates.VALID ? validAt(scrutiny.now()) : sound();
    }

    /** Those that may vouch for the next root: whether they have expired meanwhile does not matter. */
    RootCertificates sound() {
        return new RootCertificates(
                bundles.stream().filter(bundle -> bundle.leaf().isSound()).toList());
    }

    /** Those that the anchor accepts. */
    RootCertificates acceptedBy(RootAnchor anchor, Instant now) {
        return new RootCertificates(
                bundles.stream().filter(bundle -> anchor.accepts(bundle, now)).toList());
    }

    /**
     * By identifiers computed from the certificates as Notary would write them: PEM text of another layout never counts, and
     * under which identifier the root files them does not matter.
     */
    Map<KeyId, PublicKey> keys() {
        Map<KeyId, PublicKey> keys = new LinkedHashMap<>();
        for (CertificateBundle bundle : bundles) {
            bundle.toKey().ifPresent(key -> keys.put(key.id(), key));
        }
        return keys;
    }

    List<KeyId> ids() {
        return List.copyOf(keys().keySet());
    }

    /** Common names of leaves and intermediates about to expire. */
    List<String> nearExpiryAt(Instant now) {
        return bundles.stream()
                .flatMap(bundle -> Stream.concat(Stream.of(bundle.leaf()), bundle.intermediates().stream()))
                .filter(certificate -> certificate.isNearExpiryAt(now))
                .map(Certificate::commonName)
                .toList();
    }

    boolean isEmpty() {
        return bundles.isEmpty();
    }
}
