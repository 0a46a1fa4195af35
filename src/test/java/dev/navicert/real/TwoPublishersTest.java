package dev.navicert.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.cli.CommandRun;
import dev.navicert.cli.verbs.ProgramName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two administrators with the same keys publish at the same time: both land, or one is told so and lands the next time. */
@OnRealNotary
@Timeout(120)
class TwoPublishersTest {
    private static final String GUN = "ex.com/both";
    private static final int ROUNDS = 5;

    @TempDir
    Path work;

    @ParameterizedTest
    @EnumSource(ProgramName.class)
    void no_change_is_lost(ProgramName program) throws Exception {
        Files.writeString(work.resolve("f.txt"), "hello\n");
        try (RealServer server = RealServer.plain(work)) {
            assertThat(run(program, server, "ann", "init", "-p", GUN).exit()).isZero();
            copyKeys();
            for (int round = 0; round < ROUNDS; round++) {
                for (String name : List.of("ann", "bob")) {
                    assertThat(run(program, server, name, "add", GUN, name + round, "f.txt")
                                    .exit())
                            .isZero();
                }
                CompletableFuture<CommandRun> ann =
                        CompletableFuture.supplyAsync(() -> run(program, server, "ann", "publish", GUN));
                CommandRun bob = run(program, server, "bob", "publish", GUN);
                settle(program, server, "ann", ann.get());
                settle(program, server, "bob", bob);
                assertThat(run(program, server, "ann", "list", GUN).stdout()).contains("ann" + round, "bob" + round);
            }
        }
    }

    private void settle(ProgramName program, RealServer server, String name, CommandRun published) {
        if (published.exit() != 0) {
            assertThat(program).as(published.toString()).isEqualTo(ProgramName.NOTARY);
            assertThat(published.stdout()).contains("* fatal: ");
            assertThat(run(program, server, name, "publish", GUN).exit()).isZero();
        }
        assertThat(run(program, server, name, "status", GUN).stdout()).startsWith("No unpublished changes");
    }

    private void copyKeys() throws Exception {
        Path to = Files.createDirectories(work.resolve("bob/private"));
        try (Stream<Path> keys = Files.list(work.resolve("ann/private"))) {
            for (Path key : keys.toList()) {
                Files.copy(key, to.resolve(key.getFileName()));
            }
        }
    }

    private CommandRun run(ProgramName program, RealServer server, String trust, String... words) {
        Map<String, String> environment = new TreeMap<>(Map.of("HOME", work.toString()));
        for (String role : List.of("ROOT", "TARGETS", "SNAPSHOT")) {
            environment.put("NOTARY_" + role + "_PASSPHRASE", "a long passphrase");
        }
        String[] all = Stream.concat(Stream.of("-s", server.url(), "-d", trust), Stream.of(words))
                .toArray(String[]::new);
        return CommandRun.run(program, environment, work, "", Clock.systemUTC(), all);
    }
}
