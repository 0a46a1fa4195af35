package dev.navicert.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchdogTest {
    @Test
    void gives_up_on_what_does_not_end_and_names_it() {
        CountDownLatch never = new CountDownLatch(1);
        try (Watchdog watchdog = new Watchdog(Duration.ofMillis(100))) {
            assertThatThrownBy(() -> watchdog.run(() -> "input 7", never::await))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("input 7 has not ended after PT0.1S")
                    .satisfies(hang -> assertThat(hang.getStackTrace())
                            .as("where it hangs")
                            .anyMatch(frame -> frame.getMethodName().equals("await")));
        } finally {
            never.countDown();
        }
    }

    @Test
    void runs_one_after_the_other_and_passes_on_how_each_failed() {
        AtomicInteger runs = new AtomicInteger();
        try (Watchdog watchdog = new Watchdog(Duration.ofSeconds(30))) {
            watchdog.run(() -> "one", runs::incrementAndGet);
            assertThatThrownBy(() -> watchdog.run(() -> "two", () -> {
                        throw new StackOverflowError();
                    }))
                    .hasMessage("two")
                    .hasCauseInstanceOf(StackOverflowError.class);
            watchdog.run(() -> "three", runs::incrementAndGet);
        }
        assertThat(runs).hasValue(2);
    }

    @Test
    void an_input_that_hangs_a_parser_is_named_with_its_seed() {
        Fuzz fuzz = Fuzz.of(List.of("good".getBytes(StandardCharsets.UTF_8)), List.of("x"), 400)
                .within(Duration.ofMillis(200));

        assertThatThrownBy(() -> fuzz.run(input -> {
                    if (input.length > 100) {
                        new CountDownLatch(1).await();
                    }
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching("(?s)seed [0-9]+, input base64 [A-Za-z0-9+/=]+ has not ended after PT0.2S");
        assertThatCode(() -> fuzz.run(input -> {})).doesNotThrowAnyException();
    }

    @Test
    void an_input_that_costs_too_much_memory_is_named_with_its_seed() {
        Fuzz fuzz = Fuzz.of(List.of(new byte[1]), List.of("x"), 1);
        byte[][] sink = new byte[1][];

        assertThatThrownBy(() -> fuzz.run(input -> sink[0] = new byte[64 << 20]))
                .isInstanceOf(AssertionError.class)
                .hasStackTraceContaining("memory for")
                .hasMessageStartingWith("seed ");
    }
}
