package dev.navicert.keys;

import dev.navicert.tuf.crypto.Curve;
import java.math.BigInteger;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;

/**
 * Private keys in PKCS#8 as Notary writes them and reads them: EC keys with version 1, RSA without the NULL, Ed25519 under an
 * identifier of its own with both halves inside.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/tuf/utils/pkcs8.go">Notary tuf/utils/pkcs8.go</a>
 */
final class Pkcs8 {
    /** rsaEncryption, 1.2.840.113549.1.1.1. */
    private static final byte[] RSA = {0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1};
    /** id-ecPublicKey, 1.2.840.10045.2.1. */
    private static final byte[] EC = {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};
    /** 1.3.6.1.4.1.11591.15.1: not that of RFC 8410, which Notary does not know. */
    private static final byte[] ED25519 = {0x2b, 6, 1, 4, 1, (byte) 0xda, 0x47, 0x0f, 1};

    /** The largest RSA key that is taken; more costs minutes per signature and is nobody's key. */
    private static final int MAX_RSA_BITS = 16384;

    private static final int ED25519_HALF = 32;

    private Pkcs8() {}

    /** Reads a PKCS#8 PrivateKeyInfo; whatever follows it, such as padding, is ignored. */
    static SigningKey read(byte[] der) throws Der.MalformedException {
        Der info = Der.of(der).sequence();
        info.integer(); // 0 or 1: Go does not look at it
        Der algorithm = info.sequence();
        byte[] identifier = algorithm.content(Der.OID);
        byte[] key = info.octets();
        try {
            if (Arrays.equals(identifier, RSA)) {
                return readPkcs1(key);
            }
            if (Arrays.equals(identifier, EC)) {
                return readSec1(key, algorithm.isNext(Der.OID) ? algorithm.content(Der.OID) : new byte[0]);
            }
            if (Arrays.equals(identifier, ED25519)) {
                return readEd25519(key);
            }
            throw new Der.MalformedException(
                    "its type is none that Notary knows: RSA, ECDSA, or Ed25519 in Notary's form");
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** Reads an RSAPrivateKey of RFC 8017 A.1.2 with two primes. */
    static SigningKey readPkcs1(byte[] der) throws Der.MalformedException {
        Der key = Der.of(der).sequence();
        if (key.integer().signum() != 0) {
            throw new Der.MalformedException("an RSA key of more than two primes");
        }
        BigInteger n = key.integer();
        BigInteger e = key.integer();
        BigInteger d = key.integer();
        BigInteger p = key.integer();
        BigInteger q = key.integer();
        if (n.bitLength() > MAX_RSA_BITS
                || e.bitLength() > Integer.SIZE
                || d.signum() <= 0
                || d.bitLength() > n.bitLength()
                || p.bitLength() > n.bitLength()
                || q.bitLength() > n.bitLength()
                || p.compareTo(BigInteger.ONE) <= 0
                || q.compareTo(BigInteger.ONE) <= 0
                || !p.multiply(q).equals(n)
                || !belongs(d, e, p)
                || !belongs(d, e, q)
                || p.gcd(q).compareTo(BigInteger.ONE) != 0) {
            throw new Der.MalformedException("the numbers of an RSA key do not fit together");
        }
        return SigningKey.ofRsa(n, e, d, p, q);
    }

    private static boolean belongs(BigInteger d, BigInteger e, BigInteger prime) {
        BigInteger order = prime.subtract(BigInteger.ONE);
        return d.multiply(e).mod(order).equals(BigInteger.ONE.mod(order));
    }

    /**
     * Reads an ECPrivateKey of RFC 5915. A public half in it is not looked at: it is computed.
     *
     * @param curveIdentifier of the curve, if it is known from elsewhere; else empty
     */
    static SigningKey readSec1(byte[] der, byte[] curveIdentifier) throws Der.MalformedException {
        Der key = Der.of(der).sequence();
        if (!key.integer().equals(BigInteger.ONE)) {
            throw new Der.MalformedException("an EC key of an unknown version");
        }
        byte[] scalar = key.octets();
        byte[] identifier = curveIdentifier;
        if (identifier.length == 0 && key.isNext(Der.CONTEXT_0)) {
            identifier = key.enter(Der.CONTEXT_0).content(Der.OID);
        }
        Curve curve = Curve.of(identifier)
                .orElseThrow(() -> new Der.MalformedException("an EC key on a curve that Notary does not know"));
        BigInteger number = new BigInteger(1, scalar);
        Arrays.fill(scalar, (byte) 0);
        if (!curve.admits(number)) {
            throw new Der.MalformedException("the number of an EC key is not below the order of its curve");
        }
        return SigningKey.ofEc(curve, number);
    }

    /** Reads the 32 public bytes, the seed, and the public bytes again. */
    static SigningKey readEd25519(byte[] key) throws Der.MalformedException {
        if (key.length != 3 * ED25519_HALF) {
            throw new Der.MalformedException("an Ed25519 key that is not of 96 bytes");
        }
        byte[] seed = Arrays.copyOfRange(key, ED25519_HALF, 2 * ED25519_HALF);
        SigningKey signing = SigningKey.ofEd25519(seed);
        Arrays.fill(seed, (byte) 0);
        // Notary believes the file, and the signatures are then good for nothing.
        if (!Arrays.equals(signing.publicKey().bytes(), Arrays.copyOf(key, ED25519_HALF))) {
            throw new Der.MalformedException("the halves of an Ed25519 key do not belong together");
        }
        return signing;
    }

    /** The PrivateKeyInfo of a key, byte for byte what Notary writes; the caller wipes it. */
    static byte[] write(SigningKey key) {
        return switch (key.algorithm()) {
            case RSA -> info(0, Der.sequenceOf(Der.oid(RSA)), pkcs1((RSAPrivateCrtKey) key.privateKey()));
            case ED25519 -> info(0, Der.sequenceOf(Der.oid(ED25519)), ed25519(key));
            case ECDSA -> {
                SigningKey.Scalar scalar = (SigningKey.Scalar) key.privateKey();
                yield info(
                        1,
                        Der.sequenceOf(Der.oid(EC), Der.oid(scalar.curve().identifier())),
                        sec1(scalar.curve(), scalar.number()));
            }
        };
    }

    private static byte[] info(int version, byte[] algorithm, byte[] key) {
        byte[] info = Der.sequenceOf(Der.integer(version), algorithm, Der.octets(key));
        Arrays.fill(key, (byte) 0);
        return info;
    }

    private static byte[] pkcs1(RSAPrivateCrtKey key) {
        return Der.sequenceOf(
                Der.integer(0),
                Der.integer(key.getModulus()),
                Der.integer(key.getPublicExponent()),
                Der.integer(key.getPrivateExponent()),
                Der.integer(key.getPrimeP()),
                Der.integer(key.getPrimeQ()),
                Der.integer(key.getPrimeExponentP()),
                Der.integer(key.getPrimeExponentQ()),
                Der.integer(key.getCrtCoefficient()));
    }

    private static byte[] sec1(Curve curve, BigInteger number) {
        byte[] scalar = new byte[curve.fieldBytes()];
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        System.arraycopy(bytes, from, scalar, scalar.length - (bytes.length - from), bytes.length - from);
        byte[] key = Der.sequenceOf(
                Der.integer(1),
                Der.octets(scalar),
                Der.explicit0(Der.oid(curve.identifier())),
                Der.explicit1Bits(curve.point(number)));
        Arrays.fill(scalar, (byte) 0);
        Arrays.fill(bytes, (byte) 0);
        return key;
    }

    private static byte[] ed25519(SigningKey key) {
        byte[] seed = ((EdECPrivateKey) key.privateKey()).getBytes().orElseThrow();
        byte[] half = key.publicKey().bytes();
        byte[] all = Arrays.copyOf(half, 3 * ED25519_HALF);
        System.arraycopy(seed, 0, all, ED25519_HALF, ED25519_HALF);
        System.arraycopy(half, 0, all, 2 * ED25519_HALF, ED25519_HALF);
        Arrays.fill(seed, (byte) 0);
        return all;
    }
}
