package dev.navicert.cli;

import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.name.Gun;

/** What {@code --publish} does once an edit is staged. */
@FunctionalInterface
interface Publishing {
    /**
     * Connects, says {@code Auto-publishing changes to …}, publishes all that is staged, and says that it did.
     *
     * @throws FatalException if it cannot be done; all that was staged stays staged
     */
    void publish(Gun gun, Settings settings) throws FatalException;
}
