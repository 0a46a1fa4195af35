package dev.navicert.trust;

import dev.navicert.tuf.crypto.Certificate;
import dev.navicert.tuf.crypto.CertificateBundle;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * X.509 path validation as Go's {@code Certificate.Verify} does it when it is told nothing but roots and intermediates: no
 * revocation, no host name, and a purpose, server authentication, that every certificate of the path must allow. Notary's
 * own root certificates are for code signing only, so no authority pin ever accepts them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-6">RFC 5280 §6</a>
 */
final class CertificatePath {
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String ANY_PURPOSE = "2.5.29.37.0";

    private CertificatePath() {}

    static boolean leadsFrom(CertificateBundle bundle, List<Certificate> authorities, Instant now) {
        X509Certificate leaf = bundle.leaf().x509();
        if (authorities.contains(bundle.leaf())) {
            return isWithin(leaf, now) && allowsServerAuthentication(leaf);
        }
        try {
            PKIXCertPathBuilderResult result = build(bundle, authorities, now);
            List<X509Certificate> path = new ArrayList<>();
            result.getCertPath().getCertificates().forEach(certificate -> path.add((X509Certificate) certificate));
            path.add(result.getTrustAnchor().getTrustedCert());
            return path.stream().allMatch(CertificatePath::allowsServerAuthentication)
                    && isWithin(result.getTrustAnchor().getTrustedCert(), now);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static PKIXCertPathBuilderResult build(CertificateBundle bundle, List<Certificate> authorities, Instant now)
            throws GeneralSecurityException {
        Set<TrustAnchor> anchors = new HashSet<>();
        authorities.forEach(authority -> anchors.add(new TrustAnchor(authority.x509(), null)));
        List<X509Certificate> offered = new ArrayList<>();
        offered.add(bundle.leaf().x509());
        bundle.intermediates().forEach(intermediate -> offered.add(intermediate.x509()));
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(bundle.leaf().x509());
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(offered)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(now));
        return (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
    }

    private static boolean isWithin(X509Certificate certificate, Instant now) {
        return !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
    }

    /** No stated purpose is every purpose. */
    private static boolean allowsServerAuthentication(X509Certificate certificate) {
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes == null || purposes.contains(SERVER_AUTH) || purposes.contains(ANY_PURPOSE);
        } catch (CertificateParsingException e) {
            return false;
        }
    }
}
