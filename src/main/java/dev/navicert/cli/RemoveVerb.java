package dev.navicert.cli;

import dev.navicert.change.ChangeEntry;
import dev.navicert.change.Scope;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;

/**
 * {@code remove} stages the removal of a target, whether it is there or not.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/cmd/notary/tuf.go">notary, {@code tufRemove}</a>
 */
record RemoveVerb(Staging.Door door) implements Verb {
    @Override
    public int run(Invocation invocation) throws FatalException {
        Staging staging = door.open(invocation, door.session().settings(invocation));
        String name = invocation.arguments().get(1);
        for (Scope scope : staging.scopes()) {
            staging.add(ChangeEntry.removeTarget(scope, name));
        }
        door.session()
                .terminal()
                .printLine("Removal of " + name + " from " + staging.gun() + " staged for next publish.");
        return staging.done();
    }
}
