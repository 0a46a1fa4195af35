package dev.navicert.trust;

import dev.navicert.trustserver.RoleSigners;
import dev.navicert.tuf.SignedFile;
import dev.navicert.tuf.json.CanonicalJson;
import dev.navicert.tuf.json.GoLayout;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;

/** Files that no honest publisher writes. */
public final class Forged {
    private Forged() {}

    /** What is said, signed by somebody. */
    public static byte[] write(Json signed, RoleSigners by) {
        try {
            return SignedFile.write(signed, by.sign(CanonicalJson.encode(signed)));
        } catch (MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }

    /** A tree as text, members as they stand. */
    public static byte[] text(Json tree) {
        try {
            return GoLayout.encode(tree);
        } catch (MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }
}
