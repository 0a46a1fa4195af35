package dev.navicert.tuf.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc7748.X25519Field;

/**
 * A point of edwards25519 in extended coordinates: x = X / Z, y = Y / Z, xy = T / Z. For verifying only: how long it takes depends on
 * the numbers, and none of them is secret.
 *
 * <p>The formulas are complete: they hold for any two points, the neutral one included.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8032#section-5.1.4">RFC 8032 §5.1.4</a>
 */
final class Ed25519Point {
    private static final int LENGTH = 32;
    private static final int SIGN = 0x80;

    /** -121665 / 121666, from its lowest byte to its highest. */
    private static final int[] D = element("a3785913ca4deb75abd841414d0a700098e879777940c78c73fe6f2bee6c0352");

    private static final int[] TWICE_D = sum(D, D);
    private static final Ed25519Point NEUTRAL = new Ed25519Point(zero(), one(), one(), zero());

    /** Its y is 4/5, its x is even. */
    static final Ed25519Point BASE = decode(HexFormat.of().parseHex("58" + "66".repeat(LENGTH - 1)))
            .orElseThrow(() -> new IllegalStateException("the base point is no point"));

    private final int[] x;
    private final int[] y;
    private final int[] z;
    private final int[] t;

    private Ed25519Point(int[] x, int[] y, int[] z, int[] t) {
        this.x = x;
        this.y = y;
        this.z = z;
        this.t = t;
    }

    /** Reads 32 bytes, as {@link #encoded} writes them and in no other way; empty if they are no point. */
    static Optional<Ed25519Point> decode(byte[] bytes) {
        boolean odd = (bytes[LENGTH - 1] & SIGN) != 0;
        int[] y = X25519Field.create();
        X25519Field.decode(bytes, 0, y);
        int[] square = product(y, y);
        int[] numerator = difference(square, one());
        int[] denominator = sum(product(square, D), one());
        int[] x = X25519Field.create();
        if (!X25519Field.sqrtRatioVar(numerator, denominator, x)) {
            return Optional.empty();
        }
        X25519Field.normalize(x);
        if (odd != ((x[0] & 1) != 0)) {
            X25519Field.negate(x, x);
        }
        Ed25519Point point = new Ed25519Point(x, y, one(), product(x, y));
        // Not so for a y that is reduced, and for a zero that has a sign.
        return Arrays.equals(point.encoded(), bytes) ? Optional.of(point) : Optional.empty();
    }

    byte[] encoded() {
        int[] inverse = X25519Field.create();
        X25519Field.invVar(z, inverse);
        int[] affineX = product(x, inverse);
        int[] affineY = product(y, inverse);
        X25519Field.normalize(affineX);
        X25519Field.normalize(affineY);
        byte[] bytes = new byte[LENGTH];
        X25519Field.encode(affineY, bytes, 0);
        bytes[LENGTH - 1] |= (byte) ((affineX[0] & 1) << 7);
        return bytes;
    }

    /** {@code m * p + n * q} of two numbers that are not negative. */
    static Ed25519Point sumOfMultiples(BigInteger m, Ed25519Point p, BigInteger n, Ed25519Point q) {
        Ed25519Point both = p.plus(q);
        Ed25519Point result = NEUTRAL;
        for (int i = Math.max(m.bitLength(), n.bitLength()) - 1; i >= 0; i--) {
            result = result.doubled();
            if (m.testBit(i)) {
                result = result.plus(n.testBit(i) ? both : p);
            } else if (n.testBit(i)) {
                result = result.plus(q);
            }
        }
        return result;
    }

    Ed25519Point negated() {
        return new Ed25519Point(difference(zero(), x), y, z, difference(zero(), t));
    }

    /** Whether it is one of the eight points of which eight make the neutral one. */
    boolean hasSmallOrder() {
        Ed25519Point eight = doubled().doubled().doubled();
        return isZero(eight.x) && isZero(difference(eight.y, eight.z));
    }

    private Ed25519Point plus(Ed25519Point other) {
        int[] a = product(difference(y, x), difference(other.y, other.x));
        int[] b = product(sum(y, x), sum(other.y, other.x));
        int[] c = product(product(t, TWICE_D), other.t);
        int[] zz = product(z, other.z);
        int[] d = sum(zz, zz);
        return of(difference(b, a), difference(d, c), sum(d, c), sum(b, a));
    }

    private Ed25519Point doubled() {
        int[] a = product(x, x);
        int[] b = product(y, y);
        int[] zz = product(z, z);
        int[] h = sum(a, b);
        int[] xy = sum(x, y);
        int[] g = difference(a, b);
        return of(difference(h, product(xy, xy)), sum(sum(zz, zz), g), g, h);
    }

    private static Ed25519Point of(int[] e, int[] f, int[] g, int[] h) {
        return new Ed25519Point(product(e, f), product(g, h), product(f, g), product(e, h));
    }

    private static int[] product(int[] a, int[] b) {
        int[] product = X25519Field.create();
        if (a == b) {
            X25519Field.sqr(a, product);
        } else {
            X25519Field.mul(a, b, product);
        }
        return product;
    }

    /** Carried at once, so that whatever is multiplied is as small as a product. */
    private static int[] sum(int[] a, int[] b) {
        int[] sum = X25519Field.create();
        X25519Field.add(a, b, sum);
        X25519Field.carry(sum);
        return sum;
    }

    private static int[] difference(int[] a, int[] b) {
        int[] difference = X25519Field.create();
        X25519Field.sub(a, b, difference);
        X25519Field.carry(difference);
        return difference;
    }

    private static boolean isZero(int[] a) {
        int[] copy = a.clone();
        X25519Field.normalize(copy);
        return X25519Field.isZeroVar(copy);
    }

    private static int[] element(String littleEndian) {
        int[] element = X25519Field.create();
        X25519Field.decode(HexFormat.of().parseHex(littleEndian), 0, element);
        return element;
    }

    private static int[] zero() {
        return X25519Field.create();
    }

    private static int[] one() {
        int[] one = X25519Field.create();
        X25519Field.one(one);
        return one;
    }
}
