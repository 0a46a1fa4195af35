package dev.navicert.tuf.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "{\"b\":1,\"a\":2} ¦ {\"a\":2,\"b\":1} ¦ {\"a\":2,\"b\":1}",
                "{\"a\":\"<>&\"} ¦ {\"a\":\"<>&\"} ¦ {\"a\":\"\\u003c\\u003e\\u0026\"}",
                "{\"a\":\"\\\"\\\\/\"} ¦ {\"a\":\"\\\"\\\\/\"} ¦ {\"a\":\"\\\"\\\\/\"}",
                "{\"a\":\"\\u00e9\\ud83d\\ude00\"} ¦ {\"a\":\"é😀\"} ¦ {\"a\":\"é😀\"}",
                "{\"a\":\"\\ud800\"} ¦ {\"a\":\"\uFFFD\"} ¦ {\"a\":\"\uFFFD\"}",
                "{\"a\":1.0,\"b\":1e3,\"c\":-0,\"e\":-5} ¦ {\"a\":1,\"b\":1000,\"c\":0,\"e\":-5} ¦ {\"a\":1,\"b\":1000,\"c\":0,\"e\":-5}",
                "{\"a\":9007199254740993} ¦ {\"a\":9007199254740992} ¦ {\"a\":9007199254740992}",
                "{\"a\":1e30} ¦ {\"a\":-9223372036854775808} ¦ {\"a\":-9223372036854775808}",
                "{\"d\":[],\"e\":{},\"c\":null,\"f\":[1,{\"z\":1,\"y\":true}]} ¦ {\"c\":null,\"d\":[],\"e\":{},\"f\":[1,{\"y\":true,\"z\":1}]} ¦ {\"c\":null,\"d\":[],\"e\":{},\"f\":[1,{\"y\":true,\"z\":1}]}",
                "{\"a\":1,\"a\":2} ¦ {\"a\":2} ¦ {\"a\":2}",
                "\"\\u2028\\u2029\\u007f\" ¦ \"\u2028\u2029\u007f\" ¦ \"\\u2028\\u2029\u007f\"",
            })
    void a_tree_has_one_signed_form_and_one_file_form(String text, String canonical, String file) throws Exception {
        Json tree = parse(text);
        assertThat(new String(CanonicalJson.encode(tree), StandardCharsets.UTF_8))
                .isEqualTo(canonical);
        assertThat(new String(GoLayout.encode(tree), StandardCharsets.UTF_8)).isEqualTo(file);
    }

    @Test
    void members_are_sorted_by_code_point() throws Exception {
        Json tree = parse("{\"€\":1,\"😀\":1,\"\uFFFD\":1,\"z\":1,\"Z\":1,\"\":1,\"aa\":1,\"a\":1}");
        assertThat(new String(CanonicalJson.encode(tree), StandardCharsets.UTF_8))
                .isEqualTo("{\"\":1,\"Z\":1,\"a\":1,\"aa\":1,\"z\":1,\"€\":1,\"\uFFFD\":1,\"😀\":1}");
    }

    @Test
    void control_characters_stay_raw_in_what_is_signed_and_cannot_be_written_to_a_file() throws Exception {
        Json tree = parse("{\"a\":\"tab\\t\\n\\u0000\"}");
        assertThat(new String(CanonicalJson.encode(tree), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":\"tab\t\n\u0000\"}");
        assertThatThrownBy(() -> GoLayout.encode(tree)).hasMessage("invalid character '\\t' in string literal");
    }

    @ParameterizedTest
    @CsvSource({"1.5, 1.5", "-0.25e1, -2.5", "1e-7, 1e-07", "0.0001, 0.0001"})
    void a_fraction_has_no_canonical_form(String number, String shown) {
        assertThatThrownBy(() -> CanonicalJson.encode(parse(number)))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("json: unsupported value: " + shown);
    }

    @Test
    void a_number_that_is_no_double_has_no_canonical_form() {
        assertThatThrownBy(() -> CanonicalJson.encode(parse("1e999")))
                .hasMessage("json: cannot unmarshal number 1e999 into Go value of type float64");
    }

    private static Json parse(String text) throws MalformedJsonException {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8), Reading.AS_GO);
    }
}
