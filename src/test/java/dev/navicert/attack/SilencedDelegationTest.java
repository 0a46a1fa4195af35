package dev.navicert.attack;

import static dev.navicert.trust.Play.QA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.trust.Play;
import dev.navicert.trust.TrustedCollection;
import dev.navicert.trust.UpdateFact;
import dev.navicert.trustserver.RoleSigners;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.TrustException.RolledBack;
import dev.navicert.tuf.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever holds the snapshot's key keeps a delegate from being heard, so that somebody else speaks in its place. */
class SilencedDelegationTest {
    private static final RoleName BELOW = new RoleName("targets/qa/night");

    @Test
    void a_delegation_that_was_seen_cannot_be_dropped_from_the_snapshot() throws Exception {
        Play play = Play.published();
        play.read(Strictness.STRICT);

        play.publishWithout(QA);

        assertRolledBack(play, 1);
        assertRolledBack(play, 1); // not the second time either
    }

    @Test
    void losing_every_file_does_not_make_it_possible() throws Exception {
        Play play = Play.published();
        play.read(Strictness.STRICT);

        play.filesLost().publishWithout(QA);

        assertRolledBack(play, 1);
    }

    @Test
    void it_is_heard_again_once_it_is_published_again() throws Exception {
        Play play = Play.published();
        play.read(Strictness.STRICT);
        play.publishWithout(QA).read(Strictness.STRICT);

        play.publish();

        assertThat(play.read(Strictness.STRICT).skipped()).isEmpty();
    }

    /** Old versions bind nobody then, but that there was one is known. */
    @Test
    void giving_it_other_keys_does_not_make_it_possible() throws Exception {
        Play play = Play.published();
        play.publishSaying(QA, signed -> signed.with("version", Json.number(9))).read(Strictness.STRICT);

        play.repository
                .delegate(QA, RoleSigners.of(Play.STRANGER), List.of("qa-"))
                .touch(QA);
        play.publishWithout(QA);

        assertRolledBack(play, 1);
        assertRolledBack(play, 1);
    }

    @Test
    void giving_targets_other_keys_does_not_make_it_possible() throws Exception {
        Play play = Play.published();
        play.read(Strictness.STRICT);

        play.repository.rotate(RoleName.TARGETS, RoleSigners.of(Play.STRANGER));
        play.publishWithout(QA);

        assertRolledBack(play, 1);
    }

    /** As after {@code notary delegation add}, before the delegate signs for the first time. */
    @Test
    void a_delegation_that_was_never_published_is_not_missed() throws Exception {
        Play play = Play.published().publishWithout(QA);

        assertThat(play.read(Strictness.STRICT).skipped()).isEmpty();
    }

    @Test
    void a_delegation_that_its_parent_took_back_is_not_missed() throws Exception {
        Play play = Play.published();
        play.read(Strictness.STRICT);

        play.repository.undelegate(QA);
        play.publish();

        assertThat(play.read(Strictness.STRICT).skipped()).isEmpty();
        assertThat(play.memory().floors().versions()).doesNotContainKey(QA);
    }

    /** Notary counts its versions from 1 again. */
    @Test
    void a_delegation_that_was_taken_back_and_granted_again_begins_anew() throws Exception {
        Play play = Play.published();
        play.publishSaying(QA, signed -> signed.with("version", Json.number(9))).read(Strictness.STRICT);
        play.repository.undelegate(QA);
        play.publish().read(Strictness.STRICT);

        play.repository.delegate(QA, RoleSigners.of(Play.STRANGER), List.of("qa-"));

        assertThat(play.publishWithout(QA).read(Strictness.STRICT).skipped()).isEmpty();
        assertThat(play.publishSaying(QA, signed -> signed.with("version", Json.number(1)))
                        .outcome(Strictness.STRICT))
                .isEqualTo("ok");
    }

    @Test
    void what_is_below_a_dropped_delegation_keeps_its_floor() throws Exception {
        Play play = Play.published();
        play.repository.delegate(BELOW, RoleSigners.of(Play.STRANGER), List.of("qa-night-"));
        play.publishSaying(BELOW, signed -> signed.with("version", Json.number(9)));
        play.read(Strictness.STRICT);

        play.publishWithout(QA).read(Strictness.STRICT);

        assertThat(play.memory().floors().of(BELOW).version()).isEqualTo(9);
    }

    @Test
    void what_is_skipped_says_which_names_it_might_sign() throws Exception {
        Play play = Play.published();
        play.publishSaying(QA, signed -> signed.with("expires", Json.string("2026-11-22T11:59:59Z")));

        assertThat(play.read(Strictness.STRICT).skipped()).singleElement().satisfies(skipped -> {
            assertThat(skipped.reason()).isInstanceOf(TrustException.Expired.class);
            assertThat(skipped.allows("qa-1")).isTrue();
            assertThat(skipped.allows("latest")).isFalse();
        });
    }

    @Test
    void notary_does_not_notice() throws Exception {
        Play play = Play.published();
        play.read(Strictness.NOTARY);

        play.publishWithout(QA);

        assertThat(play.read(Strictness.NOTARY).skipped()).isEmpty();
    }

    private static void assertRolledBack(Play play, long floor) throws Exception {
        TrustedCollection collection = play.read(Strictness.STRICT);
        assertThat(collection.roles()).doesNotContainKey(QA);
        assertThat(collection.skipped())
                .singleElement()
                .extracting(UpdateFact.RoleSkipped::reason)
                .isInstanceOfSatisfying(RolledBack.class, refused -> {
                    assertThat(refused.role()).isEqualTo(QA);
                    assertThat(refused.floor()).isEqualTo(floor);
                    assertThat(refused.offered()).isZero();
                });
    }
}
