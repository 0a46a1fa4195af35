package dev.navicert.tuf.crypto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECFieldElement;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/** The elliptic curves that Go knows, and therefore Notary: what a private scalar on them makes. */
public enum Curve {
    P224("2b81040021"),
    P256("2a8648ce3d030107"),
    P384("2b81040022"),
    P521("2b81040023");

    private static final int UNCOMPRESSED = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] identifier;

    Curve(String identifier) {
        this.identifier = HexFormat.of().parseHex(identifier);
    }

    /** The curve with that object identifier, given as the content of its DER value. */
    public static Optional<Curve> of(byte[] identifier) {
        return Arrays.stream(values())
                .filter(curve -> Arrays.equals(curve.identifier, identifier))
                .findFirst();
    }

    /** The content of its object identifier in DER. */
    public byte[] identifier() {
        return identifier.clone();
    }

    /** How many bytes a coordinate has, and half a signature. */
    public int fieldBytes() {
        return (group().curve().getFieldSize() + 7) / 8;
    }

    /** Whether a number is a private scalar: at least 1 and below the order of the group. */
    public boolean admits(BigInteger scalar) {
        return scalar.signum() > 0 && scalar.compareTo(group().order()) < 0;
    }

    /** The uncompressed point that belongs to a private scalar. */
    public byte[] point(BigInteger scalar) {
        Affine point = multiple(scalar);
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        encoded.write(UNCOMPRESSED);
        encoded.writeBytes(point.x().getEncoded());
        encoded.writeBytes(point.y().getEncoded());
        return encoded.toByteArray();
    }

    /** The public key, of type {@code ecdsa}, that belongs to a private scalar. */
    public PublicKey publicKey(BigInteger scalar) {
        return PublicKey.of(PublicKey.ECDSA, this == P256 ? Ecdsa.p256(point(scalar)) : keyInfo(point(scalar)));
    }

    private byte[] keyInfo(byte[] point) {
        try {
            AlgorithmIdentifier algorithm = new AlgorithmIdentifier(
                    X9ObjectIdentifiers.id_ecPublicKey, ASN1ObjectIdentifier.fromContents(identifier));
            return new SubjectPublicKeyInfo(algorithm, point).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory", e);
        }
    }

    /** A new private scalar, each as likely as any other. */
    public BigInteger newScalar() {
        BigInteger scalar;
        do {
            scalar = new BigInteger(group().order().bitLength(), RANDOM);
        } while (!admits(scalar));
        return scalar;
    }

    /**
     * Signs: FIPS 186-5, 6.4.1, with a new random number. The result is r then s, each of {@link #fieldBytes()}, over the SHA-256
     * of the message. Bouncy Castle's own {@code ECDSASigner} does the same after it has started {@code java.util.logging}.
     */
    public byte[] sign(BigInteger scalar, byte[] message) {
        BigInteger order = group().order();
        BigInteger digest = Ecdsa.leftmost(Sha2.sha256(message), order);
        BigInteger r;
        BigInteger s;
        do {
            BigInteger once = newScalar();
            r = multiple(once).x().toBigInteger().mod(order);
            s = BigIntegers.modOddInverse(order, once)
                    .multiply(digest.add(scalar.multiply(r)))
                    .mod(order);
        } while (r.signum() == 0 || s.signum() == 0);
        byte[] signature = new byte[2 * fieldBytes()];
        write(r, signature, fieldBytes());
        write(s, signature, 2 * fieldBytes());
        return signature;
    }

    private static void write(BigInteger number, byte[] into, int end) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        System.arraycopy(bytes, from, into, end - (bytes.length - from), bytes.length - from);
    }

    private record Affine(ECFieldElement x, ECFieldElement y) {}

    /**
     * The multiple of the base point. It is computed as X / Z² and Y / Z³; that Z be random when it is divided by, so that the
     * time it takes tells nothing of the scalar, is Bouncy Castle's way in {@code ECPoint.normalize}, which brings its logging.
     */
    private Affine multiple(BigInteger scalar) {
        ECPoint point = new FixedPointCombMultiplier().multiply(group().base(), scalar);
        ECCurve curve = point.getCurve();
        if (curve.getCoordinateSystem() != ECCurve.COORD_JACOBIAN) {
            throw new IllegalStateException("all four curves are computed in Jacobian coordinates");
        }
        ECFieldElement blind = curve.randomFieldElementMult(RANDOM);
        ECFieldElement inverse = point.getZCoord(0).multiply(blind).invert().multiply(blind);
        ECFieldElement square = inverse.square();
        return new Affine(point.getXCoord().multiply(square), point.getYCoord().multiply(square.multiply(inverse)));
    }

    private EcGroup group() {
        return Ecdsa.group(this);
    }
}
