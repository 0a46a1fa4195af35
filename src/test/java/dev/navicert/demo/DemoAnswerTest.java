package dev.navicert.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.policy.Code;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The demo succeeds only if each answer is the one that was expected. */
class DemoAnswerTest {
    private static final String DIGEST = "sha256:" + "ab".repeat(32);

    private static DemoAnswer answer(boolean allowed, String code, String digestOrReason) {
        return new DemoAnswer(allowed, code, digestOrReason, Duration.ZERO);
    }

    @Test
    void a_refusal_is_expected_with_its_code_alone() {
        DemoReview unsigned = DemoReview.pod("unsigned", "demo/unsigned:1", Optional.of(Code.UNSIGNED_TAG));

        assertThat(answer(false, "UNSIGNED_TAG", "no").meets(unsigned)).isTrue();
        assertThat(answer(false, "SERVER_UNREACHABLE", "no").meets(unsigned)).isFalse();
        assertThat(answer(true, "", DIGEST).meets(unsigned)).isFalse();
    }

    @Test
    void an_admission_is_expected_with_a_digest_alone() {
        DemoReview signed = DemoReview.pod("signed", "demo/signed:1", Optional.empty());

        assertThat(answer(true, "", DIGEST).meets(signed)).isTrue();
        assertThat(answer(true, "", "the answer does not mention it").meets(signed))
                .isFalse();
        assertThat(answer(false, "UNSIGNED_TAG", "no").meets(signed)).isFalse();
    }
}
