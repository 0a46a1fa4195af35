package dev.navicert.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.cli.CommandRun;
import dev.navicert.cli.verbs.ProgramName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at any moment of an {@code init}: the next command succeeds, no key is lost, and Notary reads what is published. */
@OnRealNotary
@Timeout(180)
class InitCrashTest {
    private static final int KILLS = 8;
    private static final int LONGEST_MILLIS = 700;

    @TempDir
    Path work;

    @Test
    void the_next_publication_succeeds_with_or_without_another_init() throws Exception {
        Files.writeString(work.resolve("f.txt"), "hello\n");
        Random moments = new Random(20261127);
        try (RealServer server = RealServer.plain(work)) {
            for (int kill = 0; kill < KILLS; kill++) {
                String gun = "ex.com/killed" + kill;
                int moment = moments.nextInt(LONGEST_MILLIS);
                Victim.killed(ProgramName.NAVICERT, work, server.url(), moment, "init", gun);
                Map<String, String> keys = Victim.keys(work);

                if (kill % 2 == 0) {
                    CommandRun again = Victim.run(ProgramName.NAVICERT, work, server.url(), "init", gun);
                    assertThat(again.exit() == 0 || again.stdout().contains("is here already"))
                            .as(again.toString())
                            .isTrue();
                }
                CommandRun published =
                        Victim.run(ProgramName.NAVICERT, work, server.url(), "add", "-p", gun, "1.0", "f.txt");

                assertThat(published.exit()).as(published.toString()).isZero();
                assertThat(Victim.keys(work)).containsAllEntriesOf(keys);
                assertThat(GoNotary.anonymous(work.resolve("go"), server).list(gun))
                        .extracting(GoNotary.Row::name)
                        .containsExactly("1.0");
            }
        }
    }
}
