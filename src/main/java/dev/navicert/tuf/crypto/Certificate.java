package dev.navicert.tuf.crypto;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * An X.509 certificate, with the facts that Notary asks of one.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/tuf/utils/x509.go">Notary tuf/utils/x509.go,
 *     ValidateCertificate</a>
 */
public final class Certificate {
    /** The name of its PEM blocks. */
    public static final String PEM_TYPE = "CERTIFICATE";

    private static final String COMMON_NAME = "2.5.4.3";
    private static final String RSA_KEY = "1.2.840.113549.1.1.1";
    private static final String EC_KEY = "1.2.840.10045.2.1";
    /** SHA1WithRSA (two identifiers), DSAWithSHA1, ECDSAWithSHA1. */
    private static final Set<String> SHA1_SIGNATURES =
            Set.of("1.2.840.113549.1.1.5", "1.3.14.3.2.29", "1.2.840.10040.4.3", "1.2.840.10045.4.1");

    private static final int MIN_RSA_BITS = 2048;
    private static final int NEAR_EXPIRY_MONTHS = 6;

    private final X509Certificate x509;
    private final byte[] der;
    private final String commonName;
    private final String keyAlgorithm;
    private final int rsaBits;

    private Certificate(X509Certificate x509, byte[] der) {
        this.x509 = x509;
        this.der = der;
        this.commonName = commonName(x509.getSubjectX500Principal().getEncoded());
        SubjectPublicKeyInfo info =
                SubjectPublicKeyInfo.getInstance(x509.getPublicKey().getEncoded());
        this.keyAlgorithm = info.getAlgorithm().getAlgorithm().getId();
        this.rsaBits = keyAlgorithm.equals(RSA_KEY) ? modulus(info).bitLength() : 0;
    }

    /** Reads DER; empty if it is no certificate, or more than one. */
    public static Optional<Certificate> read(byte[] der) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            X509Certificate x509 = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
            byte[] encoded = x509.getEncoded();
            return encoded.length == der.length ? Optional.of(new Certificate(x509, encoded)) : Optional.empty();
        } catch (CertificateException | RuntimeException e) {
            // The JDK read it and Bouncy Castle cannot: a name or a key that is not what it says.
            return Optional.empty();
        }
    }

    /** The last common name of the subject; empty if there is none. */
    public String commonName() {
        return commonName;
    }

    /** Whether it says of itself that it may sign others. */
    public boolean isAuthority() {
        return x509.getBasicConstraints() != -1;
    }

    public Instant notBefore() {
        return x509.getNotBefore().toInstant();
    }

    public Instant notAfter() {
        return x509.getNotAfter().toInstant();
    }

    public byte[] der() {
        return der.clone();
    }

    /** For validating a path with the JDK. */
    public X509Certificate x509() {
        return x509;
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
        if (SHA1_SIGNATURES.contains(x509.getSigAlgOID())) {
            return Optional.of("certificate with CN " + commonName + " uses invalid SHA1 signature algorithm");
        }
        return rsaBits == 0 || rsaBits >= MIN_RSA_BITS ? Optional.empty() : Optional.of("RSA bit length is too short");
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
        return switch (keyAlgorithm) {
            case RSA_KEY -> Optional.of(PublicKey.RSA_X509);
            case EC_KEY -> Optional.of(PublicKey.ECDSA_X509);
            default -> Optional.empty();
        };
    }

    byte[] publicKeyInfo() {
        return x509.getPublicKey().getEncoded();
    }

    public String pem() {
        return Pem.encode(PEM_TYPE, der);
    }

    private static BigInteger modulus(SubjectPublicKeyInfo info) {
        return RSAPublicKey.getInstance(info.getPublicKeyData().getOctets()).getModulus();
    }

    private static String commonName(byte[] subject) {
        String name = "";
        for (ASN1Encodable set : ASN1Sequence.getInstance(subject)) {
            for (ASN1Encodable attribute : ASN1Set.getInstance(set)) {
                ASN1Sequence pair = ASN1Sequence.getInstance(attribute);
                if (ASN1ObjectIdentifier.getInstance(pair.getObjectAt(0))
                                .getId()
                                .equals(COMMON_NAME)
                        && pair.getObjectAt(1) instanceof ASN1String text) {
                    name = text.getString();
                }
            }
        }
        return name;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Certificate that && x509.equals(that.x509);
    }

    @Override
    public int hashCode() {
        return x509.hashCode();
    }

    @Override
    public String toString() {
        return "certificate of " + commonName;
    }
}
