package dev.navicert.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.cli.syntax.Command;
import dev.navicert.cli.syntax.Flag;
import dev.navicert.cli.syntax.ValueHint.Source;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.cli.verbs.Vocabulary;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the script says of the commands, and that quotes and brackets are in order; Debian has no PowerShell to try it in. */
class PowerShellScriptTest {
    /** Comments, texts in either kind of quotes, and everything else. */
    private static final Pattern TOKEN =
            Pattern.compile("(?<comment>#[^\\n]*)|(?<text>'(?:[^']|'')*'|\"(?:[^\"`]|`.)*\")|(?<other>[\\s\\S])");

    private static final Map<Character, Character> BRACKETS = Map.of(')', '(', ']', '[', '}', '{');

    @ParameterizedTest
    @EnumSource
    void every_verb_and_every_flag_of_every_command_is_in_it(ProgramName program) {
        Command root = Vocabulary.calledAs(program);
        String script = Shell.POWERSHELL.script(root, Shell.Descriptions.SHOWN);
        for (Proposals proposals : Proposals.all(root)) {
            String section = section(script, proposals.path());
            assertThat(table(section, "verbs"))
                    .as(proposals.path())
                    .containsExactlyElementsOf(proposals.verbs().stream()
                            .map(verb -> row(verb.name(), verb.summary()))
                            .toList());
            assertThat(table(section, "flags"))
                    .as(proposals.path())
                    .containsExactlyElementsOf(proposals.flags().stream()
                            .map(flag -> row("--" + flag.name(), flag.usage()))
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void it_knows_which_flags_take_the_next_word_and_what_that_can_be(ProgramName program) {
        Command root = Vocabulary.calledAs(program);
        String script = Shell.POWERSHELL.script(root, Shell.Descriptions.SHOWN);
        for (Proposals proposals : Proposals.all(root)) {
            String section = section(script, proposals.path());
            for (Flag flag : proposals.flags()) {
                Proposals.spellings(flag).forEach(spelling -> {
                    String quoted = PowerShellScript.quoted(spelling);
                    assertThat(line(section, "valued").contains(quoted))
                            .as(proposals.path() + " " + spelling)
                            .isEqualTo(!flag.standsAlone());
                    assertThat(line(section, "files").contains(quoted))
                            .isEqualTo(Proposals.valueFrom(Source.FILES).test(flag));
                    assertThat(line(section, "folders").contains(quoted))
                            .isEqualTo(Proposals.valueFrom(Source.DIRECTORIES).test(flag));
                });
            }
        }
        assertThat(table(section(script, "list"), "choices"))
                .containsExactlyElementsOf(
                        program == ProgramName.NAVICERT ? List.of("'--format' = @('text', 'json')") : List.of());
        assertThat(line(section(script, "key import"), "takes")).isEqualTo("'files'");
        assertThat(line(section(script, "help"), "takes")).isEqualTo("'verbs'");
        assertThat(line(section(script, "list"), "takes")).isEqualTo("''");
    }

    @ParameterizedTest
    @EnumSource
    void quotes_and_brackets_are_in_order(ProgramName program) {
        Deque<Character> open = new ArrayDeque<>();
        Matcher tokens = TOKEN.matcher(Shell.POWERSHELL.script(Vocabulary.calledAs(program), Shell.Descriptions.SHOWN));
        while (tokens.find()) {
            String other = tokens.group("other");
            if (other != null) {
                char c = other.charAt(0);
                assertThat(c).as("a quote without its fellow").isNotIn('\'', '"', '`');
                if (BRACKETS.containsValue(c)) {
                    open.push(c);
                } else if (BRACKETS.containsKey(c)) {
                    assertThat(open.poll()).isEqualTo(BRACKETS.get(c));
                }
            }
        }
        assertThat(open).isEmpty();
    }

    @Test
    void what_ends_a_text_in_powershell_is_doubled() {
        assertThat(PowerShellScript.quoted("it's $HOME")).isEqualTo("'it''s $HOME'");
        assertThat(PowerShellScript.quoted("\u2018so\u2019")).isEqualTo("'\u2018\u2018so\u2019\u2019'");
    }

    @Test
    void it_completes_the_program_by_its_name_and_leaves_no_function_behind() {
        String script = Shell.POWERSHELL.script(Vocabulary.calledAs(ProgramName.NOTARY), Shell.Descriptions.SHOWN);
        assertThat(script)
                .contains("\nRegister-ArgumentCompleter -Native -CommandName 'notary' -ScriptBlock {\n")
                .doesNotContainPattern("(?m)^\\s*(function|filter) ")
                .doesNotContain("navicert", "PROGRAM");
    }

    @Test
    void a_proposal_without_an_explanation_is_explained_by_itself() {
        String script = Shell.POWERSHELL.script(Vocabulary.calledAs(ProgramName.NAVICERT), Shell.Descriptions.LEFT_OUT);
        assertThat(table(section(script, "key"), "verbs")).contains(row("remove", "remove"));
        assertThat(script).doesNotContain("''\n                    flags");
    }

    private static String row(String name, String explanation) {
        return PowerShellScript.quoted(name) + " = " + PowerShellScript.quoted(explanation);
    }

    /** What is said of one command. */
    private static String section(String script, String path) {
        String start = "\n            '" + path + "' {\n";
        assertThat(script).containsOnlyOnce(start);
        int from = script.indexOf(start) + start.length();
        return script.substring(from, script.indexOf("\n            }\n", from));
    }

    private static List<String> table(String section, String member) {
        Matcher found = Pattern.compile("(?m)^ +" + member + " = \\[ordered]@\\{([\\s\\S]*?)^? *}$")
                .matcher(section);
        assertThat(found.find()).as(member).isTrue();
        return found.group(1)
                .lines()
                .map(String::strip)
                .filter(row -> !row.isEmpty())
                .toList();
    }

    private static String line(String section, String member) {
        Matcher found = Pattern.compile("(?m)^ +" + member + " = (.*)$").matcher(section);
        assertThat(found.find()).as(member).isTrue();
        return found.group(1);
    }
}
