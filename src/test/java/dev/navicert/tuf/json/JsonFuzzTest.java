package dev.navicert.tuf.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.navicert.fuzz.Fuzz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            List<byte[]> corpus = new ArrayList<>();
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
                    assertThat(e)
                            .as("a cap of ours, met before any fault")
                            .hasMessageMatching("json: (nested deeper|a number of more) than .*");
                }
            }
        });
    }

    /** Jackson is not used here, and knows nothing of Go; what a text that both take says is no matter of taste. */
    @Test
    void a_text_says_what_jackson_reads_in_it() throws IOException {
        JsonFactory jackson = new JsonFactoryBuilder()
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(JsonLimits.MAX_DEPTH)
                        .maxStringLength(JsonLimits.MAX_BYTES)
                        .maxNameLength(JsonLimits.MAX_BYTES)
                        .maxNumberLength(JsonLimits.MAX_NUMBER)
                        .build())
                .build();
        Fuzz.of(corpus(), WORDS, 600).run(input -> {
            String text = GoText.decode(input, 0, input.length);
            try (JsonParser parser = jackson.createParser(text)) {
                Json read = Json.parse(input, Reading.AS_GO);
                assertThat(read).isEqualTo(tree(parser, parser.nextToken()));
                assertThat(parser.nextToken()).isNull();
            } catch (MalformedJsonException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        });
    }

    private static Json tree(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Json> members = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = GoText.withoutLoneSurrogates(parser.currentName());
                    members.put(name, tree(parser, parser.nextToken()));
                }
                yield new Json.Obj(members);
            }
            case START_ARRAY -> {
                List<Json> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(tree(parser, parser.currentToken()));
                }
                yield new Json.Arr(items);
            }
            case VALUE_STRING -> new Json.Str(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(parser.getText());
            case VALUE_TRUE -> Json.Bool.TRUE;
            case VALUE_FALSE -> Json.Bool.FALSE;
            case VALUE_NULL -> Json.NULL;
            default -> throw new AssertionError(token);
        };
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
