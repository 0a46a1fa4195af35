package dev.navicert.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentedTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+FuzzTest)`: ");

    @Test
    void the_page_on_testing_has_a_row_for_each_fuzz_test_and_for_nothing_else() throws Exception {
        List<String> tests;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            tests = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("FuzzTest.java"))
                    .map(name -> name.replace(".java", ""))
                    .toList();
        }
        assertThat(ROW.matcher(Files.readString(Path.of("docs/testing.md")))
                        .results()
                        .map((MatchResult row) -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(tests);
    }
}
