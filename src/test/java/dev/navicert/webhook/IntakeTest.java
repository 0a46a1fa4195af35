package dev.navicert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Who is let in when there is not room for all. */
class IntakeTest {
    private static final long MIB = 1 << 20;

    private final List<String> gaveWay = new ArrayList<>();

    @Test
    void small_bodies_find_room_however_much_large_ones_take() {
        Intake intake = new Intake(10, 10, 4 * MIB, 40 * MIB, Duration.ofHours(1));
        assertThat(enter(intake, "large").take(40 * MIB)).isTrue();
        assertThat(enter(intake, "middling").take(MIB)).isTrue();
        assertThat(enter(intake, "small").take(Body.SMALL)).isTrue();
        Intake.Share refused = enter(intake, "another");
        assertThat(refused.take(2 * MIB)).isFalse();
        assertThat(refused.take(Body.SMALL)).isTrue();
        assertThat(gaveWay).isEmpty();
    }

    @Test
    void large_bodies_give_their_room_back_once_they_are_read() {
        Intake intake = new Intake(10, 10, MIB, 40 * MIB, Duration.ofHours(1));
        Intake.Share first = enter(intake, "first");
        Intake.Share second = enter(intake, "second");
        assertThat(first.take(40 * MIB)).isTrue();
        assertThat(second.take(2 * MIB)).isFalse();
        first.received();
        first.keep(1000);
        assertThat(second.take(40 * MIB)).isTrue();
        assertThat(intake.underWay()).isEqualTo(2);
    }

    @Test
    void what_is_kept_of_a_body_stays_accounted_for() {
        Intake intake = new Intake(10, 10, MIB, 40 * MIB, Duration.ofHours(1));
        Intake.Share first = enter(intake, "first");
        assertThat(first.take(40 * MIB)).isTrue();
        first.received();
        first.keep(MIB);
        assertThat(enter(intake, "second").take(40 * MIB)).isFalse();
        assertThat(enter(intake, "third").take(39 * MIB)).isTrue();
    }

    @Test
    void whoever_sends_for_longest_gives_way_to_the_next() {
        Intake intake = new Intake(10, 10, MIB, 40 * MIB, Duration.ZERO);
        Intake.Share slow = enter(intake, "slow");
        assertThat(slow.take(30 * MIB)).isTrue();
        assertThat(enter(intake, "next").take(30 * MIB)).isTrue();
        assertThat(gaveWay).containsExactly("slow");
        assertThat(slow.take(31 * MIB)).isFalse();
        slow.leave();
        assertThat(enter(intake, "third").take(10 * MIB)).isTrue();
    }

    @Test
    void nobody_gives_way_whose_body_is_there() {
        Intake intake = new Intake(10, 1, MIB, 40 * MIB, Duration.ZERO);
        enter(intake, "judged").received();
        assertThat(enter(intake, "next").isTurnedAway()).isTrue();
        assertThat(gaveWay).isEmpty();
    }

    @Test
    void requests_that_only_drip_keep_nobody_out() {
        Intake intake = new Intake(10, 2, MIB, 40 * MIB, Duration.ZERO);
        enter(intake, "one");
        enter(intake, "two");
        assertThat(enter(intake, "three").isTurnedAway()).isFalse();
        assertThat(gaveWay).containsExactly("one");
    }

    @Test
    void what_is_turned_away_is_counted_too() {
        Intake intake = new Intake(10, 1, MIB, 40 * MIB, Duration.ofHours(1));
        Intake.Share taken = enter(intake, "taken");
        Intake.Share turnedAway = enter(intake, "turned away");
        assertThat(taken.isTurnedAway()).isFalse();
        assertThat(turnedAway.isTurnedAway()).isTrue();
        assertThat(intake.enter(() -> {})).isNull();
        turnedAway.leave();
        turnedAway.leave();
        taken.leave();
        assertThat(intake.underWay()).isZero();
        assertThat(enter(intake, "next").isTurnedAway()).isFalse();
    }

    private Intake.Share enter(Intake intake, String name) {
        return Objects.requireNonNull(intake.enter(() -> gaveWay.add(name)));
    }
}
