package dev.navicert.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.cli.verbs.Vocabulary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The script at work in a real zsh on a pseudo-terminal, where there is one. */
class ZshScriptTest {
    private static final Pattern PROPOSED = Pattern.compile("<([^<>]*)>");

    /** An interactive zsh in a zsh, whose proposals are printed between marks instead of being shown. */
    private static final String TERMINAL = """
            zmodload zsh/zpty
            zpty inner zsh -f -i
            hear() {
              local text all=''
              while zpty -r inner text; do all+=$text; [[ $all == *$1* ]] && break; done
              print -r -- "$all"
            }
            zpty -w inner 'source ./inner'
            hear '=READY=' >/dev/null
            for line in "$@"; do
              zpty -n -w inner "$line"$'\\x14'
              print -r -- "TAB $line: $(hear '=DONE=')"
            done
            zpty -d inner
            """;

    private static final String INNER = """
            PS1='' PS2=''
            unsetopt beep
            unset zle_bracketed_paste
            fpath=($PWD/site $fpath)
            autoload -Uz compinit
            compinit -u -d $PWD/dump
            compadd() {
              local -a found
              builtin compadd -O found "$@"
              print -rn -- "<${(j:|:)found}>"
              builtin compadd "$@"
            }
            tab() { zle complete-word; print '=DONE='; BUFFER=''; }
            zle -C complete-word complete-word _main_complete
            zle -N tab
            bindkey '^T' tab
            print '=REA''DY='
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void every_verb_of_every_group_is_proposed(ProgramName program) throws Exception {
        List<Proposals> groups = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (Proposals proposals : Proposals.all(Vocabulary.calledAs(program))) {
            if (!proposals.verbs().isEmpty()) {
                groups.add(proposals);
                lines.add((program + " " + proposals.path()).strip() + " ");
            }
        }
        List<List<String>> answers = tab(program, lines);
        for (int i = 0; i < groups.size(); i++) {
            assertThat(answers.get(i))
                    .containsAll(groups.get(i).verbs().stream()
                            .map(verb -> verb.name())
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_flag_of_every_command_is_proposed(ProgramName program) throws Exception {
        List<Proposals> commands = new ArrayList<>(Proposals.all(Vocabulary.calledAs(program)));
        commands.removeIf(Proposals::takesVerbs);
        List<List<String>> answers = tab(
                program,
                commands.stream()
                        .map(proposals -> (program + " " + proposals.path()).strip() + " --")
                        .toList());
        for (int i = 0; i < commands.size(); i++) {
            assertThat(answers.get(i))
                    .as(commands.get(i).path())
                    .containsAll(commands.get(i).flags().stream()
                            .map(flag -> "--" + flag.name())
                            .toList());
        }
    }

    @Test
    void values_are_proposed_where_they_are_known() throws Exception {
        Files.createFile(folder.resolve("mine.pem"));
        List<List<String>> answers = tab(
                ProgramName.NAVICERT,
                List.of(
                        "navicert list --format ",
                        "navicert key import mi",
                        "navicert -s key li",
                        "navicert help key r"));
        assertThat(answers.get(0)).contains("text", "json");
        assertThat(answers.get(1)).contains("mine.pem");
        assertThat(answers.get(2)).contains("list");
        assertThat(answers.get(3)).contains("remove", "rotate");
    }

    private List<List<String>> tab(ProgramName program, List<String> lines) throws Exception {
        Files.createDirectories(folder.resolve("site"));
        Files.writeString(
                folder.resolve("site/_" + program),
                Shell.ZSH.script(Vocabulary.calledAs(program), Shell.Descriptions.SHOWN));
        Files.writeString(folder.resolve("inner"), INNER);
        String output = RealShell.zsh().run(folder, TERMINAL, lines.toArray(String[]::new));
        List<List<String>> answers = new ArrayList<>();
        for (String answer : output.split("TAB " + program)) {
            List<String> found = new ArrayList<>();
            PROPOSED.matcher(answer)
                    .results()
                    .forEach(match -> found.addAll(List.of(match.group(1).split("\\|"))));
            answers.add(found);
        }
        return answers.subList(1, answers.size());
    }
}
