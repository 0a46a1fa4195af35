package dev.navicert.tuf.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
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
        return Ecdsa.readKey(key(curve).bytes()).orElseThrow();
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
                    Sha256.of(message),
                    new BigInteger(1, Arrays.copyOfRange(signature, 0, half)),
                    new BigInteger(1, Arrays.copyOfRange(signature, half, signature.length)));

            assertThat(Ecdsa.verify(key(curve).bytes(), message, signature)).isEqualTo(expected);
            accepted += expected ? 1 : 0;
        }
        assertThat(accepted).isEqualTo(40);
    }
}
