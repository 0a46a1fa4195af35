package dev.navicert.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.trust.Play;
import dev.navicert.trustserver.RepositoryFiles;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.TrustException.Expired;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same old files are served for ever: nobody learns of what came after. */
class FreezeTest {
    private static final Duration TIMESTAMP_LIFE = Duration.ofDays(14);

    @ParameterizedTest
    @EnumSource
    void ends_when_the_timestamp_expires(Strictness strictness) throws Exception {
        Play play = Play.published();
        play.read(strictness);

        play.later(TIMESTAMP_LIFE);
        assertThat(play.outcome(strictness)).isEqualTo("ok"); // to the very instant

        play.later(Duration.ofNanos(1));
        assertThatThrownBy(() -> play.read(strictness)).isInstanceOfSatisfying(Expired.class, refused -> {
            assertThat(refused.role()).isEqualTo(RoleName.TIMESTAMP);
            assertThat(refused.now()).isEqualTo(play.now());
        });
    }

    @ParameterizedTest
    @EnumSource
    void of_the_snapshot_under_new_timestamps_ends_when_it_expires(Strictness strictness) throws Exception {
        Play play = Play.published();
        play.read(strictness);
        RepositoryFiles frozen = play.served();
        byte[] snapshot = frozen.file(RoleName.SNAPSHOT).orElseThrow();

        play.later(Duration.ofDays(1096)).publish((role, honest) -> role.equals(RoleName.SNAPSHOT) ? snapshot : honest);

        assertThatThrownBy(() -> play.read(strictness))
                .isInstanceOfSatisfying(
                        Expired.class, refused -> assertThat(refused.role()).isEqualTo(RoleName.SNAPSHOT));
    }
}
