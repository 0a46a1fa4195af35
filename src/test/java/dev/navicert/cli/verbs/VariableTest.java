package dev.navicert.cli.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manual's list of variables against what the program's text asks the environment for. */
class VariableTest {
    private static final Pattern ASKED = Pattern.compile("\"((?:NOTARY|DOCKER|NAVICERT|XDG|SSL)_[A-Z_]+)\""
            + "|(?:variable|either|get|getOrDefault)\\((?:environment, )?\"([A-Z][A-Z_]+)\"");

    @Test
    void every_variable_that_is_listed_is_looked_at() throws IOException {
        String text = sources() + Files.readString(Path.of("src/main/dist/bin/navicert"));
        assertThat(listed()).allSatisfy(name -> assertThat(text).contains(name));
    }

    @Test
    void every_variable_that_is_looked_at_is_listed() throws IOException {
        Set<String> asked = ASKED.matcher(sources())
                .results()
                .map(VariableTest::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(asked).contains("HOME", "NOTARY_AUTH", "HTTPS_PROXY", "SSL_CERT_FILE");
        assertThat(listed()).containsAll(asked);
    }

    private static String name(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    private static Set<String> listed() {
        return Variable.knownTo(ProgramName.NAVICERT).stream()
                .flatMap(variable -> variable.names().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("Variable.java"))
                    .sorted()
                    .toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }
}
