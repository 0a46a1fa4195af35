package dev.navicert.tuf.crypto;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * An X.509 certificate, with the facts that Notary asks of one.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/tuf/utils/x509.go">Notary tuf/utils/x509.go,
 *     ValidateCertificate</a>
 */
public final class Certificate {
    /** The name of its PEM blocks. */
    public static final String PEM_TYPE = "CERTIFICATE";

    /** SHA1WithRSA (two identifiers), DSAWithSHA1, ECDSAWithSHA1. */
    private static final Set<String> SHA1_SIGNATURES =
            Set.of("1.2.840.113549.1.1.5", "1.3.14.3.2.29", "1.2.840.10040.4.3", "1.2.840.10045.4.1");

    private static final int MIN_RSA_BITS = 2048;
    private static final int NEAR_EXPIRY_MONTHS = 6;

    private final byte[] der;
    private final CertificateFacts facts;

    private Certificate(byte[] der, CertificateFacts facts) {
        this.der = der;
        this.facts = facts;
    }

    /** Reads DER; empty if it is no certificate, more than one, or one in another encoding, which Go reads neither. */
    public static Optional<Certificate> read(byte[] der) {
        return UsualCertificate.read(der).or(() -> readAny(der)).map(facts -> new Certificate(der.clone(), facts));
    }

    private static Optional<CertificateFacts> readAny(byte[] der) {
        try {
            X509Certificate x509 = parse(der);
            return Arrays.equals(x509.getEncoded(), der) ? Optional.of(CertificateFacts.of(x509)) : Optional.empty();
        } catch (CertificateException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static X509Certificate parse(byte[] der) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    }

    /** The last common name of the subject; empty if there is none. */
    public String commonName() {
        return facts.commonName();
    }

    /** Whether it says of itself that it may sign others. */
    public boolean isAuthority() {
        return facts.kind() == CertificateFacts.Kind.AUTHORITY;
    }

    public Instant notBefore() {
        return facts.notBefore();
    }

    public Instant notAfter() {
        return facts.notAfter();
    }

    public byte[] der() {
        return der.clone();
    }

    /** For validating a path with the JDK. */
    public X509Certificate x509() {
        try {
            return parse(der);
        } catch (CertificateException e) {
            throw new IllegalStateException("it was read before", e);
        }
    }

    /**
     * Whether it may be used at all: a window that is one, no SHA-1 in its signature, no RSA key below 2048 bits.
     */
    public boolean isSound() {
        return flaw().isEmpty();
    }

    /** Why it must not be used at all, in Notary's words; empty if it is sound. */
    public Optional<String> flaw() {
        if (notBefore().isAfter(notAfter())) {
            return Optional.of("certificate validity window is invalid");
        }
        if (SHA1_SIGNATURES.contains(facts.signatureAlgorithm())) {
            return Optional.of("certificate with CN " + commonName() + " uses invalid SHA1 signature algorithm");
        }
        int bits = facts.rsaBits();
        return bits == 0 || bits >= MIN_RSA_BITS ? Optional.empty() : Optional.of("RSA bit length is too short");
    }

    /** {@link #isSound()}, not expired, and begun at the latest a day from now. */
    public boolean isValidAt(Instant now) {
        return isSound()
                && !now.isAfter(notAfter())
                && !now.plus(Duration.ofDays(1)).isBefore(notBefore());
    }

    /** Whether it ends within six calendar months: Notary warns. */
    public boolean isNearExpiryAt(Instant now) {
        return notAfter()
                .isBefore(now.atOffset(ZoneOffset.UTC)
                        .plusMonths(NEAR_EXPIRY_MONTHS)
                        .toInstant());
    }

    /**
     * Whether the common name is this collection's, or ends in {@code *} and the rest is a prefix of it. Case counts;
     * alternative names do not.
     */
    public boolean isFor(String gun) {
        String commonName = commonName();
        if (!commonName.endsWith("*")) {
            return commonName.equals(gun);
        }
        int end = commonName.length();
        while (end > 0 && commonName.charAt(end - 1) == '*') {
            end--;
        }
        return gun.startsWith(commonName.substring(0, end));
    }

    /** The type of key that a certificate with this key in it makes; empty if Notary knows none. */
    public Optional<String> keyType() {
        return switch (facts.keyAlgorithm()) {
            case CertificateFacts.RSA_KEY -> Optional.of(PublicKey.RSA_X509);
            case CertificateFacts.EC_KEY -> Optional.of(PublicKey.ECDSA_X509);
            default -> Optional.empty();
        };
    }

    byte[] publicKeyInfo() {
        return facts.publicKeyInfo();
    }

    public String pem() {
        return Pem.encode(PEM_TYPE, der);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Certificate that && Arrays.equals(der, that.der);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(der);
    }

    @Override
    public String toString() {
        return "certificate of " + commonName();
    }
}
