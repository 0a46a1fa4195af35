package dev.navicert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.MarkdownTable;
import dev.navicert.policy.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever is called at night reads {@code docs/operations.md}: it knows every code and every event of the log, and no other. */
class OperationsPageTest {
    private static final Path PAGE = Path.of("docs/operations.md");
    private static final Path SOURCES = Path.of("src/main/java/dev/navicert/webhook");
    private static final Pattern EVENT =
            Pattern.compile("\\b(?:(?:line|write)\\(\\s*\"([a-z]+)\",\\s*|(info|error)\\(\\s*)\"([a-z-]+)\"");

    @Test
    void every_code_has_its_row() throws IOException {
        assertThat(codes().column(0))
                .containsExactlyElementsOf(
                        Arrays.stream(Code.values()).map(Enum::name).toList());
    }

    @Test
    void each_says_whether_it_is_a_judgement_what_it_means_and_what_to_do() throws IOException {
        assertThat(codes().column(1))
                .containsExactlyElementsOf(Arrays.stream(Code.values())
                        .map(code -> code.isJudgement() ? "yes" : "no")
                        .toList());
        assertThat(codes().rows())
                .allSatisfy(row -> assertThat(row)
                        .hasSize(5)
                        .noneMatch(String::isBlank)
                        .satisfies(cells -> assertThat(cells.get(3).length()).isGreaterThan(20)));
    }

    @Test
    void every_event_of_the_log_has_its_row_with_its_levels() throws IOException {
        Set<String> written = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> written.addAll(events(file)));
        }
        Set<String> described = new TreeSet<>();
        MarkdownTable table = MarkdownTable.of(PAGE, "## Log");
        for (int i = 0; i < table.rows().size(); i++) {
            for (String level : table.column(1).get(i).split(", ")) {
                described.add(table.column(0).get(i) + " " + level);
            }
        }
        assertThat(described).isEqualTo(written).hasSizeGreaterThan(10);
    }

    private static MarkdownTable codes() throws IOException {
        return MarkdownTable.of(PAGE, "## Codes");
    }

    private static Set<String> events(Path source) {
        try {
            Set<String> events = new TreeSet<>();
            for (Matcher event = EVENT.matcher(Files.readString(source)); event.find(); ) {
                events.add(event.group(3) + " " + (event.group(1) == null ? event.group(2) : event.group(1)));
            }
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
