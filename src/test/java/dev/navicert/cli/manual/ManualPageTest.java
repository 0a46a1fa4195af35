package dev.navicert.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.navicert.cli.syntax.Command;
import dev.navicert.cli.syntax.Flag;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.cli.verbs.Vocabulary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ManualPageTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void names_every_verb_and_every_flag_hidden_ones_too(ProgramName program) {
        String page = page(program).text();
        assertThat(page).isASCII();
        everyCommand(Vocabulary.calledAs(program), command -> {
            assertThat(page).contains(".SS \"" + Roff.escaped(command.path()) + "\"\n");
            for (Flag flag : command.ownFlags()) {
                assertThat(page).contains(Roff.escaped("--" + flag.name()) + "\\fR");
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void mandoc_has_nothing_to_complain_about(ProgramName program) throws Exception {
        assertThat(typeset(program, "mandoc", "-Tlint", "-Wstyle")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void groff_has_nothing_to_complain_about(ProgramName program) throws Exception {
        assertThat(typeset(program, "groff", "-man", "-Tutf8", "-ww", "-z")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_read_is_what_is_typed(ProgramName program) throws Exception {
        String read = typeset(program, "mandoc", "-Tutf8").replaceAll(".\b", "");
        assertThat(read)
                .contains("  " + program + " key rotate")
                .contains("-r, --server-managed")
                .contains("source <(" + program + " completion bash)")
                .contains("$(brew --prefix)/etc/bash_completion.d/" + program)
                .contains("echo \"autoload -U compinit; compinit\" >> ~/.zshrc");
    }

    private static ManualPage page(ProgramName program) {
        return new ManualPage(program, "1.2.3", "2026-11-22");
    }

    private static void everyCommand(Command command, Consumer<Command> seen) {
        command.subcommands().forEach(below -> {
            seen.accept(below);
            everyCommand(below, seen);
        });
    }

    /** What the program prints and complains when it sets the page; the test is skipped if there is no such program. */
    private String typeset(ProgramName program, String... command) throws Exception {
        assumeTrue(
                List.of(System.getenv("PATH").split(":")).stream()
                        .anyMatch(place -> Files.isExecutable(Path.of(place, command[0]))),
                command[0] + " is not installed, so the page cannot be tried with it");
        Path page =
                Files.writeString(folder.resolve(program + ".1"), page(program).text());
        Path printed = folder.resolve("printed");
        Process process = new ProcessBuilder(command)
                .redirectInput(page.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return Files.readString(printed);
    }
}
