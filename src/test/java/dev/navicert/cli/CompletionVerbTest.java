package dev.navicert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.cli.completion.Shell;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.cli.verbs.Vocabulary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompletionVerbTest {
    @ParameterizedTest
    @EnumSource
    void prints_the_script_for_the_name_it_was_called_by(Shell shell) {
        String name = shell.name().toLowerCase(Locale.ROOT);
        assertThat(CommandRun.notary("completion", name).stdout())
                .isEqualTo(shell.script(Vocabulary.calledAs(ProgramName.NOTARY), Shell.Descriptions.SHOWN))
                .contains("notary")
                .doesNotContain("navicert");
        assertThat(CommandRun.navicert("completion", name).stdout()).contains("navicert", "explain");
    }

    @ParameterizedTest
    @EnumSource
    void leaves_descriptions_out_when_told_to(Shell shell) {
        String sentence = "Lists targets for a remote trusted collection.";
        String name = shell.name().toLowerCase(Locale.ROOT);
        assertThat(CommandRun.navicert("completion", name).stdout()).contains(sentence);
        assertThat(CommandRun.navicert("completion", name, "--no-descriptions").stdout())
                .doesNotContain(sentence);
    }

    @ParameterizedTest
    @EnumSource
    void takes_no_argument(Shell shell) {
        String name = shell.name().toLowerCase(Locale.ROOT);
        assertThat(CommandRun.notary("completion", name, "extra"))
                .isEqualTo(new CommandRun(
                        1, "\n* fatal: unknown command \"extra\" for \"notary completion " + name + "\"\n", ""));
    }

    @Test
    void the_distribution_gets_a_script_for_each_shell_and_name(@TempDir Path share) throws Exception {
        SharedFiles.main(share.toString(), "1.2.3", "2026-11-22");
        assertThat(share.resolve("bash-completion/completions/notary"))
                .hasContent(CommandRun.notary("completion", "bash").stdout());
        assertThat(share.resolve("zsh/site-functions/_navicert"))
                .hasContent(CommandRun.navicert("completion", "zsh").stdout());
        assertThat(Files.readString(share.resolve("fish/vendor_completions.d/navicert.fish")))
                .isEqualTo(CommandRun.navicert("completion", "fish").stdout());
        assertThat(share.resolve("pwsh/completions/_notary.ps1"))
                .hasContent(CommandRun.notary("completion", "powershell").stdout());
    }
}
