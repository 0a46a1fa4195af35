package dev.navicert.attack;

import static dev.navicert.trust.Play.QA;
import static dev.navicert.trust.Play.content;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.trust.Play;
import dev.navicert.trustserver.RepositoryFiles;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.TrustException.RolledBack;
import dev.navicert.tuf.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Old files, validly signed, are served again: what was fixed since would run unfixed. */
class RollbackTest {
    @ParameterizedTest
    @EnumSource
    void refuses_everything_old_at_once(Strictness strictness) throws Exception {
        Play play = Play.published();
        RepositoryFiles old = play.served();
        play.repository.addTarget(RoleName.TARGETS, "1.0", content("fixed"));
        play.publish().read(strictness);

        play.serve(files -> old);

        assertThatThrownBy(() -> play.read(strictness)).isInstanceOfSatisfying(RolledBack.class, refused -> {
            assertThat(refused.role()).isEqualTo(RoleName.TIMESTAMP);
            assertThat(refused.floor()).isEqualTo(2);
            assertThat(refused.offered()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @EnumSource
    void refuses_one_old_role_under_new_ones(Strictness strictness) throws Exception {
        for (RoleName role : List.of(RoleName.TIMESTAMP, RoleName.SNAPSHOT, RoleName.TARGETS)) {
            Play play = Play.published();
            play.publishSaying(role, signed -> signed.with("version", Json.number(9)));
            play.read(strictness);

            play.publishSaying(role, signed -> signed.with("version", Json.number(8)));

            assertThatThrownBy(() -> play.read(strictness))
                    .isInstanceOfSatisfying(
                            RolledBack.class,
                            refused -> assertThat(refused.role()).isEqualTo(role));
        }
    }

    @ParameterizedTest
    @EnumSource
    void accepts_the_same_version_again(Strictness strictness) throws Exception {
        Play play = Play.published();
        play.publishSaying(RoleName.TARGETS, signed -> signed.with("version", Json.number(9)));
        play.read(strictness);

        play.publishSaying(RoleName.TARGETS, signed -> signed.with("version", Json.number(9)));

        assertThat(play.outcome(strictness)).isEqualTo("ok");
    }

    /** Notary forgets a copy that is longer than the file that is offered, and with it the version. */
    @ParameterizedTest
    @EnumSource
    void refuses_an_older_file_although_it_is_shorter(Strictness strictness) throws Exception {
        Play play = Play.published();
        byte[] shorter = play.served().file(RoleName.TARGETS).orElseThrow();
        play.repository.addTarget(RoleName.TARGETS, "2.0", content("more"));
        play.publish().read(strictness);

        play.publish((role, honest) -> role.equals(RoleName.TARGETS) ? shorter : honest);

        assertThat(play.outcome(strictness)).isEqualTo("low-version");
    }

    @ParameterizedTest
    @EnumSource
    void refuses_an_old_delegation_under_a_changed_parent(Strictness strictness) throws Exception {
        Play play = rolledBackDelegation(strictness);
        play.repository.addTarget(RoleName.TARGETS, "2.0", content("more"));
        play.publishSaying(QA, signed -> signed.with("version", Json.number(8)));

        assertThat(play.outcome(strictness)).isEqualTo("low-version");
    }

    @Test
    void refuses_an_old_delegation_although_its_parent_did_not_change() throws Exception {
        Play play = rolledBackDelegation(Strictness.STRICT);

        assertThatThrownBy(() -> play.read(Strictness.STRICT))
                .isInstanceOfSatisfying(
                        RolledBack.class, refused -> assertThat(refused.role()).isEqualTo(QA));
    }

    @Test
    void notary_does_not_notice_an_old_delegation_if_its_parent_did_not_change() throws Exception {
        assertThat(rolledBackDelegation(Strictness.NOTARY).outcome(Strictness.NOTARY))
                .isEqualTo("ok");
    }

    private static Play rolledBackDelegation(Strictness strictness) throws Exception {
        Play play = Play.published();
        play.publishSaying(QA, signed -> signed.with("version", Json.number(9)));
        play.read(strictness);
        return play.publishSaying(QA, signed -> signed.with("version", Json.number(8)));
    }

    @Test
    void losing_every_file_does_not_lose_the_memory() throws Exception {
        Play play = Play.published();
        RepositoryFiles old = play.served();
        play.publish().read(Strictness.STRICT);

        play.filesLost().serve(files -> old);

        assertThat(play.outcome(Strictness.STRICT)).isEqualTo("low-version");
    }

    @Test
    void a_refused_update_leaves_files_and_memory_as_they_were() throws Exception {
        Play play = Play.published();
        RepositoryFiles old = play.served();
        play.publish().read(Strictness.STRICT);
        byte[] kept = play.cache().load(RoleName.TIMESTAMP).orElseThrow();

        play.serve(files -> old).outcome(Strictness.STRICT);

        assertThat(play.cache().load(RoleName.TIMESTAMP).orElseThrow()).isEqualTo(kept);
        assertThat(play.memory().floors().of(RoleName.TIMESTAMP).version()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void refuses_an_older_root(Strictness strictness) throws Exception {
        Play play = Play.published();
        RepositoryFiles old = play.served();
        play.repository.touch(RoleName.ROOT);
        play.publish().read(strictness);

        play.publish()
                .serve(files -> files.with("root.json", old.file("root.json").orElseThrow()));
        play.publishSaying(RoleName.SNAPSHOT, signed -> signed.with("meta", metaWithRoot(signed, old)));
        play.serve(files -> files.with("root.json", old.file("root.json").orElseThrow()));

        assertThatThrownBy(() -> play.read(strictness))
                .isInstanceOfSatisfying(
                        RolledBack.class, refused -> assertThat(refused.role()).isEqualTo(RoleName.ROOT));
    }

    private static Json metaWithRoot(Json.Obj snapshot, RepositoryFiles old) {
        Json.Obj meta = (Json.Obj) Play.member(snapshot, "meta");
        return meta.with(
                "root",
                dev.navicert.tuf.FileMeta.of(old.file("root.json").orElseThrow())
                        .toJson());
    }
}
