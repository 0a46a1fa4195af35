package dev.navicert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row was asked of the real {@code notary}. */
class GoFormatTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            plain         | plain
            %d            | %!d(MISSING)
            zz%s%d%%      | zz%!s(MISSING)%!d(MISSING)%
            %05.2fx       | %!f(MISSING)x
            %*dx          | %!(BADWIDTH)%!d(MISSING)x
            %.*dx         | %!(BADPREC)%!d(MISSING)x
            %[1]dx        | %!d(BADINDEX)x
            %[1][2]x      | %![(BADINDEX)2]x
            %[x           | %!x(BADINDEX)
            %éx           | %!é(MISSING)x
            100%          | 100%!(NOVERB)
            """)
    void a_text_is_printed_as_if_it_were_a_format(String text, String printed) {
        assertThat(GoFormat.printed(text)).isEqualTo(printed);
    }

    @Test
    void as_notary_an_error_is_mangled_and_as_navicert_it_is_not() {
        assertThat(CommandRun.notary("xxxxx100%").stdout())
                .isEqualTo("\n* fatal: unknown command \"xxxxx100%!\"(MISSING) for \"notary\"\n");
        assertThat(CommandRun.navicert("xxxxx100%").stdout())
                .isEqualTo("\n* fatal: unknown command \"xxxxx100%\" for \"navicert\"\n");
    }
}
