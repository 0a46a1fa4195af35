package dev.navicert.cli;

import dev.navicert.change.ChangeEntry;
import dev.navicert.change.Scope;
import dev.navicert.cli.syntax.HelpText;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.tuf.crypto.KeyId;
import java.util.List;

/**
 * {@code delegation purge} stages that keys are taken from every delegation.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/cmd/notary/delegations.go">notary,
 *     {@code delegationPurgeKeys}</a>
 */
record DelegationPurgeVerb(Staging.Door door) implements Verb {
    @Override
    public int run(Invocation invocation) throws FatalException {
        List<String> keys = invocation.texts("key");
        if (keys.isEmpty()) {
            door.session().terminal().print(HelpText.usage(invocation.command()));
            throw FatalException.usage("Please provide at least one key ID to be removed using the --key flag");
        }
        Staging staging = door.open(invocation, door.session().settings(invocation));
        staging.add(ChangeEntry.removeDelegationKeys(
                Scope.EVERY_DELEGATION, keys.stream().map(KeyId::new).toList()));
        door.session()
                .terminal()
                .printLine("Removal of the following keys from all delegations in " + staging.gun()
                        + " staged for next publish:\n\t- " + String.join("\n\t- ", keys));
        return staging.done();
    }
}
