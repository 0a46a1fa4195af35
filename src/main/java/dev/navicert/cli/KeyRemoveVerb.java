package dev.navicert.cli;

import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.terminal.Terminal;
import dev.navicert.keys.KeyRing;
import dev.navicert.keys.StoredKey;
import dev.navicert.tuf.crypto.KeyId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@code key remove}: asks, and removes one key file for good. */
record KeyRemoveVerb(Session session) implements Verb {
    private static final int ID_LENGTH = 64;

    @Override
    public int run(Invocation invocation) throws FatalException {
        Settings settings = session.settings(invocation);
        KeyRing ring = new KeyWiring(session, invocation).ring(settings, KeyWiring.NOBODY);
        KeyId id = id(invocation);
        Terminal terminal = session.terminal();
        terminal.printLine("");
        try {
            remove(ring, id, settings.keyLocation(), invocation.isOn("yes"));
        } finally {
            terminal.printLine("");
        }
        return 0;
    }

    /** The identifier that the first argument is; only its length is checked. */
    static KeyId id(Invocation invocation) throws FatalException {
        String text = invocation.arguments().get(0);
        if (text.getBytes(StandardCharsets.UTF_8).length != ID_LENGTH) {
            throw FatalException.usage("invalid key ID provided: " + text);
        }
        return new KeyId(text);
    }

    private void remove(KeyRing ring, KeyId id, String location, boolean agreed) throws FatalException {
        Optional<StoredKey> key = ring.find(id);
        if (key.isEmpty()) {
            throw FatalException.notFound("No key with ID " + id + " found");
        }
        String description = id + " (role " + Terminal.harmless(key.get().role()) + ") from " + location;
        Terminal terminal = session.terminal();
        try {
            if (!agreed && !terminal.confirms("Are you sure you want to remove " + description + "?  (yes/no)  ")) {
                terminal.print("\nAborting action.\n");
                return;
            }
            ring.remove(id);
        } catch (IOException e) {
            throw new FatalException(String.valueOf(e.getMessage()), e);
        }
        terminal.print((agreed ? "" : "\n") + "Deleted " + description + ".\n");
    }
}
