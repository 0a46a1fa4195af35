package dev.navicert.cli;

import dev.navicert.change.Changelist;
import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.disk.TrustDirectory;
import dev.navicert.name.Gun;
import dev.navicert.notary.InvalidServerUrlException;
import dev.navicert.notary.NotaryServer;
import java.io.IOException;

/** Finds what is staged in the trust directory. */
record StagingWiring(Session session) implements Staging.Source {
    @Override
    public Changelist open(Gun gun, Settings settings) throws FatalException {
        settings.pinning().read();
        try {
            NotaryServer.checkUrl(settings.serverUrl());
            KeyWiring.lookThrough(session, settings);
            return trustDirectory(settings).changelist(gun, session.clock());
        } catch (InvalidServerUrlException | IOException e) {
            throw new FatalException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Removes all that the trust directory holds of a collection, but no keys. */
    void forget(Gun gun, Settings settings) throws FatalException {
        try {
            trustDirectory(settings).remove(gun);
        } catch (IOException e) {
            throw new FatalException("error clearing TUF repo data: " + e.getMessage(), e);
        }
    }

    private TrustDirectory trustDirectory(Settings settings) {
        return new TrustDirectory(session.surroundings().directory().resolve(settings.trustDirectory()));
    }
}
