package dev.navicert.cli;

import dev.navicert.change.PublishException;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.keys.KeyException;
import dev.navicert.name.Gun;
import dev.navicert.trust.RemoteException;
import dev.navicert.tuf.TrustException;

/** Why nothing was published, in Notary's words; as {@code navicert} with what Notary keeps to itself. */
record PublishWords(ProgramName program, NotaryWords words) {
    Gun gun() {
        return words.gun();
    }

    /** One of the exceptions that publishing ends with. */
    String of(Exception e) {
        if (e instanceof TrustException untrusted) {
            return words.of(untrusted) + advice(untrusted);
        }
        if (e instanceof RemoteException.Outdated && program == ProgramName.NAVICERT) {
            return "somebody else has published " + gun()
                    + " meanwhile, again and again; nothing is lost: publish once more";
        }
        if (e instanceof RemoteException unasked) {
            return words.of(unasked);
        }
        if (e instanceof KeyException unopened) {
            return KeyWords.of(program, unopened);
        }
        if (e instanceof PublishException.NoSigningKeys && e.getCause() instanceof KeyException unopened) {
            return KeyWords.reasoned(program, String.valueOf(e.getMessage()), unopened);
        }
        return String.valueOf(e.getMessage());
    }

    private String advice(TrustException e) {
        return program == ProgramName.NAVICERT
                        && e instanceof TrustException.NotAnchored unvouched
                        && unvouched.reason() == TrustException.NotAnchored.Reason.NO_VALID_LEAF
                ? "; if its certificates have expired, give it another root key: navicert key rotate " + gun() + " root"
                : "";
    }
}
