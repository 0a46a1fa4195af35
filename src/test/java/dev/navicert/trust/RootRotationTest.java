package dev.navicert.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.keys.SigningKey;
import dev.navicert.trustserver.RoleSigners;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.TrustException.NotAnchored;
import dev.navicert.tuf.json.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a root that is trusted to the newest, and when not. */
class RootRotationTest {
    @ParameterizedTest
    @EnumSource
    void an_unchanged_collection_costs_one_request(Strictness strictness) throws Exception {
        Play play = Play.published();
        play.read(strictness);

        play.read(strictness);

        assertThat(play.requests).containsExactly("timestamp.json");
    }

    @ParameterizedTest
    @EnumSource
    void a_first_contact_asks_for_every_file_once(Strictness strictness) throws Exception {
        Play play = Play.published();

        play.read(strictness);

        assertThat(play.requests)
                .containsExactly(
                        "root.json",
                        "timestamp.json",
                        "snapshot.<sha256>.json",
                        "targets.<sha256>.json",
                        "targets/qa.<sha256>.json");
    }

    @ParameterizedTest
    @EnumSource
    void one_rotation_is_followed_at_once(Strictness strictness) throws Exception {
        Play play = Play.published();
        play.read(strictness);

        rotateRoot(play);

        assertThat(play.read(strictness).root().version()).isEqualTo(2);
        assertThat(play.requests).doesNotContain("1.root.json", "2.root.json");
    }

    @ParameterizedTest
    @EnumSource
    void several_rotations_are_walked(Strictness strictness) throws Exception {
        Play play = Play.published();
        play.read(strictness);
        rotateRoot(play);
        rotateRoot(play);
        rotateRoot(play);

        assertThat(play.read(strictness).root().version()).isEqualTo(4);
        assertThat(play.requests).contains("2.root.json", "3.root.json").doesNotContain("4.root.json");
    }

    @ParameterizedTest
    @EnumSource
    void a_missing_root_on_the_way_ends_the_walk(Strictness strictness) throws Exception {
        Play play = Play.published();
        play.read(strictness);
        rotateRoot(play);
        rotateRoot(play);

        play.serve(files -> files.without("2.root.json"));

        assertThat(play.outcome(strictness)).isEqualTo("repository-not-exist");
    }

    @ParameterizedTest
    @EnumSource
    void versions_may_jump_while_the_keys_stay(Strictness strictness) throws Exception {
        Play play = Play.published();
        play.read(strictness);
        play.repository.touch(RoleName.ROOT);

        play.publishSaying(RoleName.ROOT, signed -> signed.with("version", Json.number(40)));

        assertThat(play.read(strictness).root().version()).isEqualTo(40);
    }

    @ParameterizedTest
    @EnumSource
    void a_root_that_its_own_keys_have_not_signed_is_refused(Strictness strictness) throws Exception {
        Play play = Play.published();
        play.read(strictness);
        RoleSigners old = play.repository.signers(RoleName.ROOT);
        play.repository.rotateRoot(1, List.of(SigningKey.generate(SigningKey.Algorithm.ECDSA)), play.now());

        play.publish((role, honest) ->
                role.equals(RoleName.ROOT) ? Forged.write(Play.member(Play.tree(honest), "signed"), old) : honest);

        assertThatThrownBy(() -> play.read(strictness))
                .isInstanceOfSatisfying(
                        NotAnchored.class,
                        refused -> assertThat(refused.reason()).isEqualTo(NotAnchored.Reason.NOT_SELF_SIGNED));
    }

    @ParameterizedTest
    @EnumSource
    void a_root_that_the_old_keys_have_not_signed_is_refused(Strictness strictness) throws Exception {
        Play play = Play.published();
        play.read(strictness);
        play.repository.rotateRoot(1, List.of(SigningKey.generate(SigningKey.Algorithm.ECDSA)), play.now());
        RoleSigners fresh = play.repository.signers(RoleName.ROOT);

        play.publish((role, honest) ->
                role.equals(RoleName.ROOT) ? Forged.write(Play.member(Play.tree(honest), "signed"), fresh) : honest);

        assertThat(play.outcome(strictness)).isEqualTo("root-rotation");
    }

    @ParameterizedTest
    @EnumSource
    void a_certificate_that_begins_in_two_days_is_not_valid_yet(Strictness strictness) {
        assertThat(Play.certified(Play.START.plus(Duration.ofDays(2))).outcome(strictness))
                .isEqualTo("root-untrusted");
    }

    @ParameterizedTest
    @EnumSource
    void a_certificate_may_begin_within_a_day(Strictness strictness) {
        assertThat(Play.certified(Play.START.plus(Duration.ofDays(1))).outcome(strictness))
                .isEqualTo("ok");
    }

    /** The root's metadata expires, its certificate does not. */
    private static Play expiredRoot() throws Exception {
        Play play = Play.published();
        play.repository.touch(RoleName.ROOT);
        play.publishSaying(RoleName.ROOT, signed -> signed.with("expires", Json.string("2026-12-01T00:00:00Z")));
        play.read(Strictness.NOTARY);
        play.later(Duration.ofDays(12));
        return play;
    }

    @Test
    void notary_takes_one_step_from_an_expired_cached_root() throws Exception {
        Play play = expiredRoot();
        rotateRoot(play);

        assertThat(play.outcome(Strictness.NOTARY)).isEqualTo("ok");
    }

    @Test
    void notary_takes_no_second_step_from_an_expired_cached_root() throws Exception {
        Play play = expiredRoot();
        rotateRoot(play);
        rotateRoot(play);

        assertThat(play.outcome(Strictness.NOTARY)).isEqualTo("root-rotation");
        assertThat(play.requests).containsExactly("root.json");
    }

    @Test
    void strictly_any_number_of_steps_is_taken_from_an_expired_cached_root() throws Exception {
        Play play = expiredRoot();
        rotateRoot(play);
        rotateRoot(play);

        assertThat(play.outcome(Strictness.STRICT)).isEqualTo("ok");
    }

    @Test
    void whoever_writes_asks_whether_the_server_knows_the_collection() throws Exception {
        Play play = Play.published();
        play.read(Strictness.NOTARY);

        TrustedCollection.update(play.request(Strictness.NOTARY).forWriting());
        assertThat(play.requests).endsWith("root.json", "timestamp.json");

        play.serve(files -> files.without("root.json"));
        assertThat(Outcome.of(play.request(Strictness.NOTARY).forWriting())).isEqualTo("repository-not-exist");
        assertThat(play.outcome(Strictness.NOTARY)).isEqualTo("ok");
    }

    private static void rotateRoot(Play play) {
        play.repository.rotateRoot(1, List.of(SigningKey.generate(SigningKey.Algorithm.ECDSA)), play.now());
        play.publish();
    }
}
