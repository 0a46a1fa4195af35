package dev.navicert.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.cli.verbs.Vocabulary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The script at work in a real fish, where there is one. */
class FishScriptTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void every_verb_and_every_flag_of_every_command_is_proposed(ProgramName program) throws Exception {
        StringBuilder lines = new StringBuilder("source ./script\n");
        List<String> expected = new ArrayList<>();
        for (Proposals proposals : Proposals.all(Vocabulary.calledAs(program))) {
            String words = (program + " " + proposals.path()).strip();
            if (!proposals.verbs().isEmpty()) {
                lines.append("complete -C '").append(words).append(" '\n");
                proposals.verbs().forEach(verb -> expected.add(verb.name()));
            }
            if (!proposals.takesVerbs()) {
                lines.append("complete -C '").append(words).append(" --'\n");
                proposals.flags().forEach(flag -> expected.add("--" + flag.name()));
            }
        }
        write(program, Shell.Descriptions.LEFT_OUT);
        assertThat(RealShell.fish().run(folder, lines.toString()).split("\n"))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void proposals_are_described() throws Exception {
        assertThat(tab("navicert key rem")).containsExactly("remove\tRemoves the key with the given keyID.");
        assertThat(tab("navicert list --fo")).containsExactly("--format\tOutput format: text or json");
    }

    @Test
    void values_are_proposed_where_they_are_known() throws Exception {
        Files.createDirectory(folder.resolve("keys"));
        Files.createFile(folder.resolve("mine.pem"));
        assertThat(tab("navicert -s key list --format "))
                .containsExactlyInAnyOrder("json\tOutput format: text or json", "text\tOutput format: text or json");
        assertThat(tab("navicert key import mi")).containsExactly("mine.pem");
        assertThat(tab("navicert list mi")).isEmpty();
        assertThat(tab("navicert -d k")).first().asString().startsWith("keys/");
        assertThat(tab("navicert help delegation p")).first().asString().startsWith("purge");
    }

    private List<String> tab(String line) throws Exception {
        write(ProgramName.NAVICERT, Shell.Descriptions.SHOWN);
        return RealShell.fish()
                .run(folder, "source ./script\ncomplete -C '" + line + "'\n")
                .lines()
                .toList();
    }

    private void write(ProgramName program, Shell.Descriptions descriptions) throws Exception {
        Files.writeString(folder.resolve("script"), Shell.FISH.script(Vocabulary.calledAs(program), descriptions));
    }
}
