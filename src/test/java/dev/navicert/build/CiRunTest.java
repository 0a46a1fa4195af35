package dev.navicert.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code .ci/run} in a checkout whose Maven, packages and program are small scripts: they write down how they were called, and
 * end as a test wants. What is tried is the script itself: which steps it takes, and that no failure is counted away.
 */
class CiRunTest {
    private static final String REPORT =
            "<testsuite xmlns:x=\"y\" name=\"T\" time=\"0.1\" tests=\"%d\" errors=\"%d\" skipped=\"%d\" failures=\"%d\">";

    @TempDir
    Path top;

    private Path checkout;
    private Path bin;

    @BeforeEach
    void lay_out_a_checkout() throws IOException {
        checkout = Files.createDirectories(top.resolve("checkout with a blank"));
        bin = Files.createDirectories(top.resolve("bin"));
        Files.createDirectories(checkout.resolve(".ci"));
        Files.copy(Path.of(".ci/run"), checkout.resolve(".ci/run"), StandardCopyOption.COPY_ATTRIBUTES);
        script(bin.resolve("apt-get"), "exit 0");
        script(bin.resolve("docker"), "exit 1");
        script(top.resolve("jvm/jdk-17/bin/java"), "exit 0");
        Files.createSymbolicLink(bin.resolve("java"), top.resolve("jvm/jdk-17/bin/java"));
        program(0);
        maven(0, REPORT.formatted(10, 0, 2, 0), REPORT.formatted(5, 0, 0, 0));
    }

    @Test
    void counts_the_tests_and_the_demo_and_says_so_in_its_last_line() throws Exception {
        Run run = run();

        assertThat(run.lastLine()).isEqualTo("14 passed, 0 failed");
        assertThat(run.exit).isZero();
        assertThat(calls()).containsExactly("mvnw [-B -ntp verify] on default, notary true, cluster no", "demo --once");
    }

    @Test
    void tests_again_on_jdk_25_where_one_is_installed() throws Exception {
        Path jdk = Files.createDirectories(top.resolve("jvm/temurin-25"));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"25.0.1\"\n");

        Run run = run();

        assertThat(run.lastLine()).isEqualTo("28 passed, 0 failed");
        assertThat(calls())
                .containsExactly(
                        "mvnw [-B -ntp verify] on default, notary true, cluster no",
                        "demo --once",
                        "mvnw [-B -ntp verify -Dexcluded.groups=long,once] on " + jdk + ", notary true, cluster no",
                        "demo --once");
    }

    @Test
    void insists_on_the_cluster_where_there_is_docker() throws Exception {
        script(bin.resolve("docker"), "exit 0");

        run();

        assertThat(calls().get(0)).endsWith("cluster true");
    }

    @Test
    void counts_errors_and_failures_and_ends_badly() throws Exception {
        maven(1, REPORT.formatted(10, 1, 2, 3), REPORT.formatted(5, 0, 0, 0));

        Run run = run();

        assertThat(run.lastLine()).isEqualTo("9 passed, 4 failed");
        assertThat(run.exit).isNotZero();
        assertThat(calls()).as("no demo of what is broken").hasSize(1);
    }

    @Test
    void a_build_that_breaks_without_a_failed_test_is_a_failure_all_the_same() throws Exception {
        maven(1, REPORT.formatted(10, 0, 0, 0));

        assertThat(run().lastLine()).isEqualTo("10 passed, 1 failed");
    }

    @Test
    void a_build_that_breaks_before_its_tests_is_a_failure() throws Exception {
        maven(1);

        Run run = run();

        assertThat(run.lastLine()).isEqualTo("0 passed, 1 failed");
        assertThat(run.exit).isNotZero();
    }

    @Test
    void reports_that_an_earlier_build_left_count_for_nothing() throws Exception {
        Path left = Files.createDirectories(checkout.resolve("target/surefire-reports"));
        Files.writeString(left.resolve("TEST-old.xml"), REPORT.formatted(1000, 0, 0, 0) + "\n");
        maven(1);

        assertThat(run().lastLine()).isEqualTo("0 passed, 1 failed");
    }

    @Test
    void a_demo_that_goes_wrong_is_a_failure() throws Exception {
        program(1);

        Run run = run();

        assertThat(run.lastLine()).isEqualTo("13 passed, 1 failed");
        assertThat(run.exit).isNotZero();
    }

    private record Run(int exit, String words) {
        String lastLine() {
            List<String> lines = words.lines().toList();
            return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        }
    }

    private Run run() throws IOException, InterruptedException {
        Path words = top.resolve("words");
        ProcessBuilder builder = new ProcessBuilder(checkout.resolve(".ci/run").toString())
                .directory(top.toFile())
                .redirectErrorStream(true)
                .redirectOutput(words.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", bin + ":/usr/bin:/bin");
        builder.environment().put("CALLS", top.resolve("calls").toString());
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("has not ended: " + Files.readString(words));
        }
        return new Run(process.exitValue(), Files.readString(words));
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(top.resolve("calls"));
    }

    /** A Maven that ends so and leaves these reports. */
    private void maven(int exit, String... reports) throws IOException {
        StringBuilder body =
                new StringBuilder("echo \"mvnw [$*] on ${JAVA_HOME:-default}, notary $NAVICERT_REQUIRE_NOTARY,"
                        + " cluster ${NAVICERT_REQUIRE_CLUSTER:-no}\" >>\"$CALLS\"\n"
                        + "mkdir -p target/surefire-reports target/failsafe-reports\n");
        for (int i = 0; i < reports.length; i++) {
            String place = i == 0 ? "surefire" : "failsafe";
            body.append("echo '").append(reports[i]).append("' >target/" + place + "-reports/TEST-" + i + ".xml\n");
        }
        script(checkout.resolve("mvnw"), body + "exit " + exit);
    }

    private void program(int exit) throws IOException {
        script(checkout.resolve("target/navicert/bin/navicert"), "echo \"$*\" >>\"$CALLS\"\nexit " + exit);
    }

    private static void script(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
