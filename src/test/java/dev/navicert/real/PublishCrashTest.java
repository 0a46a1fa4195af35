package dev.navicert.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.cli.CommandRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
                Map<String, String> keys = keys();

                killed(server, moments.nextInt(LONGEST_MILLIS));

                assertThat(keys()).isEqualTo(keys);
                assertThat(run(server, "publish", GUN)).contains("Successfully published");
                assertThat(run(server, "list", GUN)).contains("a" + kill + " ", "b" + kill + " ", "c" + kill + " ");
                assertThat(run(server, "status", GUN)).startsWith("No unpublished changes");
                assertThat(GoNotary.anonymous(work, server).list(GUN)).hasSize(3 * (kill + 1));
            }
        }
    }

    private String run(RealServer server, String... words) {
        CommandRun run = Victim.run(work, server.url(), words);
        assertThat(run.exit()).as(run.toString()).isZero();
        return run.stdout();
    }

    private void killed(RealServer server, int moment) throws IOException, InterruptedException {
        Path said = Files.createTempFile(work, "said", ".txt");
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        work.toString(),
                        server.url(),
                        "publish",
                        GUN)
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            while (victim.isAlive() && Files.size(said) == 0) {
                Thread.sleep(5);
            }
            victim.waitFor(moment, TimeUnit.MILLISECONDS);
        } finally {
            assertThat(victim.destroyForcibly().waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Map<String, String> keys() throws IOException {
        Map<String, String> keys = new TreeMap<>();
        try (Stream<Path> files = Files.list(work.resolve("trust/private"))) {
            for (Path file : files.toList()) {
                keys.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return keys;
    }

    /** The process that is killed; says that it begins. */
    static final class Victim {
        private Victim() {}

        static CommandRun run(Path work, String url, String... words) {
            Map<String, String> environment = new TreeMap<>(Map.of("HOME", work.toString()));
            for (String role : List.of("ROOT", "TARGETS", "SNAPSHOT")) {
                environment.put("NOTARY_" + role + "_PASSPHRASE", "a long passphrase");
            }
            String[] all = Stream.concat(Stream.of("-s", url, "-d", "trust"), Stream.of(words))
                    .toArray(String[]::new);
            return CommandRun.now(environment, work, "", all);
        }

        public static void main(String[] arguments) {
            System.out.println("begun");
            System.out.flush();
            run(Path.of(arguments[0]), arguments[1], arguments[2], arguments[3]);
        }
    }
}
