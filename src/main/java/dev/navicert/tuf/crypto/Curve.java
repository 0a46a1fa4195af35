package dev.navicert.tuf.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** The elliptic curves that Go knows, and therefore Notary: what a private scalar on them makes. */
public enum Curve {
    P224("secp224r1", SECObjectIdentifiers.secp224r1),
    P256("secp256r1", SECObjectIdentifiers.secp256r1),
    P384("secp384r1", SECObjectIdentifiers.secp384r1),
    P521("secp521r1", SECObjectIdentifiers.secp521r1);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String standardName;
    private final ASN1ObjectIdentifier id;

    Curve(String standardName, ASN1ObjectIdentifier id) {
        this.standardName = standardName;
        this.id = id;
    }

    /** The curve with that object identifier, given as the content of its DER value. */
    public static Optional<Curve> of(byte[] identifier) {
        return Arrays.stream(values())
                .filter(curve -> Arrays.equals(curve.identifier(), identifier))
                .findFirst();
    }

    /** The curve over a field of so many bits. */
    public static Optional<Curve> ofBits(int fieldBits) {
        return Arrays.stream(values())
                .filter(curve -> curve.fieldBits() == fieldBits)
                .findFirst();
    }

    /** The name that the JDK knows it by. */
    public String standardName() {
        return standardName;
    }

    /** The content of its object identifier in DER. */
    public byte[] identifier() {
        try {
            byte[] encoded = id.getEncoded(ASN1Encoding.DER);
            return Arrays.copyOfRange(encoded, 2, encoded.length);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory", e);
        }
    }

    /** How many bytes a coordinate has, and half a signature. */
    public int fieldBytes() {
        return (fieldBits() + 7) / 8;
    }

    private int fieldBits() {
        return Integer.parseInt(name().substring(1));
    }

    /** Whether a number is a private scalar: at least 1 and below the order of the group. */
    public boolean admits(BigInteger scalar) {
        return scalar.signum() > 0 && scalar.compareTo(domain().getN()) < 0;
    }

    /** The uncompressed point that belongs to a private scalar. */
    public byte[] point(BigInteger scalar) {
        return new FixedPointCombMultiplier()
                .multiply(domain().getG(), scalar)
                .normalize()
                .getEncoded(false);
    }

    /** The public key, of type {@code ecdsa}, that belongs to a private scalar. */
    public PublicKey publicKey(BigInteger scalar) {
        try {
            AlgorithmIdentifier algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, id);
            return PublicKey.of(
                    PublicKey.ECDSA, new SubjectPublicKeyInfo(algorithm, point(scalar)).getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory", e);
        }
    }

    /**
     * Signs, for the one curve on which the JDK no longer does. The result is r then s, each of {@link #fieldBytes()}, over
     * the SHA-256 of the message.
     */
    public byte[] sign(BigInteger scalar, byte[] message) {
        ECDSASigner signer = new ECDSASigner();
        signer.init(true, new ParametersWithRandom(new ECPrivateKeyParameters(scalar, domain()), RANDOM));
        BigInteger[] pair = signer.generateSignature(Sha2.sha256(message));
        byte[] signature = new byte[2 * fieldBytes()];
        write(pair[0], signature, fieldBytes());
        write(pair[1], signature, 2 * fieldBytes());
        return signature;
    }

    private static void write(BigInteger number, byte[] into, int end) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        System.arraycopy(bytes, from, into, end - (bytes.length - from), bytes.length - from);
    }

    private ECDomainParameters domain() {
        return Ecdsa.domain(id);
    }
}
