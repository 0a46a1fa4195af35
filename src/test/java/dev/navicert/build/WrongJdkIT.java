package dev.navicert.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The check that the build begins with, run by the build's own Maven, which is told that it runs on another Java. */
@Tag("once")
class WrongJdkIT {
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"11.0.2", "16.0.1", "1.8.0_402"})
    void is_refused_with_what_it_is_and_what_to_do(String version) throws Exception {
        Run run = enforced(version);

        assertThat(run.exit).isNotZero();
        assertThat(run.words)
                .contains("Navicert is built with JDK 17 or newer, this is " + version + " at "
                        + System.getProperty("java.home") + ". Set JAVA_HOME to a JDK 17 or 25 and run ./mvnw again.");
    }

    @Test
    void is_none_from_17_on() throws Exception {
        for (String version : List.of("17", "17.0.1", "25.0.1")) {
            Run run = enforced(version);
            assertThat(run.exit).as(run.words).isZero();
        }
    }

    private record Run(int exit, String words) {}

    private Run enforced(String version) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("./mvnw", "-B", "-q", "-o", "-Djava.version=" + version));
        String repository = System.getProperty("maven.repo.local");
        if (repository != null) {
            command.add("-Dmaven.repo.local=" + repository);
        }
        command.add("enforcer:enforce@jdk");
        File words = folder.resolve("words").toFile();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(words);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process maven = builder.start();
        if (!maven.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            maven.destroyForcibly();
            throw new AssertionError("Maven has not ended: " + Files.readString(words.toPath()));
        }
        return new Run(maven.exitValue(), Files.readString(words.toPath()));
    }
}
