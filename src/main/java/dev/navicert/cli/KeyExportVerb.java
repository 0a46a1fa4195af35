package dev.navicert.cli;

import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.keys.KeyExport;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * {@code key export}: keys as they are, encrypted, to standard output or a file. Where there are none to export, Notary writes
 * an empty file, also over an older backup; called {@code navicert} that is an error.
 */
record KeyExportVerb(Session session) implements Verb {
    @Override
    public int run(Invocation invocation) throws FatalException {
        Settings settings = session.settings(invocation);
        String output = invocation.text("output");
        boolean made = false;
        if (!output.isEmpty()) {
            made = new OutputFileWiring(session, output).check();
        }
        KeyExport keys = new KeyExport(new KeyWiring(session, invocation).files(settings));
        List<String> guns = invocation.texts("gun");
        List<String> ids = invocation.texts("key");
        if (!guns.isEmpty() && !ids.isEmpty()) {
            throw FatalException.usage("Only the --gun or --key flag may be provided, not a mix of the two flags");
        }
        byte[] pem;
        try {
            pem = guns.isEmpty()
                    ? ids.isEmpty() ? keys.all() : keys.ofKeys(Set.copyOf(ids))
                    : ofCollections(keys, guns);
        } catch (IOException e) {
            throw new FatalException(String.valueOf(e.getMessage()), e);
        }
        if (pem.length == 0 && session.program() == ProgramName.NAVICERT) {
            throw FatalException.notFound(
                    "there is no such key here, so that nothing was exported; `key list` shows which keys"
                            + " there are");
        }
        if (output.isEmpty()) {
            session.terminal().print(pem);
        } else {
            write(new OutputFileWiring(session, output), made, pem);
        }
        return 0;
    }

    private static void write(OutputFileWiring file, boolean made, byte[] pem) throws FatalException {
        try {
            file.write(pem);
        } catch (FatalException e) {
            if (made) {
                file.discard();
            }
            throw e;
        }
    }

    /** Notary forgets all GUNs but the first. */
    private byte[] ofCollections(KeyExport keys, List<String> guns) throws IOException {
        Set<String> meant = session.program() == ProgramName.NOTARY ? Set.of(guns.get(0)) : Set.copyOf(guns);
        return keys.ofCollections(meant, (name, why) -> session.log().warning("Could not parse key file at " + name));
    }
}
