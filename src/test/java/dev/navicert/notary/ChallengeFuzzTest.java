package dev.navicert.notary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.fuzz.Fuzz;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ChallengeFuzzTest {
    private static final List<String> WORDS = List.of(
            "Bearer ",
            "Basic ",
            "realm=",
            "service=",
            "scope=",
            "\"",
            "\\",
            "=",
            ",",
            ", ,",
            " ",
            "\t",
            "\n",
            "Negotiate YII=",
            "é",
            "\u0000",
            "a=b",
            "x".repeat(200));
    private static final List<byte[]> CORPUS = List.of(
                    "Bearer realm=\"https://auth.example.com/token\",service=\"notary\",scope=\"repository:a/b:pull,push\"",
                    "Basic realm=\"simple\"",
                    "Negotiate, Basic realm=x, Bearer realm=\"a\\\"b\" , error=\"invalid_token\"",
                    "Digest qop=\"auth, auth-int\", nonce=abc==")
            .stream()
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toList();

    @Test
    void challenges_are_read_or_none() {
        Fuzz.of(CORPUS, WORDS, 400).run(input -> {
            String text = new String(input, StandardCharsets.ISO_8859_1);
            for (Challenge challenge : Challenge.parse(Arrays.asList(text, text))) {
                assertThat(challenge.scheme())
                        .isNotBlank()
                        .isEqualTo(challenge.scheme().toLowerCase(Locale.ROOT));
                challenge
                        .parameters()
                        .forEach((name, value) ->
                                assertThat(text.toLowerCase(Locale.ROOT)).contains(name));
                assertThat(challenge.parameter("realm")).doesNotContain("\n", "\u0000");
            }
        });
    }
}
