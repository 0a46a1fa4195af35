package dev.navicert.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.trust.Play;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustedCollection;
import dev.navicert.tuf.Renewal;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.TrustException.FrozenTooLong;
import dev.navicert.tuf.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server is gone and nobody renews; an administrator lets its last files count until a date. */
class FrozenMirrorTest {
    private static final LocalDate UNTIL = LocalDate.parse("2030-06-30");

    @ParameterizedTest
    @EnumSource
    void is_believed_when_timestamp_and_snapshot_have_expired(Strictness strictness) throws Exception {
        Play play = shortLived().frozen(UNTIL);

        play.later(Duration.ofDays(200));

        TrustedCollection collection = play.read(strictness);
        assertThat(collection.renewal()).isEqualTo(new Renewal.Frozen(UNTIL));
        assertThat(collection.find("1.0", List.of())).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void is_believed_to_the_end_of_its_last_day_and_no_longer(Strictness strictness) throws Exception {
        LocalDate until = LocalDate.parse("2027-01-31");
        Play play = shortLived().frozen(until);

        play.later(Duration.between(play.now(), Instant.parse("2027-01-31T23:59:59.999999999Z")));
        assertThat(play.outcome(strictness)).isEqualTo("ok");

        play.later(Duration.ofNanos(1));
        assertThatThrownBy(() -> play.read(strictness))
                .isInstanceOfSatisfying(
                        FrozenTooLong.class,
                        refused -> assertThat(refused.until()).isEqualTo(until));
    }

    @ParameterizedTest
    @EnumSource
    void is_not_believed_after_its_date_even_if_nothing_has_expired(Strictness strictness) {
        assertThat(Play.published().frozen(LocalDate.parse("2026-11-21")).outcome(strictness))
                .isEqualTo("frozen-too-long");
    }

    @ParameterizedTest
    @EnumSource
    void is_refused_when_targets_have_expired(Strictness strictness) throws Exception {
        Play play = Play.published().frozen(LocalDate.parse("2099-12-31"));
        play.read(strictness);

        play.later(Duration.ofDays(1096));

        assertThat(play.outcome(strictness)).isEqualTo("expired");
    }

    @ParameterizedTest
    @EnumSource
    void is_refused_with_other_bytes_than_were_signed(Strictness strictness) {
        for (RoleName role : List.of(RoleName.TIMESTAMP, RoleName.SNAPSHOT, RoleName.TARGETS)) {
            Play play = Play.published().frozen(UNTIL);
            play.publishWriting(role, text -> text.replace("\"version\":", "\"version\":1"));

            assertThat(play.outcome(strictness)).as("%s", role).isNotEqualTo("ok");
        }
    }

    @ParameterizedTest
    @EnumSource
    void is_refused_if_it_is_older_than_what_was_seen(Strictness strictness) throws Exception {
        Play play = Play.published();
        var old = play.served();
        play.repository.touch(RoleName.TARGETS);
        play.publish().read(strictness);

        play.frozen(UNTIL).serve(newer -> old);

        assertThat(play.outcome(strictness)).isEqualTo("low-version");
    }

    /** A copy is none of the files that the administrator pinned, so it does not stand in for one that is missing. */
    @ParameterizedTest
    @EnumSource
    void is_not_replaced_by_a_cached_timestamp(Strictness strictness) throws Exception {
        Play play = Play.published();
        play.read(strictness);

        play.frozen(UNTIL).serve(files -> files.without("timestamp.json"));

        assertThatThrownBy(() -> play.read(strictness)).isInstanceOf(RemoteException.NotFound.class);
    }

    private static Play shortLived() throws Exception {
        Play play = Play.published();
        play.repository.touch(RoleName.SNAPSHOT);
        return play.publishSaying(
                RoleName.SNAPSHOT, signed -> signed.with("expires", Json.string("2026-12-24T00:00:00Z")));
    }
}
