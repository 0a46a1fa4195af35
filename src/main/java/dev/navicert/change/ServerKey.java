package dev.navicert.change;

import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.crypto.PublicKey;
import java.util.regex.Pattern;

/**
 * The key with which a server means to sign a role. One that verifies nothing would make a root under which nobody can read
 * the collection; Notary takes it.
 */
final class ServerKey {
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]{1,32}");

    private ServerKey() {}

    /** The key itself, if anything can be verified with it. */
    static PublicKey usable(RoleName role, PublicKey offered) throws TrustException.Malformed {
        if (offered.isUsable()) {
            return offered;
        }
        throw new TrustException.Malformed(
                role,
                "the server offers a " + role + " key that nobody could verify a signature with, of type "
                        + type(offered) + "; nothing was done: look at the server");
    }

    /** What the server calls it, as far as that can be printed. */
    private static String type(PublicKey offered) {
        return PRINTABLE.matcher(offered.keyType()).matches() ? offered.keyType() : "unknown";
    }
}
