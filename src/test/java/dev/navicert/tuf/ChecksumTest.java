package dev.navicert.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.tuf.TrustException.ChecksumMismatch;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bytes are those that were named if every hash that we know says so. */
class ChecksumTest {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);
    private static final FileMeta RIGHT = FileMeta.of(CONTENT);
    private static final String WRONG_256 = "0".repeat(64);
    private static final String WRONG_512 = "0".repeat(128);

    private static void check(Map<String, String> hashes) throws TrustException {
        Checksum.check(new FileMeta(hashes, CONTENT.length, null), RoleName.TARGETS, CONTENT);
    }

    private static String sha256() {
        return RIGHT.sha256().orElseThrow();
    }

    private static String sha512() {
        return RIGHT.sha512().orElseThrow();
    }

    @Test
    void one_known_hash_is_enough() {
        assertThatCode(() -> check(Map.of("sha256", sha256()))).doesNotThrowAnyException();
        assertThatCode(() -> check(Map.of("sha512", sha512()))).doesNotThrowAnyException();
    }

    @Test
    void an_unknown_hash_is_passed_over() {
        assertThatCode(() -> check(Map.of("sha256", sha256(), "md5", "00"))).doesNotThrowAnyException();
    }

    @Test
    void a_right_hash_does_not_make_up_for_a_wrong_one() {
        assertThatThrownBy(() -> check(Map.of("sha256", sha256(), "sha512", WRONG_512)))
                .isInstanceOfSatisfying(
                        ChecksumMismatch.class,
                        refused -> assertThat(refused.algorithm()).isEqualTo("sha512"));
    }

    @Test
    void of_two_wrong_hashes_the_shorter_is_named() {
        assertThatThrownBy(() -> check(Map.of("sha512", WRONG_512, "sha256", WRONG_256)))
                .isInstanceOfSatisfying(ChecksumMismatch.class, refused -> {
                    assertThat(refused.algorithm()).isEqualTo("sha256");
                    assertThat(refused.expectedHex()).isEqualTo(WRONG_256);
                });
    }

    @Test
    void no_known_hash_is_a_wrong_one() {
        assertThatThrownBy(() -> check(Map.of("md5", "00")))
                .isInstanceOfSatisfying(
                        ChecksumMismatch.class,
                        refused -> assertThat(refused.algorithm()).isEmpty());
    }
}
