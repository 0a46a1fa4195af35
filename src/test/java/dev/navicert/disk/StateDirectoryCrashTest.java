package dev.navicert.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.name.Gun;
import dev.navicert.trust.Anchor;
import dev.navicert.trust.Floors;
import dev.navicert.trust.Memory;
import dev.navicert.trust.view.Remembered;
import dev.navicert.tuf.Checksum;
import dev.navicert.tuf.RoleName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at any moment: another process writes as fast as it can, is killed, and what it left is read. */
class StateDirectoryCrashTest {
    private static final int KILLS = 8;
    private static final Gun GUN = new Gun("registry.example/team/app");

    @TempDir
    Path state;

    @Test
    void floors_never_sink_and_nothing_is_half_written_when_the_process_is_killed() throws Exception {
        Random moments = new Random(20261122);
        long floor = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            long promised = writeUntilKilled(Duration.ofMillis(20L + moments.nextInt(150)));
            try (StateDirectory directory = StateDirectory.open(state)) {
                Remembered left = directory.recall("corp", GUN).orElseThrow();
                long found = left.memory().floors().of(RoleName.TARGETS).version();
                assertThat(found).isGreaterThanOrEqualTo(Math.max(promised, floor));
                assertThat(left.isSameAs(Writer.version(found))).isTrue();
                floor = found;
            }
        }
    }

    /** The last version that the writer said was safe before it was killed. */
    private long writeUntilKilled(Duration moment) throws IOException, InterruptedException {
        Path said = Files.createTempFile(state, "said", ".txt");
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        state.toString())
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            while (Files.size(said) == 0) {
                assertThat(writer.isAlive()).isTrue();
                Thread.sleep(5);
            }
            Thread.sleep(moment.toMillis());
        } finally {
            assertThat(writer.destroyForcibly().waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        return lastWhole(Files.readString(said));
    }

    /** A whole line ends with a dot. */
    private static long lastWhole(String said) {
        String whole = said.substring(0, said.lastIndexOf('.'));
        return Long.parseLong(whole.substring(whole.lastIndexOf('\n') + 1));
    }

    /** The process that is killed: raises the floor for ever, and says each time how far it is safe. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws IOException {
            try (StateDirectory directory = StateDirectory.open(Path.of(arguments[0]))) {
                long start = directory
                        .recall("corp", GUN)
                        .map(left -> left.memory().floors().of(RoleName.TARGETS).version())
                        .orElse(0L);
                for (long version = start + 1; ; version++) {
                    directory.remember("corp", GUN, version(version));
                    System.out.println(version + ".");
                }
            }
        }

        static Remembered version(long version) {
            byte[] targets = ("targets " + version).repeat(1000).getBytes(StandardCharsets.US_ASCII);
            byte[] snapshot = ("snapshot " + version).getBytes(StandardCharsets.US_ASCII);
            return new Remembered(
                    new Memory(
                            new Floors(Map.of(RoleName.TARGETS, version, RoleName.SNAPSHOT, version)),
                            new Anchor("cert:49cf", version, Checksum.sha256(targets))),
                    Map.of(RoleName.TARGETS, targets, RoleName.SNAPSHOT, snapshot),
                    Instant.ofEpochSecond(version));
        }
    }
}
