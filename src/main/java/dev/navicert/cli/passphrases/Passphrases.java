package dev.navicert.cli.passphrases;

import dev.navicert.cli.settings.Surroundings;
import dev.navicert.cli.terminal.Terminal;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.keys.PassphraseSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the command line knows of passphrases. The first of its sources that has one for a role is the only one that counts: a
 * wrong passphrase in a variable is not followed by a question.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/cmd/notary/main.go">notary,
 *     getPassphraseRetriever</a>
 */
public final class Passphrases implements PassphraseSource {
    private final List<Provided> provided;
    private final Variables variables;
    private final Terminal terminal;
    private final Prompt prompt;

    private Passphrases(List<Provided> provided, Variables variables, Terminal terminal) {
        this.provided = provided;
        this.variables = variables;
        this.terminal = terminal;
        this.prompt = new Prompt(terminal);
        terminal.whenClosed(prompt::wipe);
    }

    /** Variables, then the terminal if standard input is one. */
    public static Passphrases of(ProgramName program, Surroundings surroundings, Terminal terminal) {
        Variables variables = new Variables(program, surroundings);
        return new Passphrases(List.of(variables), variables, terminal);
    }

    /** The same with a file before all else. */
    public Passphrases after(PassphraseFile file) {
        List<Provided> all = new ArrayList<>(List.of(file));
        all.addAll(provided);
        return new Passphrases(all, variables, terminal);
    }

    @Override
    public Optional<char[]> answer(Question question) {
        for (Provided source : provided) {
            Optional<char[]> passphrase = source.passphrase(question.role());
            if (passphrase.isPresent()) {
                boolean wasWrong = question.purpose() == Purpose.OPEN && question.attempt() > 0;
                return wasWrong ? Optional.empty() : passphrase;
            }
        }
        return terminal.isTerminal(Terminal.Stream.IN) ? prompt.answer(question) : Optional.empty();
    }

    @Override
    public String origin(String role) {
        for (Provided source : provided) {
            if (source.passphrase(role).isPresent()) {
                return source.origin(role);
            }
        }
        return terminal.isTerminal(Terminal.Stream.IN)
                ? "the terminal"
                : "set " + String.join(" or ", variables.names(role)) + ", or start from a terminal";
    }
}
