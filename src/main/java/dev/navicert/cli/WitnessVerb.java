package dev.navicert.cli;

import dev.navicert.change.ChangeEntry;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import java.util.List;

/**
 * {@code witness} stages that roles are signed anew. Any word will do for a role until it is published.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/cmd/notary/tuf.go">notary, {@code tufWitness}</a>
 */
record WitnessVerb(Staging.Door door) implements Verb {
    @Override
    public int run(Invocation invocation) throws FatalException {
        Staging staging = door.open(invocation, door.session().settings(invocation));
        List<String> roles =
                invocation.arguments().subList(1, invocation.arguments().size());
        for (String role : roles) {
            staging.add(ChangeEntry.witness(role));
        }
        door.session()
                .terminal()
                .printLine("The following roles were successfully marked for witnessing on the next publish:\n\t- "
                        + String.join("\n\t- ", roles));
        return staging.done();
    }
}
