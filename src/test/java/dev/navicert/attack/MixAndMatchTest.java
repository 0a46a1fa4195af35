package dev.navicert.attack;

import static dev.navicert.trust.Play.QA;
import static dev.navicert.trust.Play.content;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.trust.Play;
import dev.navicert.trustserver.RepositoryFiles;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.TrustException.ChecksumMismatch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that are honest one by one, but were never current together. */
class MixAndMatchTest {
    @ParameterizedTest
    @EnumSource
    void refuses_files_of_another_day(Strictness strictness) throws Exception {
        for (RoleName role : List.of(RoleName.SNAPSHOT, RoleName.TARGETS, QA)) {
            Play play = Play.published();
            RepositoryFiles earlier = play.served();
            play.repository.addTarget(RoleName.TARGETS, "2.0", content("two")).addTarget(QA, "qa-2", content("two"));
            play.publish();
            String name = role + "."
                    + FileMeta.of(play.served().file(role).orElseThrow())
                            .sha256()
                            .orElseThrow() + ".json";
            byte[] padded = earlier.file(role).orElseThrow();

            play.serve(files -> files.with(name, padded));

            assertThatThrownBy(() -> play.read(strictness))
                    .isInstanceOfSatisfying(
                            ChecksumMismatch.class,
                            refused -> assertThat(refused.role()).isEqualTo(role));
        }
    }

    /** A root that the snapshot does not name is the sign of a newer one: asked for, and then it must fit. */
    @ParameterizedTest
    @EnumSource
    void refuses_a_root_that_the_snapshot_does_not_name(Strictness strictness) throws Exception {
        Play play = Play.published();
        byte[] root = play.served().file(RoleName.ROOT).orElseThrow();
        play.repository.touch(RoleName.ROOT);
        play.publish();
        String named = "root."
                + FileMeta.of(play.served().file(RoleName.ROOT).orElseThrow())
                        .sha256()
                        .orElseThrow() + ".json";

        play.serve(files -> files.with("root.json", root).with(named, root));

        assertThat(play.outcome(strictness)).isEqualTo("checksum");
    }

    @Test
    void does_not_ask_twice_when_the_root_is_known_to_be_current() {
        Play play = Play.published();
        play.publishWriting(QA, text -> "{}");

        play.outcome(Strictness.STRICT);

        assertThat(play.requests).doesNotHaveDuplicates();
    }
}
