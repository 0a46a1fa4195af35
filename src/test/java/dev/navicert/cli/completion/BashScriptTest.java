package dev.navicert.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.cli.syntax.Command;
import dev.navicert.cli.syntax.Flag;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.cli.verbs.Vocabulary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The script at work in a real bash: words as readline would hand them over, proposals as it would get them. */
class BashScriptTest {
    private static final String TAB = """
            source ./script
            COMP_WORDS=("$PROGRAM" "$@") COMP_CWORD=$#
            "_$PROGRAM"
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void a_folder_with_something_in_it() throws Exception {
        Files.createDirectory(folder.resolve("keys"));
        Files.createFile(folder.resolve("my key.pem"));
    }

    @ParameterizedTest
    @EnumSource
    void every_verb_and_every_flag_of_every_command_is_proposed(ProgramName program) throws Exception {
        Command root = Vocabulary.calledAs(program);
        StringBuilder lines = new StringBuilder("tab() {\n" + TAB.replace("source ./script\n", "") + "}\n");
        lines.insert(0, "PROGRAM=" + program + "\nsource ./script\n");
        List<String> expected = new ArrayList<>();
        for (Proposals proposals : Proposals.all(root)) {
            if (!proposals.verbs().isEmpty()) {
                lines.append("tab ").append(proposals.path()).append(" ''\n");
                proposals.verbs().forEach(verb -> expected.add(verb.name()));
            }
            if (!proposals.takesVerbs()) {
                lines.append("tab ").append(proposals.path()).append(" --\n");
                proposals.flags().forEach(flag -> expected.add("--" + flag.name()));
            }
        }
        write(program, Shell.Descriptions.SHOWN);
        assertThat(RealShell.bash().run(folder, lines.toString()).split("\n")).containsExactlyElementsOf(expected);
    }

    @Test
    void what_was_begun_is_completed() throws Exception {
        assertThat(tab("li")).containsExactly("list");
        assertThat(tab("key", "r")).containsExactly("remove", "rotate");
        assertThat(tab("list", "--ro")).containsExactly("--roles");
        assertThat(tab("nothing-like-it")).containsExactly("");
    }

    @Test
    void a_flags_value_is_not_taken_for_a_verb() throws Exception {
        assertThat(tab("-s", "key", "li")).containsExactly("list");
        assertThat(tab("-vs", "key", "li")).containsExactly("list");
        assertThat(tab("--server", "key", "li")).containsExactly("list");
        assertThat(tab("--server", "=", "key", "li")).containsExactly("list");
        assertThat(tab("-v", "key", "li")).containsExactly("list");
    }

    @Test
    void values_are_proposed_where_they_are_known() throws Exception {
        assertThat(tab("list", "--format", "")).containsExactly("text", "json");
        assertThat(tab("list", "--format", "=", "j")).containsExactly("json");
        assertThat(tab("list", "--format", "=")).containsExactly("text", "json");
        assertThat(tab("list", "--format=j")).containsExactly("--format=json");
        assertThat(tab("key", "generate", "-r", "ro")).containsExactly("root");
        assertThat(tab("--server", "")).containsExactly("");
    }

    @Test
    void files_and_folders_are_proposed_where_they_are_wanted() throws Exception {
        assertThat(tab("key", "import", "my")).containsExactly("my key.pem");
        assertThat(tab("-d", "")).containsExactly("keys");
        assertThat(tab("--tlskey", "my")).containsExactly("my key.pem");
        assertThat(tab("key", "import", "--", "my")).containsExactly("my key.pem");
        assertThat(tab("list", "my")).containsExactly("");
    }

    @Test
    void help_is_helped_to_its_topic() throws Exception {
        assertThat(tab("help", "delegation", "p")).containsExactly("purge");
    }

    @Test
    void a_list_describes_its_verbs_unless_that_is_not_wanted() throws Exception {
        assertThat(tab("COMP_TYPE=63", Shell.Descriptions.SHOWN, "key", "r"))
                .containsExactly(
                        "remove      (Removes the key with the given keyID.)",
                        "rotate      (Rotate a signing (non-root) key of the given type for the given Globally Unique Name"
                                + " and role.)");
        assertThat(tab("COMP_TYPE=63", Shell.Descriptions.LEFT_OUT, "key", "r")).containsExactly("remove", "rotate");
        assertThat(tab("COMP_TYPE=9", Shell.Descriptions.SHOWN, "key", "r")).containsExactly("remove", "rotate");
    }

    @Test
    void a_hidden_flag_is_understood_but_not_proposed() throws Exception {
        Command root = Command.verb("navicert", "")
                .with(Command.verb("go", "")
                        .with(Flag.string("secret", "").seen(Flag.Visibility.HIDDEN))
                        .with(Command.verb("on", "")));
        Files.writeString(folder.resolve("script"), Shell.BASH.script(root, Shell.Descriptions.SHOWN));
        assertThat(run("", "go", "--s")).containsExactly("");
        assertThat(run("", "go", "--secret", "on", "")).containsExactly("on");
    }

    private List<String> tab(String... words) throws Exception {
        return tab("", Shell.Descriptions.SHOWN, words);
    }

    private List<String> tab(String setting, Shell.Descriptions descriptions, String... words) throws Exception {
        write(ProgramName.NAVICERT, descriptions);
        return run(setting, words);
    }

    private List<String> run(String setting, String... words) throws Exception {
        String lines = "PROGRAM=navicert " + setting + "\n" + TAB;
        return RealShell.bash().run(folder, lines, words).lines().toList();
    }

    private void write(ProgramName program, Shell.Descriptions descriptions) throws Exception {
        Files.writeString(folder.resolve("script"), Shell.BASH.script(Vocabulary.calledAs(program), descriptions));
    }
}
