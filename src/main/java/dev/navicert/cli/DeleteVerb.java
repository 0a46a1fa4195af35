package dev.navicert.cli;

import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.terminal.Terminal;
import dev.navicert.name.Gun;

/**
 * {@code delete} removes what the trust directory holds of a collection, and with {@code --remote} the collection itself:
 * first there, so that nothing is lost here for a server that cannot be reached. Keys stay.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/cmd/notary/tuf.go">notary, {@code tufDeleteGUN}</a>
 */
record DeleteVerb(Session session, StagingWiring staging, RemoteRemoval remote) implements Verb {
    @Override
    public int run(Invocation invocation) throws FatalException {
        Settings settings = session.settings(invocation);
        Gun gun = Session.gun(invocation);
        boolean everywhere = invocation.isOn("remote");
        RemoteRemoval.Opened opened = everywhere ? remote.open(gun, settings) : () -> {};
        Terminal terminal = session.terminal();
        terminal.printLine("Deleting trust data for repository " + gun);
        opened.remove();
        staging.forget(gun, settings);
        terminal.printLine(
                "Successfully deleted local" + (everywhere ? " and remote" : "") + " trust data for repository " + gun);
        return 0;
    }
}
