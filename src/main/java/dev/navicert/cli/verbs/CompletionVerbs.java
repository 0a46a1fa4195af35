package dev.navicert.cli.verbs;

import dev.navicert.cli.syntax.Command;
import dev.navicert.cli.syntax.Flag;

/**
 * The verbs that cobra adds by itself for shell completion.
 *
 * @see <a href="https://github.com/spf13/cobra/blob/v1.6.1/completions.go">cobra, {@code InitDefaultCompletionCmd}</a>
 */
final class CompletionVerbs {
    private static final String SUMMARY = "Generate the autocompletion script for ";
    private static final String SESSION = "To load completions in your current shell session:\n\n\t";
    private static final String EVERY_SESSION = "To load completions for every new session, execute once:\n\n";
    private static final String RESTART = "\n\nYou will need to start a new shell for this setup to take effect.";

    private CompletionVerbs() {}

    static Command group(ProgramName called) {
        String program = called.text();
        return Command.group("completion", SUMMARY + "the specified shell")
                .describedAs(SUMMARY + program + " for the specified shell.\n"
                        + "See each sub-command's help for details on how to use the generated script.")
                .refusingArguments()
                .with(bash(program), zsh(program), fish(program), powershell(program));
    }

    private static Command shell(String name, String description) {
        return Command.verb(name, SUMMARY + name)
                .describedAs(description)
                .with(Flag.bool("no-descriptions", "disable completion descriptions"))
                .refusingArguments();
    }

    private static Command bash(String program) {
        String script = program + " completion bash";
        return shell(
                        "bash",
                        SUMMARY + "the bash shell.\n\nThis script depends on the 'bash-completion' package.\n"
                                + "If it is not installed already, you can install it via your OS's package manager.\n\n"
                                + SESSION + "source <(" + script + ")\n\n"
                                + EVERY_SESSION + "#### Linux:\n\n\t" + script + " > /etc/bash_completion.d/" + program
                                + "\n\n#### macOS:\n\n\t" + script + " > $(brew --prefix)/etc/bash_completion.d/"
                                + program + RESTART)
                .withCompleteUseLine();
    }

    private static Command zsh(String program) {
        String script = program + " completion zsh";
        return shell(
                "zsh",
                SUMMARY + "the zsh shell.\n\n"
                        + "If shell completion is not already enabled in your environment you will need\n"
                        + "to enable it.  You can execute the following once:\n\n"
                        + "\techo \"autoload -U compinit; compinit\" >> ~/.zshrc\n\n"
                        + SESSION + "source <(" + script + "); compdef _" + program + " " + program + "\n\n"
                        + EVERY_SESSION + "#### Linux:\n\n\t" + script + " > \"${fpath[1]}/_" + program
                        + "\"\n\n#### macOS:\n\n\t" + script + " > $(brew --prefix)/share/zsh/site-functions/_"
                        + program
                        + RESTART);
    }

    private static Command fish(String program) {
        String script = program + " completion fish";
        return shell(
                "fish",
                SUMMARY + "the fish shell.\n\n" + SESSION + script + " | source\n\n" + EVERY_SESSION + "\t" + script
                        + " > ~/.config/fish/completions/" + program + ".fish" + RESTART);
    }

    private static Command powershell(String program) {
        return shell(
                "powershell",
                SUMMARY + "powershell.\n\n" + SESSION + program
                        + " completion powershell | Out-String | Invoke-Expression\n\n"
                        + "To load completions for every new session, add the output of the above command\n"
                        + "to your powershell profile.");
    }
}
