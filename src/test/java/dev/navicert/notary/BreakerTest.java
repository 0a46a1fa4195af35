package dev.navicert.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.navicert.notary.Breaker.Turn;
import dev.navicert.trust.RemoteException.Suspended;
import dev.navicert.trust.view.ServerObserver.Party;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a server is left alone, and for how long. Who finds out, and how, is in {@link SickServerTest}. */
class BreakerTest {
    private final TestTiming timing = new TestTiming();
    private final Told told = new Told();
    private final Breaker breaker = new Breaker("notary.example", Party.SERVER, timing, told);

    @Test
    void five_failures_in_a_row_are_examined_by_one_while_the_others_go_on() throws Exception {
        for (int i = 0; i < Breaker.FAILURES; i++) {
            assertThat(breaker.enter()).isEqualTo(Turn.ASK);
            breaker.failed(Turn.ASK, "broken");
        }

        assertThat(breaker.enter()).isEqualTo(Turn.EXAMINE);
        assertThat(breaker.enter()).isEqualTo(Turn.ASK);
        breaker.giveBack(Turn.EXAMINE);
        assertThat(breaker.enter()).isEqualTo(Turn.EXAMINE);
        assertThat(told.words()).isEmpty();
    }

    @Test
    void an_answer_between_them_begins_the_count_anew() throws Exception {
        fail(4);
        breaker.answered();
        fail(4);

        assertThat(breaker.enter()).isEqualTo(Turn.ASK);
    }

    @Test
    void failures_far_apart_are_no_outage() throws Exception {
        fail(1);
        timing.advance(Breaker.WINDOW);
        fail(4);
        assertThat(breaker.enter()).isEqualTo(Turn.EXAMINE);
        breaker.giveBack(Turn.EXAMINE);

        timing.advance(Duration.ofNanos(1));
        assertThat(breaker.enter()).isEqualTo(Turn.ASK);
    }

    @Test
    void says_since_when_what_was_last_and_when_it_is_asked_again() {
        fail(4);
        timing.advance(Duration.ofSeconds(7));
        breaker.failed(Turn.ASK, "503 Service Unavailable");

        assertThatThrownBy(breaker::suspend).isInstanceOf(Suspended.class);

        Suspended suspended = catchThrowableOfType(Suspended.class, breaker::enter);
        assertThat(suspended.since()).isEqualTo(TestTiming.START);
        assertThat(suspended.retryIn()).isEqualTo(Breaker.FIRST_PAUSE);
        assertThat(suspended)
                .hasMessage("notary.example is not asked for 1 s: 5 requests in a row have failed since"
                        + " 2026-11-22T12:00:00Z, the last with: 503 Service Unavailable");
    }

    @Test
    void lets_one_probe_through_after_the_pause_and_nobody_else() throws Exception {
        suspend();
        timing.advance(Breaker.FIRST_PAUSE.minusNanos(1));
        assertThatThrownBy(breaker::enter).isInstanceOf(Suspended.class);
        timing.advance(Duration.ofNanos(1));

        assertThat(breaker.enter()).isEqualTo(Turn.PROBE);
        assertThatThrownBy(breaker::enter).isInstanceOf(Suspended.class);
        breaker.giveBack(Turn.PROBE);
        assertThat(breaker.enter()).isEqualTo(Turn.PROBE);
    }

    @Test
    void each_probe_that_fails_doubles_the_pause_up_to_a_bound() throws Exception {
        suspend();
        Duration pause = Breaker.FIRST_PAUSE;
        for (int i = 0; i < 8; i++) {
            Suspended suspended = catchThrowableOfType(Suspended.class, breaker::enter);
            assertThat(suspended.retryIn()).isEqualTo(pause);
            timing.advance(pause);
            assertThat(breaker.enter()).isEqualTo(Turn.PROBE);
            breaker.failed(Turn.PROBE, "still broken");
            breaker.giveBack(Turn.PROBE);
            pause = pause.multipliedBy(2).compareTo(Breaker.LONGEST_PAUSE) < 0
                    ? pause.multipliedBy(2)
                    : Breaker.LONGEST_PAUSE;
        }

        assertThat(pause).isEqualTo(Breaker.LONGEST_PAUSE);
        assertThat(told.times("suspended SERVER")).isEqualTo(1);
        assertThat(told.times("probed SERVER")).isEqualTo(8);
    }

    @Test
    void failures_of_requests_from_before_do_not_make_it_longer() throws Exception {
        suspend();
        fail(20);

        Suspended suspended = catchThrowableOfType(Suspended.class, breaker::enter);
        assertThat(suspended.retryIn()).isEqualTo(Breaker.FIRST_PAUSE);
    }

    @Test
    void any_answer_ends_it() throws Exception {
        suspend();
        timing.advance(Duration.ofSeconds(3));

        breaker.answered();

        assertThat(breaker.enter()).isEqualTo(Turn.ASK);
        assertThat(told.words()).containsExactly("suspended SERVER", "resumed SERVER after 3 s");
    }

    @Test
    void an_answer_during_the_examination_outweighs_it() throws Exception {
        fail(5);
        breaker.answered();

        breaker.suspend();

        assertThat(breaker.enter()).isEqualTo(Turn.ASK);
        assertThat(told.words()).isEmpty();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed(Turn.ASK, "broken");
        }
    }

    private void suspend() {
        fail(Breaker.FAILURES);
        assertThatThrownBy(breaker::suspend).isInstanceOf(Suspended.class);
    }
}
