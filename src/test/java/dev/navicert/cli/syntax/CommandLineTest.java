package dev.navicert.cli.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each expectation was asked of the real {@code notary}, which is built on cobra and pflag. */
class CommandLineTest {
    private static final Command ROOT = Command.verb("prog", "")
            .withEverywhere(Flag.string("server", 's', "s"), Flag.bool("verbose", 'v', "v"))
            .with(
                    Command.verb("list [ GUN ]", "l")
                            .with(
                                    Flag.strings("roles", 'r', "r"),
                                    Flag.integers("number", 'n', "n"),
                                    Flag.bool("publish", 'p', "p"),
                                    Flag.integer("legacy", 'l', "l")),
                    Command.group("key", "k").with(Command.verb("rotate", "r")),
                    Command.verb("reset", "r"),
                    Command.verb("remove", "r"));

    private static Invocation run(String... words) throws SyntaxException {
        return ((CommandLine.Request.Run) new CommandLine(ROOT).parse(List.of(words))).invocation();
    }

    private static void assertRefused(String message, String... words) {
        assertThatThrownBy(() -> new CommandLine(ROOT).parse(List.of(words)))
                .isInstanceOf(SyntaxException.class)
                .hasMessage(message);
    }

    @Test
    void flags_may_stand_anywhere() throws SyntaxException {
        Invocation invocation = run("-s", "list", "list", "-v", "gun", "-rtargets/a", "--roles=b,c", "x");
        assertThat(invocation.command().name()).isEqualTo("list");
        assertThat(invocation.arguments()).containsExactly("gun", "x");
        assertThat(invocation.text("server")).isEqualTo("list");
        assertThat(invocation.texts("roles")).containsExactly("targets/a", "b", "c");
        assertThat(invocation.isOn("verbose")).isTrue();
    }

    @Test
    void two_dashes_end_the_flags() throws SyntaxException {
        assertThat(run("list", "--", "-v", "--bogus").arguments()).containsExactly("-v", "--bogus");
    }

    @Test
    void short_flags_may_be_bundled_and_the_last_may_take_a_value() throws SyntaxException {
        Invocation invocation = run("list", "-pvs", "url", "-n=1,-2", "-l0x10");
        assertThat(invocation.isOn("publish")).isTrue();
        assertThat(invocation.text("server")).isEqualTo("url");
        assertThat(invocation.numbers("number")).containsExactly(1L, -2L);
        assertThat(invocation.number("legacy")).isEqualTo(16);
    }

    @Test
    void help_is_found_before_the_command_only_where_cobra_finds_it() throws SyntaxException {
        assertThat(new CommandLine(ROOT).parse(List.of("list", "--help")))
                .isEqualTo(new CommandLine.Request.Help(ROOT.subcommands().get(0)));
        assertThat(new CommandLine(ROOT).parse(List.of("--help", "list")))
                .isEqualTo(new CommandLine.Request.Help(ROOT));
        assertThat(new CommandLine(ROOT).parse(List.of("key", "bogus")))
                .isEqualTo(new CommandLine.Request.Help(ROOT.subcommands().get(1)));
    }

    @Test
    void unknown_words_are_refused_with_suggestions() {
        assertRefused("unknown command \"bogus\" for \"prog\"", "bogus");
        assertRefused("unknown command \"re\" for \"prog\"\n\nDid you mean this?\n\tkey\n\treset\n\tremove\n", "re");
        assertRefused("unknown command \"LIST\" for \"prog\"\n\nDid you mean this?\n\tlist\n", "LIST");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            --bogus                 | unknown flag: --bogus
            ---x                    | bad flag syntax: ---x
            --=x                    | bad flag syntax: --=x
            -x                      | unknown shorthand flag: 'x' in -x
            -pz                     | unknown shorthand flag: 'z' in -z
            -ä                      | unknown shorthand flag: 'Ã' in -ä
            -s                      | flag needs an argument: 's' in -s
            --server                | flag needs an argument: --server
            --verbose=maybe         | invalid argument "maybe" for "-v, --verbose" flag: strconv.ParseBool: parsing "maybe": invalid syntax
            -n=abc                  | invalid argument "abc" for "-n, --number" flag: strconv.Atoi: parsing "abc": invalid syntax
            -n=1, 2                 | invalid argument "1, 2" for "-n, --number" flag: strconv.Atoi: parsing " 2": invalid syntax
            -n=99999999999999999999 | invalid argument "99999999999999999999" for "-n, --number" flag: strconv.Atoi: parsing "99999999999999999999": value out of range
            -lx                     | invalid argument "x" for "-l, --legacy" flag: strconv.ParseInt: parsing "x": invalid syntax
            -l08                    | invalid argument "08" for "-l, --legacy" flag: strconv.ParseInt: parsing "08": invalid syntax
            -l1__0                  | invalid argument "1__0" for "-l, --legacy" flag: strconv.ParseInt: parsing "1__0": invalid syntax
            -r=a"b                  | invalid argument "a\\"b" for "-r, --roles" flag: parse error on line 1, column 2: bare " in non-quoted-field
            -r="a                   | invalid argument "\\"a" for "-r, --roles" flag: parse error on line 1, column 3: extraneous or missing " in quoted-field
            -r="a"x                 | invalid argument "\\"a\\"x" for "-r, --roles" flag: parse error on line 1, column 3: extraneous or missing " in quoted-field
            -r=ä"b                  | invalid argument "ä\\"b" for "-r, --roles" flag: parse error on line 1, column 3: bare " in non-quoted-field
            """, delimiter = '|')
    void malformed_flags_are_refused_in_the_words_of_pflag(String word, String message) {
        assertRefused(message, "list", word);
    }

    @Test
    void records_over_several_lines_are_told_apart() {
        assertRefused(
                "invalid argument \"x,\\\"a\\n\\\"b\" for \"-r, --roles\" flag: record on line 1; parse error on line 2,"
                        + " column 1: extraneous or missing \" in quoted-field",
                "list",
                "-r",
                "x,\"a\n\"b");
        assertRefused("invalid argument \"\\n\" for \"-r, --roles\" flag: EOF", "list", "-r", "\n");
    }

    @Test
    void quoted_elements_may_hold_commas_and_quotes() throws SyntaxException {
        assertThat(run("list", "-r", "\"a,b\",c,\"d\"\"e\",").texts("roles")).containsExactly("a,b", "c", "d\"e", "");
        assertThat(run("list", "-r", "").texts("roles")).isEmpty();
    }
}
