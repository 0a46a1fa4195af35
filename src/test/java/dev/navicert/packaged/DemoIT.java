package dev.navicert.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code navicert demo}, and the two lines that it asks its reader to try, run as they stand. */
class DemoIT {
    private static final long PATIENCE_SECONDS = 90;

    @TempDir
    Path folder;

    private Process demo;
    private Path out;

    @BeforeEach
    void starts() {
        out = folder.resolve("out");
        demo = Distribution.built()
                .navicert()
                .with("TMPDIR", folder.toString())
                .start(out, folder.resolve("err"), "demo");
    }

    @AfterEach
    void ends() throws InterruptedException {
        demo.destroy();
        if (!demo.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            demo.destroyForcibly();
        }
    }

    @Test
    void shows_every_verdict_as_expected_and_lines_that_work() throws Exception {
        String curl = line("  curl ");
        String list = line("/bin/navicert -s ");

        assertThat(Files.readString(out))
                .contains("UNSIGNED_TAG", "SIGNATURE_INVALID", "POLICY_DENY", "sha256:")
                .doesNotContain("unexpected");
        assertThat(shell(list)).contains("NAME", "2.1", "targets/releases");
        assumeTrue(onPath("curl"), "there is no curl on PATH");
        assertThat(shell(curl)).contains("\"allowed\":false", "UNSIGNED_TAG");
    }

    @Test
    void once_ends_by_itself_and_well() {
        Program.Result once = Distribution.built()
                .navicert()
                .with("TMPDIR", folder.toString())
                .run("demo", "--once");

        assertThat(once.exit()).isZero();
        assertThat(once.out())
                .startsWith("OBJECT")
                .contains("admitted", "refused")
                .doesNotContain("unexpected");
    }

    /** Waits for the line that holds this text. */
    private String line(String part) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end && demo.isAlive()) {
            for (String line : Files.readAllLines(out)) {
                if (line.contains(part)) {
                    return line.strip();
                }
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the demo printed no line with \"" + part + "\", but: " + Files.readString(out)
                + Files.readString(folder.resolve("err")));
    }

    private static boolean onPath(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, program)));
    }

    private static String shell(String line) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", line)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(line).isZero();
        return output;
    }
}
