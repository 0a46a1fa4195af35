package dev.navicert.tuf.crypto;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * What Notary asks of a certificate.
 *
 * @param commonName the last one of the subject; empty if there is none
 * @param notBefore to the second
 * @param notAfter to the second
 * @param signatureAlgorithm object identifier
 * @param keyAlgorithm object identifier
 * @param rsaBits length of the modulus, 0 for a key that is not RSA
 * @param publicKeyInfo DER SubjectPublicKeyInfo, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CertificateFacts(
        String commonName,
        Kind kind,
        Instant notBefore,
        Instant notAfter,
        String signatureAlgorithm,
        String keyAlgorithm,
        int rsaBits,
        byte[] publicKeyInfo) {
    static final String RSA_KEY = "1.2.840.113549.1.1.1";
    static final String EC_KEY = "1.2.840.10045.2.1";
    static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";

    private static final String COMMON_NAME = "2.5.4.3";

    /** Whether it says of itself that it may sign others. */
    enum Kind {
        AUTHORITY,
        LEAF
    }

    /** @throws RuntimeException if the JDK read it and Bouncy Castle cannot: a name or a key that is not what it says */
    static CertificateFacts of(X509Certificate x509) {
        byte[] publicKeyInfo = x509.getPublicKey().getEncoded();
        SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(publicKeyInfo);
        String keyAlgorithm = info.getAlgorithm().getAlgorithm().getId();
        return new CertificateFacts(
                commonName(x509.getSubjectX500Principal().getEncoded()),
                x509.getBasicConstraints() == -1 ? Kind.LEAF : Kind.AUTHORITY,
                x509.getNotBefore().toInstant(),
                x509.getNotAfter().toInstant(),
                x509.getSigAlgOID(),
                keyAlgorithm,
                keyAlgorithm.equals(RSA_KEY) ? modulus(info).bitLength() : 0,
                publicKeyInfo);
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
}
