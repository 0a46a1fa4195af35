package dev.navicert.attack;

import static dev.navicert.trust.Play.QA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.trust.Play;
import dev.navicert.trustserver.RoleSigners;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thief of a key publishes the highest version there is, so that nothing honest will ever be new again. */
class FastForwardTest {
    private static final Json HIGHEST = Json.number(Integer.MAX_VALUE);

    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "snapshot", "targets"})
    void is_undone_by_giving_the_role_other_keys(String name) throws Exception {
        RoleName role = new RoleName(name);
        Play play = Play.published();
        play.publishSaying(role, signed -> signed.with("version", HIGHEST));
        play.read(Strictness.STRICT);

        play.repository.rotate(role, RoleSigners.of(Play.STRANGER));
        play.publish();

        assertThat(play.outcome(Strictness.STRICT)).isEqualTo("ok");
        assertThat(play.memory().floors().of(role).version()).isLessThan(Integer.MAX_VALUE);
    }

    @Test
    void locks_notary_out_for_good() throws Exception {
        Play play = Play.published();
        play.publishSaying(RoleName.TIMESTAMP, signed -> signed.with("version", HIGHEST));
        play.read(Strictness.NOTARY);

        play.repository.rotate(RoleName.TIMESTAMP, RoleSigners.of(Play.STRANGER));
        play.publish();

        assertThat(play.outcome(Strictness.NOTARY)).isEqualTo("low-version");
    }

    @Test
    void of_a_delegation_is_undone_by_its_parent() throws Exception {
        Play play = forwardedDelegation();

        play.repository
                .delegate(QA, RoleSigners.of(Play.STRANGER), List.of("qa-"))
                .touch(QA);
        play.publish();

        assertThat(play.outcome(Strictness.STRICT)).isEqualTo("ok");
    }

    @Test
    void of_a_delegation_is_undone_by_giving_targets_other_keys() throws Exception {
        Play play = forwardedDelegation();

        play.repository.rotate(RoleName.TARGETS, RoleSigners.of(Play.STRANGER));
        play.repository
                .delegate(QA, RoleSigners.of(Play.STRANGER), List.of("qa-"))
                .touch(QA);
        play.publish();

        assertThat(play.outcome(Strictness.STRICT)).isEqualTo("ok");
    }

    @Test
    void is_not_undone_by_signing_more_with_the_same_keys() throws Exception {
        Play play = forwardedDelegation();

        play.repository.touch(QA).touch(RoleName.TARGETS).touch(RoleName.ROOT);
        play.publish();

        assertThat(play.outcome(Strictness.STRICT)).isEqualTo("low-version");
    }

    @Test
    void stays_in_force_where_nobody_can_tell_which_keys_there_were() throws Exception {
        Play play = forwardedDelegation();
        play.filesLost();

        play.repository
                .delegate(QA, RoleSigners.of(Play.STRANGER), List.of("qa-"))
                .touch(QA);
        play.publish();

        assertThat(play.outcome(Strictness.STRICT)).isEqualTo("low-version");
    }

    private static Play forwardedDelegation() throws Exception {
        Play play = Play.published();
        play.publishSaying(QA, signed -> signed.with("version", HIGHEST));
        play.read(Strictness.STRICT);
        return play;
    }
}
