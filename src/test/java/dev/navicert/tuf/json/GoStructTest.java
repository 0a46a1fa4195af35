package dev.navicert.tuf.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoStructTest {
    @ParameterizedTest
    @ValueSource(strings = {"keyid", "KEYID", "KeyId", "\u212Aeyid"})
    void go_finds_a_member_in_any_case_and_a_strict_reader_in_its_own_alone(String written) throws Exception {
        String text = "{\"" + written + "\":\"x\"}";
        assertThat(read(text, Reading.AS_GO).text("keyid", "string")).isEqualTo("x");
        if (!written.equals("keyid")) {
            assertThatThrownBy(() -> read(text, Reading.UNAMBIGUOUS).text("keyid", "string"))
                    .hasMessageStartingWith("json: member ")
                    .hasMessageEndingWith(" must be written \"keyid\"");
        }
    }

    @Test
    void the_last_of_several_spellings_counts() throws Exception {
        assertThat(read("{\"version\":1,\"Version\":2}", Reading.AS_GO).integer("version", "int"))
                .isEqualTo(2);
        assertThat(read("{\"Version\":2,\"version\":1}", Reading.AS_GO).integer("version", "int"))
                .isEqualTo(1);
    }

    @Test
    void absent_and_null_are_zero() throws Exception {
        for (String text : new String[] {"{}", "null", "{\"a\":null}"}) {
            GoStruct struct = read(text, Reading.AS_GO);
            assertThat(struct.text("a", "string")).isEmpty();
            assertThat(struct.integer("a", "int")).isZero();
            assertThat(struct.flag("a")).isFalse();
            assertThat(struct.bytes("a")).isEmpty();
            assertThat(struct.list("a", "[]string")).isEmpty();
            assertThat(struct.map("a", "data.Files")).isEmpty();
            assertThat(struct.struct("a", "data.Delegations").text("b", "string"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "3.0 ¦ number 3.0",
                "3e0 ¦ number 3e0",
                "9223372036854775808 ¦ number 9223372036854775808",
                "\"3\" ¦ string",
                "true ¦ bool",
                "[] ¦ array",
                "{} ¦ object",
            })
    void an_integer_is_written_as_one(String value, String found) {
        assertThatThrownBy(() -> read("{\"a\":" + value + "}", Reading.AS_GO).integer("a", "int64"))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("json: cannot unmarshal " + found + " into Go value of type int64");
    }

    @Test
    void an_integer_that_a_double_cannot_hold_is_refused_where_two_readers_could_differ() throws Exception {
        String text = "{\"a\":9007199254740993}";
        assertThat(read(text, Reading.AS_GO).integer("a", "int")).isEqualTo(9007199254740993L);
        assertThatThrownBy(() -> read(text, Reading.UNAMBIGUOUS).integer("a", "int"))
                .hasMessage("json: number 9007199254740993 is beyond 2^53");
    }

    @ParameterizedTest
    @CsvSource({"abc, 0", "abcd=, 4", "ab-_, 2", "ab=c, 2", "ab==x, 4", "a===, 1", "ab, 0"})
    void base64_is_standard_and_padded(String text, int position) {
        assertThatThrownBy(
                        () -> read("{\"sig\":\"" + text + "\"}", Reading.AS_GO).bytes("sig"))
                .hasMessage("illegal base64 data at input byte " + position);
    }

    @Test
    void bytes_may_be_an_array_of_numbers() throws Exception {
        assertThat(read("{\"sig\":[1,255,null]}", Reading.AS_GO).bytes("sig")).containsExactly(1, -1, 0);
        assertThatThrownBy(() -> read("{\"sig\":[256]}", Reading.AS_GO).bytes("sig"))
                .hasMessage("json: cannot unmarshal number 256 into Go value of type uint8");
        assertThatThrownBy(() -> read("{\"sig\":[\"x\"]}", Reading.AS_GO).bytes("sig"))
                .hasMessage("json: cannot unmarshal string into Go value of type uint8");
    }

    private static GoStruct read(String text, Reading reading) throws MalformedJsonException {
        return GoStruct.of(Json.parse(text.getBytes(StandardCharsets.UTF_8), reading), "data.Signed", reading);
    }
}
