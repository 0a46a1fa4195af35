package dev.navicert.cli;

import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.keys.KeyException;
import dev.navicert.keys.KeyFiles;
import dev.navicert.keys.KeyImport;
import dev.navicert.keys.KeyImport.NamelessKeys;
import dev.navicert.keys.KeyImport.Present;
import dev.navicert.keys.KeyImport.Refusal;
import dev.navicert.tuf.crypto.Pem;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** {@code key import}: the keys in PEM files, one file after the other until one fails. */
record KeyImportVerb(Session session) implements Verb {
    private static final String INVALID_BLOCK = "invalid key pem block";

    @Override
    public int run(Invocation invocation) throws FatalException {
        Settings settings = session.settings(invocation);
        KeyWiring wiring = new KeyWiring(session, invocation);
        KeyFiles files = wiring.files(settings);
        boolean notary = session.program() == ProgramName.NOTARY;
        KeyImport keys = new KeyImport(
                files,
                KeyWords.oneLine("--role", invocation.text("role")),
                KeyWords.oneLine("--gun", invocation.text("gun")),
                notary ? NamelessKeys.REFUSED : NamelessKeys.OPENED,
                notary || invocation.isOn("replace") ? Present.REPLACED : Present.KEPT);
        for (String file : invocation.arguments()) {
            take(keys, file, wiring);
        }
        return 0;
    }

    private void take(KeyImport keys, String file, KeyWiring wiring) throws FatalException {
        byte[] pem = new UserFile(session, file).bytes(Pem.MAX_BYTES);
        KeyImport.Result result;
        Set<Refusal> refusals = EnumSet.noneOf(Refusal.class);
        try {
            result = keys.run(pem, wiring.passphrases(), (refusal, path) -> {
                refusals.add(refusal);
                warn(refusal, path);
            });
        } catch (KeyException e) {
            throw new FatalException(KeyWords.of(session.program(), e), e);
        } catch (IOException e) {
            session.log().error("failed to import key to store: " + e.getMessage());
            throw new FatalException(String.valueOf(e.getMessage()), e);
        }
        if (result.stored() == 0 && result.leftOut() > 0) {
            String message = "failed to import all keys: "
                    + String.join(", ", Collections.nCopies(result.leftOut(), INVALID_BLOCK));
            throw refusals.equals(EnumSet.of(Refusal.NO_GUN))
                    ? FatalException.usage(message)
                    : new FatalException(message);
        }
        // Notary is silent, and whoever trusts that deletes the file.
        if (result.stored() + result.leftOut() == 0 && session.program() == ProgramName.NAVICERT) {
            throw FatalException.notFound(
                    "there is no key in " + file + ", so that nothing was imported; keys are PEM files");
        }
    }

    private void warn(Refusal refusal, String path) {
        session.log()
                .warning(
                        switch (refusal) {
                            case NO_GUN ->
                                "failed to import key (" + path
                                        + ") to store: Cannot have canonical role key without a gun, don't know"
                                        + " what gun it belongs to";
                            case NO_KEY ->
                                "failed to import key to store: Invalid key generated, key may be encrypted and does not contain path"
                                        + " header";
                            case OTHER_KEY ->
                                "failed to import key (" + path
                                        + ") to store: its path names another key than it holds";
                            case PRESENT ->
                                "failed to import key (" + path
                                        + ") to store: there is another file of that name, which may be the"
                                        + " only copy of a key; --replace replaces it";
                        });
    }
}
