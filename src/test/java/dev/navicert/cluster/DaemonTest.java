package dev.navicert.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonTest {
    private static final Path SHELL = Path.of("/bin/sh");

    @Test
    void leaves_no_process_behind(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(SHELL), "needs a POSIX shell");
        Daemon daemon = Daemon.start(folder, List.of("sleep", "300"));
        ProcessHandle sleeper = awaitChild("sleep");

        daemon.close();

        sleeper.onExit().get(10, TimeUnit.SECONDS);
        assertThat(daemon.isRunning()).isFalse();
    }

    @Test
    void notices_a_server_that_ends_by_itself_and_repeats_its_last_words(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(SHELL), "needs a POSIX shell");
        try (Daemon daemon = Daemon.start(folder, List.of("ls", "/no/such/file"))) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (daemon.isRunning() && System.nanoTime() < end) {
                Thread.sleep(20);
            }
            assertThat(daemon.isRunning()).isFalse();
            assertThat(daemon.lastWords()).startsWith("ls said last:").contains("/no/such/file");
        }
    }

    private static ProcessHandle awaitChild(String program) throws InterruptedException {
        for (int i = 0; i < 500; i++) {
            var found = ProcessHandle.current()
                    .descendants()
                    .filter(child -> child.info().command().orElse("").endsWith("/" + program))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(10);
        }
        throw new AssertionError(program + " was not started");
    }
}
