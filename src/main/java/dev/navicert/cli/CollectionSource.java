package dev.navicert.cli;

import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.name.Gun;
import dev.navicert.trust.RemoteMetadata;
import dev.navicert.trust.TrustedCollection;

/** Where verbs get a verified collection from. */
interface CollectionSource {
    /**
     * Opens a collection on the server and in the trust directory of these settings; the server is pinged, and if it does not
     * answer, the collection is open all the same, offline.
     *
     * @throws FatalException with Notary's text if the settings make no sense or the trust directory cannot be used
     */
    Opened open(Gun gun, Settings settings, Order order) throws FatalException;

    /** A collection that can be read now. */
    interface Opened {
        /**
         * Brings it up to date and verifies it.
         *
         * @throws FatalException with Notary's text if there is nothing to believe
         */
        Reading read() throws FatalException;
    }

    /**
     * What was read.
     *
     * @param server the address of the server, as the user gave it
     * @param remote where it came from, for whoever wants more of it
     * @param words for what else there may be to say about it
     */
    record Reading(TrustedCollection collection, String server, RemoteMetadata remote, NotaryWords words) {}

    /** Which of two possible errors is met first; Notary's verbs differ. */
    enum Order {
        /** {@code list}. */
        CONNECT_FIRST,
        /** The others. */
        PINS_FIRST
    }
}
