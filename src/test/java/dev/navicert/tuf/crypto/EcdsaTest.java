package dev.navicert.tuf.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The arithmetic is Bouncy Castle's; what is done with it is held against its own verifier. */
class EcdsaTest {
    private static final byte[] MESSAGE = {1, 2, 3};

    private static PublicKey key(Curve curve) {
        return curve.publicKey(BigInteger.valueOf(4711));
    }

    private static byte[] signature(Curve curve) {
        return curve.sign(BigInteger.valueOf(4711), MESSAGE);
    }

    private static BigInteger order(Curve curve) {
        return parameters(curve).getParameters().getN();
    }

    private static ECPublicKeyParameters parameters(Curve curve) {
        ECDomainParameters domain = Ecdsa.domain(ASN1ObjectIdentifier.fromContents(curve.identifier()));
        return new ECPublicKeyParameters(
                Ecdsa.readKey(key(curve).bytes()).orElseThrow().point(), domain);
    }

    /** With one half of the signature exchanged. */
    private static byte[] with(Curve curve, int half, BigInteger number) {
        byte[] signature = signature(curve);
        byte[] bytes = number.toByteArray();
        int end = (half + 1) * curve.fieldBytes();
        Arrays.fill(signature, half * curve.fieldBytes(), end, (byte) 0);
        int length = Math.min(bytes.length, curve.fieldBytes());
        System.arraycopy(bytes, bytes.length - length, signature, end - length, length);
        return signature;
    }

    @ParameterizedTest
    @EnumSource(Curve.class)
    void accepts_what_was_signed_and_nothing_else(Curve curve) {
        byte[] signature = signature(curve);

        assertThat(Ecdsa.verify(key(curve).bytes(), MESSAGE, signature)).isTrue();
        assertThat(Ecdsa.verify(key(curve).bytes(), new byte[] {1, 2, 4}, signature))
                .isFalse();
        assertThat(Ecdsa.verify(curve.publicKey(BigInteger.TEN).bytes(), MESSAGE, signature))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(Curve.class)
    void refuses_numbers_that_are_no_scalars(Curve curve) {
        BigInteger order = order(curve);
        for (BigInteger number : new BigInteger[] {BigInteger.ZERO, order, order.add(BigInteger.ONE)}) {
            for (int half = 0; half < 2; half++) {
                assertThat(Ecdsa.verify(key(curve).bytes(), MESSAGE, with(curve, half, number)))
                        .as("%s in half %d", number, half)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Curve.class)
    void accepts_the_other_s_as_go_does(Curve curve) {
        byte[] signature = signature(curve);
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, curve.fieldBytes(), signature.length));
        System.arraycopy(
                with(curve, 1, order(curve).subtract(s)),
                curve.fieldBytes(),
                signature,
                curve.fieldBytes(),
                curve.fieldBytes());

        assertThat(Ecdsa.verify(key(curve).bytes(), MESSAGE, signature)).isTrue();
    }

    /** Such a point is never met by chance: one is taken, and the key made that fits it. */
    @ParameterizedTest
    @EnumSource(Curve.class)
    void accepts_a_point_whose_coordinate_is_beyond_the_order(Curve curve) {
        ECDomainParameters domain = parameters(curve).getParameters();
        BigInteger order = domain.getN();
        BigInteger r = BigInteger.ZERO;
        ECPoint point = null;
        while (point == null) {
            r = r.add(BigInteger.ONE);
            point = withCoordinate(domain, order.add(r));
        }
        BigInteger s = BigInteger.valueOf(5);
        BigInteger digest = new BigInteger(1, Sha2.sha256(MESSAGE)).shiftRight(Math.max(0, 256 - order.bitLength()));
        ECPoint key = point.subtract(domain.getG().multiply(digest.multiply(s.modInverse(order))))
                .multiply(s.multiply(r.modInverse(order)).mod(order));
        byte[] signature = new byte[2 * curve.fieldBytes()];
        signature[signature.length - 1] = 5;
        byte[] bytes = r.toByteArray();
        System.arraycopy(bytes, 0, signature, curve.fieldBytes() - bytes.length, bytes.length);
        byte[] info = key(curve).bytes();
        byte[] encoded = key.getEncoded(false);
        System.arraycopy(encoded, 0, info, info.length - encoded.length, encoded.length);

        assertThat(Ecdsa.verify(info, MESSAGE, signature)).isTrue();
        assertThat(Ecdsa.verify(key(curve).bytes(), MESSAGE, signature)).isFalse();
    }

    private static @Nullable ECPoint withCoordinate(ECDomainParameters domain, BigInteger x) {
        byte[] compressed = new byte[1 + (domain.getCurve().getFieldSize() + 7) / 8];
        byte[] bytes = x.toByteArray();
        int length = Math.min(bytes.length, compressed.length - 1);
        System.arraycopy(bytes, bytes.length - length, compressed, compressed.length - length, length);
        compressed[0] = 2;
        try {
            return domain.getCurve().decodePoint(compressed);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @ParameterizedTest
    @EnumSource(Curve.class)
    void refuses_a_signature_of_another_length(Curve curve) {
        byte[] signature = signature(curve);

        assertThat(Ecdsa.verify(key(curve).bytes(), MESSAGE, Arrays.copyOf(signature, signature.length - 1)))
                .isFalse();
        assertThat(Ecdsa.verify(key(curve).bytes(), MESSAGE, Arrays.copyOf(signature, signature.length + 1)))
                .isFalse();
        assertThat(Ecdsa.verify(key(curve).bytes(), MESSAGE, new byte[0])).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Curve.class)
    void judges_as_bouncy_castles_signer_does(Curve curve) {
        Random random = new Random(curve.ordinal());
        ECDSASigner signer = new ECDSASigner();
        signer.init(false, parameters(curve));
        int accepted = 0;
        for (int i = 0; i < 60; i++) {
            byte[] message = {(byte) i};
            byte[] signature = curve.sign(BigInteger.valueOf(4711), message);
            if (i % 3 == 0) {
                signature[random.nextInt(signature.length)] ^= (byte) (1 << random.nextInt(8));
            }
            int half = curve.fieldBytes();
            boolean expected = signer.verifySignature(
                    Sha2.sha256(message),
                    new BigInteger(1, Arrays.copyOfRange(signature, 0, half)),
                    new BigInteger(1, Arrays.copyOfRange(signature, half, signature.length)));

            assertThat(Ecdsa.verify(key(curve).bytes(), message, signature)).isEqualTo(expected);
            accepted += expected ? 1 : 0;
        }
        assertThat(accepted).isEqualTo(40);
    }
}
