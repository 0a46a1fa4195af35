package dev.navicert.notary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The certificate authorities this machine trusts, where Go looks for them: {@code SSL_CERT_FILE}, then the bundles of the
 * usual distributions. A company's own authority, installed in the system, is thus known here as it is to Notary.
 *
 * <p>Not done here: {@code SSL_CERT_DIR}, which adds single files.
 *
 * @see <a href="https://github.com/golang/go/blob/go1.19/src/crypto/x509/root_linux.go">crypto/x509/root_linux.go</a>
 */
final class SystemCertificates {
    private static final List<String> BUNDLES = List.of(
            "/etc/ssl/certs/ca-certificates.crt",
            "/etc/pki/tls/certs/ca-bundle.crt",
            "/etc/ssl/ca-bundle.pem",
            "/etc/pki/tls/cacert.pem",
            "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
            "/etc/ssl/cert.pem");

    private SystemCertificates() {}

    /** The authorities; empty where the system has no such file and the JDK's own must do. */
    static List<X509Certificate> load(String sslCertFile) {
        List<String> candidates = sslCertFile.isEmpty() ? BUNDLES : List.of(sslCertFile);
        for (String candidate : candidates) {
            try {
                return PemFile.parse(Files.readAllBytes(Path.of(candidate))).certificates();
            } catch (IOException absent) {
                continue;
            }
        }
        return List.of();
    }
}
