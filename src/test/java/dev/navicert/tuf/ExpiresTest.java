package dev.navicert.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.tuf.json.GoStruct;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import dev.navicert.tuf.json.Reading;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpiresTest {
    @ParameterizedTest
    @CsvSource({
        "2029-11-21T11:03:01.885458482Z, 2029-11-21T11:03:01.885458482Z",
        "2029-11-21T11:03:01Z, 2029-11-21T11:03:01Z",
        "2029-11-21T11:03:01.5+05:30, 2029-11-21T05:33:01.5Z",
        "2029-11-21T11:03:01-08:00, 2029-11-21T19:03:01Z",
        "2029-11-21T1:03:01Z, 2029-11-21T01:03:01Z",
        "'2029-11-21T11:03:01,5Z', 2029-11-21T11:03:01.5Z",
        "2029-11-21T11:03:01+25:00, 2029-11-20T10:03:01Z",
        "2029-11-21T11:03:01.1234567899Z, 2029-11-21T11:03:01.123456789Z",
    })
    void keeps_the_text_and_knows_the_instant(String text, Instant instant) throws Exception {
        Expires expires = read(Json.string(text));
        assertThat(expires.text()).isEqualTo(text);
        assertThat(expires.instant()).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "2046-11-22 00:00:00Z ¦ cannot parse \" 00:00:00Z\\\"\" as \"T\"",
                "2046-11-22T00:00:00 ¦ cannot parse \"\\\"\" as \"Z07:00\"",
                "2046-11 ¦ cannot parse \"\\\"\" as \"-\"",
                "46-11-22T00:00:00Z ¦ cannot parse \"1-22T00:00:00Z\\\"\" as \"2006\"",
                "tomorrow ¦ cannot parse \"tomorrow\\\"\" as \"2006\"",
            })
    void refuses_what_is_not_rfc_3339_in_the_words_of_go(String text, String words) {
        assertThatThrownBy(() -> read(Json.string(text)))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("parsing time \"\\\"" + text + "\\\"\" as \"\\\"2006-01-02T15:04:05Z07:00\\\"\": " + words);
    }

    @ParameterizedTest
    @CsvSource({"2046-13-22T00:00:00Z, month", "2046-02-30T00:00:00Z, day", "2046-02-20T24:00:00Z, hour"})
    void refuses_dates_that_do_not_exist(String text, String what) {
        assertThatThrownBy(() -> read(Json.string(text)))
                .hasMessage("parsing time \"\\\"" + text + "\\\"\": " + what + " out of range");
    }

    @Test
    void what_is_absent_has_expired_long_ago() throws Exception {
        assertThat(read(Json.NULL).isBefore(Instant.EPOCH)).isTrue();
    }

    @Test
    void is_written_as_go_writes_it() {
        assertThat(Expires.at(Instant.parse("2029-11-21T11:03:01.880Z")).text()).isEqualTo("2029-11-21T11:03:01.88Z");
        assertThat(Expires.at(Instant.parse("2029-11-21T11:03:00Z")).text()).isEqualTo("2029-11-21T11:03:00Z");
    }

    private static Expires read(Json value) throws MalformedJsonException {
        return Expires.read(GoStruct.of(Json.object(Map.of("expires", value)), "data.Root", Reading.AS_GO));
    }
}
