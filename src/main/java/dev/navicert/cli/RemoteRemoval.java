package dev.navicert.cli;

import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.name.Gun;

/** How a collection is removed from the server. */
@FunctionalInterface
interface RemoteRemoval {
    /** A collection on a server that was met, or is known not to answer. */
    @FunctionalInterface
    interface Opened {
        /** @throws FatalException in Notary's words if the server does not remove it */
        void remove() throws FatalException;
    }

    /**
     * Connects with the rights of an administrator.
     *
     * @throws FatalException if the settings make no sense; a server that does not answer is no error yet
     */
    Opened open(Gun gun, Settings settings) throws FatalException;
}
