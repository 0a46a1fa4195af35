package dev.navicert.tuf.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
    @Test
    void the_last_of_two_equal_names_counts_as_in_go() throws MalformedJsonException {
        assertThat(parse("{\"a\":1,\"b\":2,\"a\":3}").toString())
                .isEqualTo(parse("{\"b\":2,\"a\":3}").toString());
    }

    @Test
    void a_name_twice_is_refused_where_two_readers_could_differ() {
        assertThatThrownBy(() -> Json.parse(bytes("{\"a\":1,\"\\u0061\":3}"), Reading.UNAMBIGUOUS))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("json: member \"a\" occurs twice");
    }

    @Test
    void a_number_keeps_its_text() throws MalformedJsonException {
        assertThat(parse("[3, 3.0, 3e0, 9007199254740993]"))
                .isEqualTo(Json.array(List.of(
                        new Json.Num("3"),
                        new Json.Num("3.0"),
                        new Json.Num("3e0"),
                        new Json.Num("9007199254740993"))));
    }

    @Test
    void every_byte_that_is_no_utf8_becomes_one_replacement_character() throws MalformedJsonException {
        byte[] text = {'"', (byte) 0xE2, (byte) 0x82, 'x', (byte) 0xFF, (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'};
        assertThat(Json.parse(text, Reading.AS_GO)).isEqualTo(Json.string("\uFFFD\uFFFDx\uFFFD\uFFFD\uFFFD\uFFFD"));
    }

    @Test
    void half_a_surrogate_pair_becomes_the_replacement_character() throws MalformedJsonException {
        assertThat(parse("[\"\\ud800\", \"\\udc00x\", \"\\ud83d\\ude00\"]"))
                .isEqualTo(Json.array(List.of(Json.string("\uFFFD"), Json.string("\uFFFDx"), Json.string("😀"))));
    }

    @Test
    void white_space_around_the_value_is_allowed() throws MalformedJsonException {
        assertThat(parse(" \r\n\t{ } \n")).isEqualTo(parse("{}"));
    }

    @Test
    void nesting_is_capped() {
        String deep = "[".repeat(JsonLimits.MAX_DEPTH + 1) + "]".repeat(JsonLimits.MAX_DEPTH + 1);
        assertThatThrownBy(() -> parse(deep)).hasMessageStartingWith("json: nested");
        assertThatThrownBy(() -> parse("[".repeat(5_000_000))).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void the_length_of_a_number_is_capped() throws MalformedJsonException {
        String most = "9".repeat(JsonLimits.MAX_NUMBER);
        assertThat(parse(most)).isEqualTo(new Json.Num(most));
        assertThatThrownBy(() -> parse(most + "9")).hasMessage("json: a number of more than 512 characters");
    }

    @Test
    void every_escape_is_read() throws MalformedJsonException {
        assertThat(parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00é\""))
                .isEqualTo(Json.string("\"\\/\b\f\n\r\té😀é"));
    }

    @Test
    void the_number_of_values_is_capped() {
        String many = "[" + "0,".repeat(JsonLimits.MAX_VALUES) + "0]";
        assertThatThrownBy(() -> parse(many)).hasMessage("json: more than 4000000 values");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "`` ¦ unexpected end of JSON input",
                "` ` ¦ unexpected end of JSON input",
                "{ ¦ unexpected end of JSON input",
                "{\"a\" ¦ unexpected end of JSON input",
                "\"abc ¦ unexpected end of JSON input",
                "tru ¦ unexpected end of JSON input",
                "- ¦ unexpected end of JSON input",
                "1. ¦ unexpected end of JSON input",
                "1e ¦ unexpected end of JSON input",
                "<html> ¦ invalid character '<' looking for beginning of value",
                "junk ¦ invalid character 'j' looking for beginning of value",
                "not json ¦ invalid character 'o' in literal null (expecting 'u')",
                "tx ¦ invalid character 'x' in literal true (expecting 'r')",
                "falsy ¦ invalid character 'y' in literal false (expecting 'e')",
                "{} x ¦ invalid character 'x' after top-level value",
                "{}{} ¦ invalid character '{' after top-level value",
                "{1} ¦ invalid character '1' looking for beginning of object key string",
                "{\"a\":1,} ¦ invalid character '}' looking for beginning of object key string",
                "{\"a\" 1} ¦ invalid character '1' after object key",
                "{\"a\":1 2} ¦ invalid character '2' after object key:value pair",
                "[1 2] ¦ invalid character '2' after array element",
                "[1}] ¦ invalid character '}' after array element",
                "[1,] ¦ invalid character ']' looking for beginning of value",
                "{\"a\":} ¦ invalid character '}' looking for beginning of value",
                "01 ¦ invalid character '1' after top-level value",
                "-x ¦ invalid character 'x' in numeric literal",
                "1.x ¦ invalid character 'x' after decimal point in numeric literal",
                "1ex ¦ invalid character 'x' in exponent of numeric literal",
                "\"\\x\" ¦ invalid character 'x' in string escape code",
                "\"\\u00g0\" ¦ invalid character 'g' in \\u hexadecimal character escape",
                "é ¦ invalid character 'Ã' looking for beginning of value",
                "'a' ¦ invalid character '\\'' looking for beginning of value",
                "[1\"a\"] ¦ invalid character '\"' after array element",
            })
    void a_fault_is_told_in_the_words_of_go(String text, String words) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage(words);
    }

    @Test
    void control_characters_in_messages_are_escaped() {
        assertThatThrownBy(() -> parse("\"a\nb\"")).hasMessage("invalid character '\\n' in string literal");
        assertThatThrownBy(() -> parse("\u001b[2J"))
                .hasMessage("invalid character '\\x1b' looking for beginning of value");
        assertThatThrownBy(() -> parse("\u0000"))
                .hasMessage("invalid character '\\x00' looking for beginning of value");
    }

    private static Json parse(String text) throws MalformedJsonException {
        return Json.parse(bytes(text), Reading.AS_GO);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
