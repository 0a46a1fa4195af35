package dev.navicert.cli;

import dev.navicert.cli.CollectionSource.Order;
import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.name.Gun;

/**
 * {@code publish}: what is staged goes to the server.
 *
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/cmd/notary/tuf.go">notary, {@code tufPublish}</a>
 */
record PublishVerb(Session session, PublishingWiring wiring) implements Verb {
    @Override
    public int run(Invocation invocation) throws FatalException {
        Settings settings = session.settings(invocation);
        Gun gun = Session.gun(invocation);
        session.terminal().printLine("Pushing changes to " + gun);
        wiring.publish(wiring.open(gun, settings, Order.PINS_FIRST), settings);
        return 0;
    }
}
