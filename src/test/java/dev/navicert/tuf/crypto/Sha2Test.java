package dev.navicert.tuf.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is computed here is what the JDK computes. */
class Sha2Test {
    @Test
    void hashes_messages_of_every_length_as_the_jdk_does() throws GeneralSecurityException {
        Random random = new Random(1);
        for (int length = 0; length < 1200; length++) {
            byte[] message = new byte[length];
            random.nextBytes(message);

            assertHashedAlike(message);
        }
    }

    @Test
    void hashes_long_messages_as_the_jdk_does() throws GeneralSecurityException {
        Random random = new Random(2);
        for (int i = 0; i < 20; i++) {
            byte[] message = new byte[random.nextInt(1 << 20)];
            random.nextBytes(message);

            assertHashedAlike(message);
        }
    }

    /** FIPS 180-4, the example of one block. */
    @Test
    void hashes_abc_as_the_standard_says() {
        byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);

        assertThat(Sha2.sha256Hex(abc)).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Sha2.sha512Hex(abc))
                .isEqualTo("ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
    }

    /** Twenty megabytes: what the process hashes first and what it hashes later. */
    @Test
    void hashes_alike_whoever_does_it() throws GeneralSecurityException {
        byte[] message = new byte[1 << 20];
        new Random(3).nextBytes(message);
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(message);
        byte[] sha512 = MessageDigest.getInstance("SHA-512").digest(message);
        for (int i = 0; i < 20; i++) {
            assertThat(Sha2.sha256(message)).isEqualTo(sha256);
            assertThat(Sha2.sha512(message)).isEqualTo(sha512);
        }
    }

    private static void assertHashedAlike(byte[] message) throws GeneralSecurityException {
        assertThat(Sha256.of(message))
                .as("%d bytes", message.length)
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(message));
        assertThat(Sha512.of(message))
                .as("%d bytes", message.length)
                .isEqualTo(MessageDigest.getInstance("SHA-512").digest(message));
    }
}
