package dev.navicert.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.cli.CommandRun;
import dev.navicert.cli.verbs.ProgramName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at any moment of a publication: keys stay as they were, nothing that was staged is lost, the next one succeeds. */
@OnRealNotary
@Timeout(180)
class PublishCrashTest {
    private static final String GUN = "ex.com/killed";
    private static final int KILLS = 8;
    private static final int LONGEST_MILLIS = 700;

    @TempDir
    Path work;

    @Test
    void the_next_publication_succeeds_with_all_that_was_staged() throws Exception {
        Files.writeString(work.resolve("f.txt"), "hello\n");
        Random moments = new Random(20261125);
        try (RealServer server = RealServer.plain(work)) {
            run(server, "init", "-p", GUN);
            for (int kill = 0; kill < KILLS; kill++) {
                for (String part : List.of("a", "b", "c")) {
                    run(server, "add", GUN, part + kill, "f.txt");
                }
                Map<String, String> keys = Victim.keys(work);

                Victim.killed(ProgramName.NOTARY, work, server.url(), moments.nextInt(LONGEST_MILLIS), "publish", GUN);

                assertThat(Victim.keys(work)).isEqualTo(keys);
                assertThat(run(server, "publish", GUN)).contains("Successfully published");
                assertThat(run(server, "list", GUN)).contains("a" + kill + " ", "b" + kill + " ", "c" + kill + " ");
                assertThat(run(server, "status", GUN)).startsWith("No unpublished changes");
                assertThat(GoNotary.anonymous(work, server).list(GUN)).hasSize(3 * (kill + 1));
            }
        }
    }

    private String run(RealServer server, String... words) {
        CommandRun run = Victim.run(ProgramName.NOTARY, work, server.url(), words);
        assertThat(run.exit()).as(run.toString()).isZero();
        return run.stdout();
    }
}
