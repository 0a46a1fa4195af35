package dev.navicert.keys;

import dev.navicert.tuf.crypto.CertificateTemplate;
import dev.navicert.tuf.crypto.PublicKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;

/**
 * Makes the certificate around a root key: root keys of a collection must be certificates whose common name is the
 * collection's. Self-signed, for ten years, for signing code.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/cryptoservice/certificate.go">Notary
 *     cryptoservice/certificate.go</a>
 */
public final class RootCertificate {
    /** How long Notary's certificates last. */
    public static final Duration LIFE = Duration.ofDays(3650);

    private static final int SERIAL_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RootCertificate() {}

    /**
     * The certificate as a key for root metadata.
     *
     * @param key a key of type {@code ecdsa} or {@code rsa}
     * @param gun the collection, which becomes the common name
     * @param notBefore when it begins to hold; seconds count, fractions do not
     */
    public static PublicKey make(SigningKey key, String gun, Instant notBefore) {
        return make(key, gun, notBefore, notBefore.plus(LIFE));
    }

    /** The same with another life. */
    public static PublicKey make(SigningKey key, String gun, Instant notBefore, Instant notAfter) {
        CertificateTemplate template =
                new CertificateTemplate(gun, new BigInteger(SERIAL_BITS, RANDOM), notBefore, notAfter, key.publicKey());
        String pem = template.selfSigned(key::signCertificate);
        return PublicKey.of(template.keyType(), pem.getBytes(StandardCharsets.US_ASCII));
    }
}
