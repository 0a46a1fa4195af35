package dev.navicert.tuf.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against the vectors of the standard, and against Bouncy Castle's verifier. */
class EdDsaTest {
    private static final int ROUNDS = Math.min(20_000, Integer.getInteger("fuzz.inputs", 3_000));
    private static final BigInteger ORDER =
            BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

    /** RFC 8032 §7.1, tests 1 to 3. */
    @ParameterizedTest
    @CsvSource({
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a, '', "
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c, 72, "
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025, af82, "
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    })
    void accepts_the_signatures_of_the_standard(String key, String message, String signature) {
        byte[] signed = bytes(message);
        assertThat(EdDsa.verify(bytes(key), signed, bytes(signature))).isTrue();
        assertThat(EdDsa.verify(bytes(key), Arrays.copyOf(signed, signed.length + 1), bytes(signature)))
                .isFalse();
    }

    @Test
    void judges_as_bouncy_castles_verifier_does() {
        Random random = new Random(1);
        int accepted = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] seed = new byte[32];
            random.nextBytes(seed);
            byte[] key = EdDsa.publicKey(seed);
            byte[] message = new byte[random.nextInt(300)];
            random.nextBytes(message);
            byte[] signature = new byte[64];
            Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
            switch (random.nextInt(5)) {
                case 0 -> flip(signature, random);
                case 1 -> flip(key, random);
                case 2 -> random.nextBytes(key);
                default -> {}
            }
            accepted += assertJudgedAlike(key, message, signature) ? 1 : 0;
        }
        assertThat(accepted).isBetween(ROUNDS / 3, ROUNDS - 1);
    }

    /** The eight points, and their other spellings: the y beyond the field, a zero with a sign. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            })
    void a_key_of_a_small_order_verifies_nothing(String key) {
        for (int i = 0; i < 64; i++) {
            byte[] message = {(byte) i};
            for (String r :
                    new String[] {key, "01" + "00".repeat(31), "00".repeat(32), "ec" + "ff".repeat(30) + "7f"}) {
                byte[] signature = Arrays.copyOf(bytes(r), 64);
                assertThat(EdDsa.verify(bytes(key), message, signature)).isFalse();
                assertJudgedAlike(bytes(key), message, signature);
            }
        }
    }

    /** What RFC 8032 §8.4 is about. */
    @Test
    void refuses_the_second_spelling_of_a_signature() {
        byte[] seed = new byte[32];
        byte[] message = "message".getBytes(StandardCharsets.US_ASCII);
        byte[] signature = new byte[64];
        Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
        byte[] bigEndian = reversed(Arrays.copyOfRange(signature, 32, 64));
        byte[] other = new BigInteger(1, bigEndian).add(ORDER).toByteArray();
        byte[] second = signature.clone();
        System.arraycopy(reversed(other), 0, second, 32, 32);

        assertThat(EdDsa.verify(EdDsa.publicKey(seed), message, signature)).isTrue();
        assertThat(EdDsa.verify(EdDsa.publicKey(seed), message, second)).isFalse();
    }

    @Test
    void refuses_other_lengths() {
        assertThat(EdDsa.verify(new byte[31], new byte[0], new byte[64])).isFalse();
        assertThat(EdDsa.verify(new byte[33], new byte[0], new byte[64])).isFalse();
        assertThat(EdDsa.verify(EdDsa.publicKey(new byte[32]), new byte[0], new byte[63]))
                .isFalse();
        assertThat(EdDsa.verify(EdDsa.publicKey(new byte[32]), new byte[0], new byte[65]))
                .isFalse();
    }

    private static boolean assertJudgedAlike(byte[] key, byte[] message, byte[] signature) {
        boolean expected = Ed25519.verify(signature, 0, key, 0, message, 0, message.length);
        assertThat(EdDsa.verify(key, message, signature))
                .as(
                        "key %s message %s signature %s",
                        HexFormat.of().formatHex(key),
                        HexFormat.of().formatHex(message),
                        HexFormat.of().formatHex(signature))
                .isEqualTo(expected);
        return expected;
    }

    private static void flip(byte[] bytes, Random random) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
