package dev.navicert.tuf.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.fuzz.Fuzz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JsonFuzzTest {
    private static final List<String> WORDS = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\\",
            "null",
            "true",
            "false",
            "-",
            "0",
            "1e9",
            "1.5",
            ".",
            "e",
            "\"\\u",
            "\\ud83d",
            "\\ude00",
            "\\u0000",
            " ",
            "\n",
            "\t",
            "[[[[",
            "{\"\":",
            "é",
            "😀",
            "\u2028",
            "9007199254740993",
            "1e400",
            "\uFEFF",
            "//",
            "/*");

    private static List<byte[]> corpus() throws IOException {
        Path data = Path.of("src/test/resources/trust-data");
        try (Stream<Path> files = Files.walk(data)) {
            List<byte[]> corpus = new java.util.ArrayList<>();
            for (Path file : files.filter(path -> path.toString().matches(".*/[a-g][^/]*/server/[a-z]+\\.json"))
                    .sorted()
                    .toList()) {
                corpus.add(Files.readAllBytes(file));
            }
            for (String text : List.of(
                    "{\"a\":[1,2.5e3,-0,true,false,null,\"\\u00e9\\n\"],\"\":{}}",
                    "[]",
                    "0",
                    "\"x\"",
                    " [ { } , [ ] ] ")) {
                corpus.add(text.getBytes(StandardCharsets.UTF_8));
            }
            return corpus;
        }
    }

    /** Two readers of one grammar: the one that reads, and the one that only knows what is wrong, must agree on what is. */
    @Test
    void a_text_is_refused_if_and_only_if_go_would_refuse_it() throws IOException {
        Fuzz.of(corpus(), WORDS, 400).run(input -> {
            Optional<String> fault = GoSyntax.fault(input);
            try {
                Json.parse(input, Reading.AS_GO);
                assertThat(fault).isEmpty();
            } catch (MalformedJsonException e) {
                if (fault.isEmpty() || !fault.get().equals(e.getMessage())) {
                    assertThat(e).as("a cap of ours, met before any fault").hasMessageStartingWith("json: nested ");
                }
            }
        });
    }

    @Test
    void what_can_be_written_is_read_again_as_the_same_bytes() throws IOException {
        Fuzz.of(corpus(), WORDS, 600).run(input -> {
            byte[] written;
            try {
                written = GoLayout.encode(Json.parse(input, Reading.AS_GO));
            } catch (MalformedJsonException e) {
                return;
            }
            Json again = Json.parse(written, Reading.UNAMBIGUOUS);
            assertThat(GoLayout.encode(again)).isEqualTo(written);
            assertThat(CanonicalJson.encode(again)).isEqualTo(CanonicalJson.encode(Json.parse(input, Reading.AS_GO)));
        });
    }

    @Test
    void base64_is_read_as_it_was_written() throws MalformedJsonException {
        Random random = new Random(1);
        for (int length = 0; length < 200; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            String text = GoBase64.encode(bytes);
            assertThat(GoBase64.decode(text)).isEqualTo(bytes);
            assertThat(GoBase64.decode(text.replaceAll("(.{7})", "$1\r\n"))).isEqualTo(bytes);
        }
    }
}
