package dev.navicert.tuf.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Plain Ed25519 (RFC 8032) over the message itself. What is accepted is what Go accepts, less public keys of a small order or
 * written in another way than RFC 8032 does: such a key makes signatures that hold for any message.
 *
 * <p>Bouncy Castle's own verifier does the same after it has started {@code java.util.logging} and made tables for thousands of
 * signatures, which costs a short command more than the arithmetic. The field is Bouncy Castle's.
 */
final class EdDsa {
    private static final int HALF = 32;
    /** RFC 8032 §5.1, L. */
    private static final BigInteger ORDER =
            BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private EdDsa() {}

    static byte[] publicKey(byte[] seed) {
        if (seed.length != Ed25519.SECRET_KEY_SIZE) {
            throw new IllegalArgumentException("a seed has 32 bytes");
        }
        byte[] key = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, key, 0);
        return key;
    }

    static boolean isKey(byte[] publicKey) {
        return readKey(publicKey).isPresent();
    }

    private static Optional<Ed25519Point> readKey(byte[] publicKey) {
        return publicKey.length == HALF
                ? Ed25519Point.decode(publicKey).filter(point -> !point.hasSmallOrder())
                : Optional.empty();
    }

    /** RFC 8032 §5.1.7, without the cofactor. */
    static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        Optional<Ed25519Point> key = readKey(publicKey);
        if (key.isEmpty() || signature.length != 2 * HALF) {
            return false;
        }
        byte[] r = Arrays.copyOf(signature, HALF);
        BigInteger s = littleEndian(Arrays.copyOfRange(signature, HALF, 2 * HALF));
        if (s.compareTo(ORDER) >= 0) {
            return false;
        }
        BigInteger k = littleEndian(Sha2.sha512(concat(r, publicKey, message))).mod(ORDER);
        Ed25519Point sum =
                Ed25519Point.sumOfMultiples(s, Ed25519Point.BASE, k, key.get().negated());
        return Arrays.equals(sum.encoded(), r);
    }

    private static byte[] concat(byte[] r, byte[] publicKey, byte[] message) {
        byte[] all = Arrays.copyOf(r, 2 * HALF + message.length);
        System.arraycopy(publicKey, 0, all, HALF, HALF);
        System.arraycopy(message, 0, all, 2 * HALF, message.length);
        return all;
    }

    private static BigInteger littleEndian(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return new BigInteger(1, reversed);
    }
}
