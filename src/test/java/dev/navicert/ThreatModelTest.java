package dev.navicert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A threat is answered by a test, or not at all. */
class ThreatModelTest {
    private static final Path TESTS = Path.of("src/test/java");
    private static final Path CASES = Path.of("src/test/resources");
    private static final Pattern METHOD = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
    private static final Pattern CASE = Pattern.compile("`(admission/[a-z-]+)`");
    private static final Pattern THREAT = Pattern.compile("(?m)^### (.+)$");

    @Test
    void every_test_that_the_threat_model_names_exists() throws IOException {
        String page = Files.readString(Path.of("docs/threat-model.md"));
        Map<String, String> tests = sources();
        List<String> missing = new ArrayList<>();
        for (Matcher named = METHOD.matcher(page); named.find(); ) {
            String source = tests.getOrDefault(named.group(1) + ".java", "");
            if (!source.contains("void " + named.group(2) + "(")) {
                missing.add(named.group());
            }
        }
        for (Matcher named = CASE.matcher(page); named.find(); ) {
            if (!Files.isDirectory(CASES.resolve(named.group(1)))) {
                missing.add(named.group());
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void every_threat_says_what_we_do_what_shows_it_and_what_is_left() throws IOException {
        String page = Files.readString(Path.of("docs/threat-model.md"));
        String[] threats = THREAT.split(page);
        assertThat(threats).hasSizeGreaterThan(20);
        for (int i = 1; i < threats.length; i++) {
            assertThat(threats[i]).contains("**We do:**", "**Shown by:** `", "**Not protected:**");
        }
    }

    private static Map<String, String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString(), ThreatModelTest::read, (one, other) -> one + other));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
