package dev.navicert.tuf.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECFieldElement;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/**
 * ECDSA over SHA-256 whatever the curve, the signature being r then s, each as long as the curve's field: Notary's form.
 * ASN.1 signatures are refused by their length. High s is accepted, as by Go.
 */
final class Ecdsa {
    private static final int UNCOMPRESSED = 4;
    private static final Map<ASN1ObjectIdentifier, ECDomainParameters> DOMAINS = new ConcurrentHashMap<>();

    private Ecdsa() {}

    /** A point and the group that it is in. */
    record Key(EcGroup group, ECPoint point) {}

    static boolean verify(byte[] publicKeyInfo, byte[] message, byte[] signature) {
        return readKey(publicKeyInfo)
                .filter(key -> verify(key, message, signature))
                .isPresent();
    }

    /**
     * FIPS 186-5, 6.4.2. Bouncy Castle's own {@code ECDSASigner} does the same after it has started {@code java.util.logging},
     * which costs a short command more than the arithmetic.
     */
    private static boolean verify(Key key, byte[] message, byte[] signature) {
        EcGroup group = key.group();
        int half = (group.curve().getFieldSize() + 7) / 8;
        if (signature.length != 2 * half) {
            return false;
        }
        BigInteger order = group.order();
        BigInteger r = new BigInteger(1, Arrays.copyOfRange(signature, 0, half));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, half, signature.length));
        if (!isScalar(r, order) || !isScalar(s, order)) {
            return false;
        }
        BigInteger inverse = BigIntegers.modOddInverseVar(order, s);
        BigInteger u = leftmost(Sha2.sha256(message), order).multiply(inverse).mod(order);
        BigInteger v = r.multiply(inverse).mod(order);
        ECPoint point = ECAlgorithms.sumOfTwoMultiplies(group.base(), u, key.point(), v);
        return !point.isInfinity() && hasCoordinate(point, r, order);
    }

    /**
     * Whether x, modulo the order, is r. The point is X / Z² as it was computed: dividing, Bouncy Castle would start the JDK's
     * random numbers and logging to hide from others what is no secret here.
     */
    private static boolean hasCoordinate(ECPoint point, BigInteger r, BigInteger order) {
        ECCurve curve = point.getCurve();
        if (curve.getCoordinateSystem() != ECCurve.COORD_JACOBIAN) {
            throw new IllegalStateException("all four curves are computed in Jacobian coordinates");
        }
        BigInteger field = curve.getField().getCharacteristic();
        ECFieldElement square = point.getZCoord(0).square();
        for (BigInteger x = r; x.compareTo(field) < 0; x = x.add(order)) {
            if (curve.fromBigInteger(x).multiply(square).equals(point.getXCoord())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isScalar(BigInteger number, BigInteger order) {
        return number.signum() > 0 && number.compareTo(order) < 0;
    }

    /** The digest as a number, of as many bits as the order has. */
    static BigInteger leftmost(byte[] digest, BigInteger order) {
        return new BigInteger(1, digest).shiftRight(Math.max(0, digest.length * Byte.SIZE - order.bitLength()));
    }

    /** A key on one of Go's four curves, written as an uncompressed point; empty for anything else. */
    static Optional<Key> readKey(byte[] publicKeyInfo) {
        try {
            if (P256.isKeyInfo(publicKeyInfo)) {
                byte[] point = Arrays.copyOfRange(publicKeyInfo, P256.KEY_INFO.length - 1, publicKeyInfo.length);
                return Optional.of(new Key(P256.GROUP, P256.GROUP.curve().decodePoint(point)));
            }
            return readAnyKey(publicKeyInfo);
        } catch (RuntimeException e) {
            // Not ASN.1, or a point that is not on the curve. Bouncy Castle declares nothing and throws, among others,
            // NullPointerException for no bytes at all.
            return Optional.empty();
        }
    }

    /** The DER SubjectPublicKeyInfo of an uncompressed point on P-256. */
    static byte[] p256(byte[] point) {
        byte[] info = Arrays.copyOf(P256.KEY_INFO, P256.KEY_INFO_LENGTH);
        System.arraycopy(point, 0, info, P256.KEY_INFO_LENGTH - point.length, point.length);
        return info;
    }

    private static Optional<Key> readAnyKey(byte[] publicKeyInfo) {
        SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(publicKeyInfo);
        if (!info.getAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
                || !(info.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier curve)
                || !isKnown(curve)) {
            return Optional.empty();
        }
        byte[] point = info.getPublicKeyData().getOctets();
        if (point.length == 0 || point[0] != UNCOMPRESSED) {
            return Optional.empty();
        }
        EcGroup group = group(curve);
        return Optional.of(new Key(group, group.curve().decodePoint(point)));
    }

    static EcGroup group(Curve curve) {
        return curve == Curve.P256 ? P256.GROUP : group(ASN1ObjectIdentifier.fromContents(curve.identifier()));
    }

    private static EcGroup group(ASN1ObjectIdentifier curve) {
        ECDomainParameters domain = domain(curve);
        return new EcGroup(domain.getCurve(), domain.getG(), domain.getN());
    }

    /** Made once: the base point keeps its table of multiples, which costs as much as a verification. */
    static ECDomainParameters domain(ASN1ObjectIdentifier curve) {
        return DOMAINS.computeIfAbsent(curve, it -> {
            X9ECParameters parameters = CustomNamedCurves.getByOID(it);
            return new ECNamedDomainParameters(it, parameters);
        });
    }

    /** P-224, P-256, P-384, P-521: what Go's {@code x509.ParsePKIXPublicKey} knows. */
    private static boolean isKnown(ASN1ObjectIdentifier curve) {
        return curve.equals(SECObjectIdentifiers.secp224r1)
                || curve.equals(SECObjectIdentifiers.secp256r1)
                || curve.equals(SECObjectIdentifiers.secp384r1)
                || curve.equals(SECObjectIdentifiers.secp521r1);
    }
}
