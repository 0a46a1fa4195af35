package dev.navicert.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.tuf.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
    private static Optional<Token> read(String json) throws MalformedJsonException {
        return Token.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "300, 300",
        "61.5, 61",
        "59, 60",
        "0, 60",
        "-1, 60",
        "86401, 86400",
        "1e400, 86400",
        "\"300\", 60",
        "null, 60"
    })
    void is_kept_as_long_as_it_says_but_a_minute_at_least_and_a_day_at_most(String said, long seconds)
            throws Exception {
        assertThat(read("{\"token\":\"t\",\"expires_in\":" + said + "}"))
                .contains(new Token("t", Duration.ofSeconds(seconds)));
    }

    @Test
    void is_kept_for_a_minute_if_it_does_not_say() throws Exception {
        assertThat(read("{\"access_token\":\"a\",\"token\":\"t\"}")).contains(new Token("a", Duration.ofSeconds(60)));
    }

    @Test
    void is_none_where_there_is_none() throws Exception {
        assertThat(read("{}")).isEmpty();
        assertThat(read("{\"token\":\"\"}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"token\":\"a\\r\\nX: y\"}", "{\"token\":\"a b\"}", "{\"token\":1}", "[]", "", "{"})
    void is_refused_if_no_header_can_carry_it(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void does_not_print() throws Exception {
        assertThat(read("{\"token\":\"secret\"}").orElseThrow().toString()).doesNotContain("secret");
    }
}
