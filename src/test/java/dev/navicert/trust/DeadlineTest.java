package dev.navicert.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    @Test
    void has_nothing_left_once_it_has_passed() {
        Deadline passed = Deadline.after(Duration.ofSeconds(-1));

        assertThat(passed.passed()).isTrue();
        assertThat(passed.remaining()).isZero();
    }

    @Test
    void is_never_later_than_what_was_granted_first() {
        Deadline granted = Deadline.after(Duration.ofSeconds(5));

        assertThat(granted.butAtMost(Duration.ofHours(1))).isEqualTo(granted);
        assertThat(granted.butAtMost(Duration.ofSeconds(1)).remaining()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void takes_a_wait_without_end_for_a_year() {
        assertThat(Deadline.after(Duration.ofSeconds(Long.MAX_VALUE)).passed()).isFalse();
    }
}
