package dev.navicert.tuf.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.tuf.crypto.PassphraseCipher.Hash;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The JDK's own PBKDF2 and AES are the measure. */
class PassphraseCipherTest {
    private static final char[] PASSPHRASE = "correct hörse \uD83D\uDC0E".toCharArray();

    private final Random random = new Random(20261127);

    @ParameterizedTest
    @EnumSource(Hash.class)
    void encrypts_and_decrypts_as_the_jdk_does(Hash hash) throws GeneralSecurityException {
        for (int length = 0; length < 3 * PassphraseCipher.BLOCK; length++) {
            byte[] plain = bytes(length);
            byte[] salt = bytes(1 + random.nextInt(70));
            byte[] iv = bytes(PassphraseCipher.BLOCK);
            int rounds = 1 + random.nextInt(50);
            byte[] encrypted = jdk(Cipher.ENCRYPT_MODE, "PKCS5Padding", hash, salt, rounds, iv, plain);
            PassphraseCipher cipher = new PassphraseCipher(hash, salt, rounds, iv);

            assertThat(cipher.encrypt(PASSPHRASE, plain)).isEqualTo(encrypted);
            assertThat(cipher.decrypt(PASSPHRASE, encrypted))
                    .isEqualTo(jdk(Cipher.DECRYPT_MODE, "NoPadding", hash, salt, rounds, iv, encrypted));
        }
    }

    @ParameterizedTest
    @EnumSource(Hash.class)
    void a_passphrase_longer_than_a_block_of_the_hash_is_one_too(Hash hash) throws GeneralSecurityException {
        char[] passphrase = "x".repeat(200).toCharArray();
        byte[] iv = bytes(PassphraseCipher.BLOCK);
        byte[] salt = bytes(8);

        byte[] encrypted = new PassphraseCipher(hash, salt, 3, iv).encrypt(passphrase, new byte[5]);

        assertThat(jdk(Cipher.DECRYPT_MODE, "PKCS5Padding", hash, salt, 3, iv, encrypted, passphrase))
                .isEqualTo(new byte[5]);
    }

    @ParameterizedTest
    @EnumSource(Hash.class)
    void what_is_no_whole_block_is_refused(Hash hash) {
        PassphraseCipher cipher = new PassphraseCipher(hash, bytes(8), 1, bytes(PassphraseCipher.BLOCK));

        assertThatThrownBy(() -> cipher.decrypt(PASSPHRASE, new byte[17])).isInstanceOf(IllegalArgumentException.class);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] jdk(int mode, String padding, Hash hash, byte[] salt, int rounds, byte[] iv, byte[] input)
            throws GeneralSecurityException {
        return jdk(mode, padding, hash, salt, rounds, iv, input, Arrays.copyOf(PASSPHRASE, PASSPHRASE.length));
    }

    private static byte[] jdk(
            int mode, String padding, Hash hash, byte[] salt, int rounds, byte[] iv, byte[] input, char[] passphrase)
            throws GeneralSecurityException {
        byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmac" + hash)
                .generateSecret(new PBEKeySpec(passphrase, salt, rounds, 256))
                .getEncoded();
        Cipher cipher = Cipher.getInstance("AES/CBC/" + padding);
        cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
        return cipher.doFinal(input);
    }
}
