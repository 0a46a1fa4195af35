package dev.navicert.cli;

import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.keys.KeyException;

/** What happened to a key, in Notary's words; as {@code navicert} with the reason, which Notary keeps to itself. */
final class KeyWords {
    private KeyWords() {}

    static String of(ProgramName program, KeyException e) {
        if (e instanceof KeyException.NotFound || e instanceof KeyException.RoleConflict) {
            return String.valueOf(e.getMessage());
        }
        String notarys = e instanceof KeyException.AttemptsExceeded
                ? "maximum number of passphrase attempts exceeded"
                : "password invalid, operation has failed.";
        return reasoned(program, notarys, e);
    }

    /** A sentence of Notary's, and for {@code navicert} why it came to that. */
    static String reasoned(ProgramName program, String sentence, Exception why) {
        return program == ProgramName.NOTARY ? sentence : sentence + " (" + why.getMessage() + ")";
    }

    /** A role or GUN from the command line, which becomes a header of a key file: one line. */
    static String oneLine(String what, String text) throws FatalException {
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw FatalException.usage(what + " must be one line");
        }
        return text;
    }
}
