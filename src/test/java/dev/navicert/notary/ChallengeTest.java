package dev.navicert.notary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {
    @Test
    void reads_what_notary_servers_send() {
        assertThat(
                        one(
                                "Bearer realm=\"https://auth.example.com/token\",service=\"notary-svc\",scope=\"repository:a/b:push,pull\""))
                .isEqualTo(new Challenge(
                        "bearer",
                        Map.of(
                                "realm", "https://auth.example.com/token",
                                "service", "notary-svc",
                                "scope", "repository:a/b:push,pull")));
    }

    @Test
    void reads_tokens_quoted_strings_escapes_and_blanks() {
        assertThat(one("BASIC  Realm = \"a \\\"b\\\\\"  ,  charset=UTF-8 , "))
                .isEqualTo(new Challenge("basic", Map.of("realm", "a \"b\\", "charset", "UTF-8")));
    }

    @Test
    void reads_several_challenges_in_one_header_and_in_several() {
        assertThat(Challenge.parse(
                        List.of("Negotiate, Basic realm=\"x\", Bearer realm=\"y\",service=z", "Digest abc==")))
                .containsExactly(
                        new Challenge("negotiate", Map.of()),
                        new Challenge("basic", Map.of("realm", "x")),
                        new Challenge("bearer", Map.of("realm", "y", "service", "z")),
                        new Challenge("digest", Map.of()));
    }

    @Test
    void keeps_commas_inside_quotes() {
        assertThat(one("Bearer scope=\"a, Basic realm=b\"").parameter("scope")).isEqualTo("a, Basic realm=b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",,,",
                "Bearer realm=\"unterminated",
                "Bearer realm=\"ends in a backslash\\",
                "Bearer =x",
                "Bearer realm=\"a\" service=\"b\"",
                "Bearer realm=\"a\",realm=\"b\"",
                "Bearer\trealm=\"a\"",
                "Bearer realm=\"a\u0001b\"",
                "Bearer realm=\"a\", \"b\"",
                "\"Bearer\" realm=a",
                "Bearer realm==a"
            })
    void counts_a_malformed_header_for_nothing(String header) {
        assertThat(Challenge.parse(List.of(header))).isEmpty();
    }

    @Test
    void reads_neither_endless_headers_nor_endless_challenges() {
        assertThat(Challenge.parse(List.of("Bearer realm=\"" + "x".repeat(9000) + "\"")))
                .isEmpty();
        assertThat(Challenge.parse(List.of("a,".repeat(17)))).isEmpty();
        StringBuilder many = new StringBuilder("Bearer ");
        for (int i = 0; i < 40; i++) {
            many.append("p").append(i).append("=x,");
        }
        assertThat(Challenge.parse(List.of(many.toString()))).isEmpty();
    }

    @Test
    void survives_anything() {
        Random random = new Random(20261122);
        String alphabet = "Bearer basic realm=\"\\,=; \tx\u0001é";
        for (int i = 0; i < Integer.getInteger("fuzz.inputs", 3000); i++) {
            StringBuilder header = new StringBuilder();
            for (int n = random.nextInt(60); n > 0; n--) {
                header.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(Challenge.parse(List.of(header.toString()))).hasSizeLessThanOrEqualTo(16);
        }
    }

    private static Challenge one(String header) {
        List<Challenge> challenges = Challenge.parse(List.of(header));
        assertThat(challenges).hasSize(1);
        return challenges.get(0);
    }
}
