package dev.navicert.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.fuzz.Fuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PolicyFuzzTest {
    private static final Path FILE = Path.of("/policy/a.yaml");
    private static final List<String> WORDS = List.of(
            "&a ",
            "*a",
            "*a, ",
            "- ",
            ": ",
            "? ",
            "<<: *a",
            "[",
            "]",
            "{",
            "}",
            "\n",
            "\n  ",
            "\n---\n",
            "...\n",
            "'",
            "\"",
            "\\",
            "|\n",
            ">-\n",
            "!!str ",
            "!x ",
            "#",
            "%YAML 1.1\n---\n",
            "\t",
            "\u0000",
            "\ufeff",
            "\u0085",
            "null",
            "~",
            "true",
            "0x1",
            "1e9",
            ".inf",
            "+999999999-12-31",
            "2d",
            "until: ",
            "atLeast: ",
            "spec: ",
            "rules: ",
            "images: ",
            "allow: ",
            "pins: ",
            "ca: ",
            "{file: a.yaml}",
            "certs: ",
            "firstUse: ",
            "url: https://a:0",
            "file:///%00",
            "**",
            "*/",
            "xn--",
            "a.example/x");

    @Test
    void every_document_is_read_or_refused_in_lines_that_say_where() throws Exception {
        Fuzz.of(examples(), WORDS, 4000).run(input -> {
            try {
                PolicyDocuments.read(PolicyFiles.kept(FILE, Map.of(FILE, input), Map.of()));
            } catch (InvalidPolicyException e) {
                assertThat(e.problems())
                        .isNotEmpty()
                        .allSatisfy(problem -> assertThat(problem)
                                .startsWith(FILE + ":")
                                .hasLineCount(1)
                                .hasSizeLessThan(5000));
            }
        });
    }

    private static List<byte[]> examples() throws IOException {
        List<byte[]> examples = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("config"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                examples.add(Files.readAllBytes(file));
            }
        }
        return examples;
    }
}
