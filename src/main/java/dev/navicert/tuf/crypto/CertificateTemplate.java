package dev.navicert.tuf.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;

/**
 * What stands in a certificate as Notary makes it: version 3, one common name as subject and issuer, key usages digital
 * signature and key encipherment, extended usage code signing, no authority, no key identifiers.
 *
 * @param commonName a {@code PrintableString} if its characters allow, else a {@code UTF8String}, as Go writes it
 * @param serial not negative
 * @param notBefore to the second
 * @param notAfter to the second
 * @param key of type {@code ecdsa} or {@code rsa}; it signs itself, by SHA-256
 */
public record CertificateTemplate(
        String commonName, BigInteger serial, Instant notBefore, Instant notAfter, PublicKey key) {
    private static final ASN1ObjectIdentifier COMMON_NAME = new ASN1ObjectIdentifier("2.5.4.3");
    private static final ASN1ObjectIdentifier KEY_USAGE = new ASN1ObjectIdentifier("2.5.29.15");
    private static final ASN1ObjectIdentifier EXTENDED_KEY_USAGE = new ASN1ObjectIdentifier("2.5.29.37");
    private static final ASN1ObjectIdentifier BASIC_CONSTRAINTS = new ASN1ObjectIdentifier("2.5.29.19");
    private static final ASN1ObjectIdentifier CODE_SIGNING = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.3");
    private static final ASN1ObjectIdentifier ECDSA_WITH_SHA256 = new ASN1ObjectIdentifier("1.2.840.10045.4.3.2");
    private static final ASN1ObjectIdentifier SHA256_WITH_RSA = new ASN1ObjectIdentifier("1.2.840.113549.1.1.11");
    private static final int VERSION_3 = 2;
    /** Bits 0 (digital signature) and 2 (key encipherment). */
    private static final DERBitString USAGES = new DERBitString(new byte[] {(byte) 0xA0}, 5);

    public CertificateTemplate {
        if (!key.keyType().equals(PublicKey.ECDSA) && !key.keyType().equals(PublicKey.RSA)) {
            throw new IllegalArgumentException("no root certificate can be made for a key of type " + key.keyType());
        }
    }

    /** The type of the key that the certificate makes. */
    public String keyType() {
        return key.keyType().equals(PublicKey.RSA) ? PublicKey.RSA_X509 : PublicKey.ECDSA_X509;
    }

    /**
     * The certificate in PEM.
     *
     * @param signer signs the content in the form of X.509: for ECDSA a DER sequence of r and s
     */
    public String selfSigned(UnaryOperator<byte[]> signer) {
        try {
            DERSequence content = content();
            byte[] signature = signer.apply(content.getEncoded(ASN1Encoding.DER));
            DERSequence certificate = sequence(content, signatureAlgorithm(), new DERBitString(signature));
            return Pem.encode(Certificate.PEM_TYPE, certificate.getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory", e);
        }
    }

    private DERSequence content() throws IOException {
        DERSequence name = sequence(new DERSet(sequence(COMMON_NAME, directoryString())));
        return sequence(
                new DERTaggedObject(true, 0, new ASN1Integer(VERSION_3)),
                new ASN1Integer(serial),
                signatureAlgorithm(),
                name,
                sequence(time(notBefore), time(notAfter)),
                name,
                SubjectPublicKeyInfo.getInstance(key.rawBytes()),
                new DERTaggedObject(
                        true,
                        3,
                        sequence(
                                critical(KEY_USAGE, USAGES),
                                extension(EXTENDED_KEY_USAGE, sequence(CODE_SIGNING)),
                                critical(BASIC_CONSTRAINTS, sequence()))));
    }

    private DERSequence signatureAlgorithm() {
        return key.keyType().equals(PublicKey.RSA)
                ? sequence(SHA256_WITH_RSA, DERNull.INSTANCE)
                : sequence(ECDSA_WITH_SHA256);
    }

    private ASN1Encodable directoryString() {
        boolean printable = commonName
                .chars()
                .allMatch(c -> c >= 'a' && c <= 'z'
                        || c >= 'A' && c <= 'Z'
                        || c >= '0' && c <= '9'
                        || " '()+,-./:=?".indexOf(c) >= 0);
        return printable ? new DERPrintableString(commonName) : new DERUTF8String(commonName);
    }

    private static Time time(Instant instant) {
        return new Time(Date.from(instant));
    }

    private static DERSequence critical(ASN1ObjectIdentifier id, ASN1Encodable value) throws IOException {
        return sequence(id, ASN1Boolean.TRUE, octets(value));
    }

    private static DERSequence extension(ASN1ObjectIdentifier id, ASN1Encodable value) throws IOException {
        return sequence(id, octets(value));
    }

    private static DEROctetString octets(ASN1Encodable value) throws IOException {
        return new DEROctetString(value.toASN1Primitive().getEncoded(ASN1Encoding.DER));
    }

    private static DERSequence sequence(ASN1Encodable... items) {
        ASN1EncodableVector vector = new ASN1EncodableVector();
        vector.addAll(items);
        return new DERSequence(vector);
    }
}
