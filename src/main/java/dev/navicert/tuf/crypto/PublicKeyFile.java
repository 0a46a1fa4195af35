package dev.navicert.tuf.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/**
 * A public key as people hand it over: the first PEM block of a text, a certificate or a bare key. ECDSA and RSA are taken.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/tuf/utils/x509.go">Notary tuf/utils/x509.go,
 *     ParsePEMPublicKey</a>
 */
public final class PublicKeyFile {
    private static final String BARE = "PUBLIC KEY";
    private static final String UNPARSABLE = "unable to parse pem encoded public key: ";

    private final PublicKey key;
    private final @Nullable Certificate certificate;

    private PublicKeyFile(PublicKey key, @Nullable Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /** Why a text gives no key, in Notary's words. */
    public static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean outOfDate;

        UnusableException(String message) {
            this(message, false);
        }

        private UnusableException(String message, boolean outOfDate) {
            super(message);
            this.outOfDate = outOfDate;
        }

        /** Whether it is a certificate that has expired, or is not valid yet. */
        public boolean isOutOfDate() {
            return outOfDate;
        }
    }

    /**
     * Reads a text.
     *
     * @param now when a certificate must not have expired
     * @throws UnusableException if it is neither, or a certificate that must not be used
     */
    public static PublicKeyFile read(byte[] text, Instant now) throws UnusableException {
        Pem.Block block = Pem.first(text).orElseThrow(() -> new UnusableException("no valid public key found"));
        return switch (block.type()) {
            case Certificate.PEM_TYPE -> certificate(block.bytes(), now);
            case BARE -> new PublicKeyFile(PublicKey.of(typeOf(block.bytes()), block.bytes()), null);
            default ->
                throw new UnusableException(
                        "unsupported PEM block type \"" + block.type() + "\", expected CERTIFICATE or PUBLIC KEY");
        };
    }

    private static PublicKeyFile certificate(byte[] der, Instant now) throws UnusableException {
        Certificate certificate = Certificate.read(der)
                .orElseThrow(() ->
                        new UnusableException("could not parse provided certificate: x509: malformed certificate"));
        Optional<String> flaw = certificate.flaw();
        if (flaw.isPresent()) {
            throw new UnusableException("invalid certificate: " + flaw.get());
        }
        if (!certificate.isValidAt(now)) {
            throw new UnusableException(
                    "invalid certificate: certificate with CN " + certificate.commonName() + " is expired", true);
        }
        // Notary stages nothing for such a certificate, and crashes.
        String type = certificate
                .keyType()
                .orElseThrow(() -> new UnusableException(
                        "invalid certificate: its key is neither ECDSA nor RSA; use one that is"));
        return new PublicKeyFile(
                PublicKey.of(type, certificate.pem().getBytes(StandardCharsets.US_ASCII)), certificate);
    }

    private static String typeOf(byte[] der) throws UnusableException {
        SubjectPublicKeyInfo info;
        try {
            info = SubjectPublicKeyInfo.getInstance(der);
        } catch (RuntimeException e) {
            throw new UnusableException(UNPARSABLE + "asn1: structure error: it is no public key");
        }
        ASN1ObjectIdentifier algorithm =
                info == null ? null : info.getAlgorithm().getAlgorithm();
        if (X9ObjectIdentifiers.id_ecPublicKey.equals(algorithm)) {
            if (Ecdsa.readKey(der).isEmpty()) {
                throw new UnusableException(
                        UNPARSABLE + "x509: unsupported elliptic curve, or a point that is not on it");
            }
            return PublicKey.ECDSA;
        }
        if (PKCSObjectIdentifiers.rsaEncryption.equals(algorithm) && isRsa(info)) {
            return PublicKey.RSA;
        }
        throw new UnusableException("unknown public key format");
    }

    private static boolean isRsa(SubjectPublicKeyInfo info) {
        try {
            RSAPublicKey rsa = RSAPublicKey.getInstance(info.parsePublicKey());
            return rsa.getModulus().signum() > 0 && rsa.getPublicExponent().compareTo(BigInteger.ZERO) > 0;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** The key, with the certificate in it if there is one. */
    public PublicKey key() {
        return key;
    }

    /** The certificate, if that is what was handed over. */
    public Optional<Certificate> certificate() {
        return Optional.ofNullable(certificate);
    }
}
