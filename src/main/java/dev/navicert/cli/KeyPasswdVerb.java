package dev.navicert.cli;

import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.keys.KeyException;
import dev.navicert.keys.KeyRing;
import dev.navicert.tuf.crypto.KeyId;
import java.io.IOException;

/** {@code key passwd}: opens a key by its old passphrase and encrypts it under a new one. */
record KeyPasswdVerb(Session session) implements Verb {
    @Override
    public int run(Invocation invocation) throws FatalException {
        Settings settings = session.settings(invocation);
        KeyWiring wiring = new KeyWiring(session, invocation);
        KeyRing ring = wiring.ring(settings, wiring.passphrases());
        KeyId id = KeyRemoveVerb.id(invocation);
        try {
            ring.open(id);
        } catch (KeyException | IOException e) {
            throw new FatalException(
                    KeyWords.reasoned(session.program(), "could not retrieve local key for key ID provided: " + id, e),
                    e);
        }
        KeyWiring.lookThrough(session, settings); // Notary opens the keys again to write one
        try {
            ring.changePassphrase(id, wiring.newPassphrases());
        } catch (KeyException e) {
            throw new FatalException(KeyWords.of(session.program(), e), e);
        } catch (IOException e) {
            throw new FatalException(String.valueOf(e.getMessage()), e);
        }
        session.terminal().print("\nSuccessfully updated passphrase for key ID: " + id + "\n");
        return 0;
    }
}
