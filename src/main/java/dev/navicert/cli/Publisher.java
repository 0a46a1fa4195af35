package dev.navicert.cli;

import dev.navicert.change.PublicationRequest;
import dev.navicert.change.PublishException;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.keys.KeyException;
import dev.navicert.keys.KeyRing;
import dev.navicert.keys.PassphraseSource;
import dev.navicert.trust.RemoteException;
import dev.navicert.tuf.Renewal;
import dev.navicert.tuf.TrustException;
import java.io.IOException;

/**
 * Somebody who may change a collection: the server was met, keys and passphrases are at hand.
 *
 * @param request what is needed to publish, initialize or rotate
 * @param passphrases those that the key ring asks, for files that are not in it
 */
record Publisher(PublicationRequest request, PassphraseSource passphrases, PublishWords words) {
    /** Something that publishes. */
    @FunctionalInterface
    interface Deed {
        void run() throws PublishException, KeyException, TrustException, RemoteException, IOException;
    }

    /** The same for a collection of which more may have expired. */
    Publisher renewed(Renewal renewal) {
        return new Publisher(request.renewed(renewal), passphrases, words);
    }

    KeyRing keys() {
        return request.keys();
    }

    /**
     * Does it.
     *
     * @throws FatalException in Notary's words
     */
    void attempt(Deed deed) throws FatalException {
        try {
            deed.run();
        } catch (PublishException | KeyException | TrustException | RemoteException | IOException e) {
            throw new FatalException(words.of(e), e);
        }
    }
}
