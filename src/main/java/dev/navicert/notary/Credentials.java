package dev.navicert.notary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** What proves who is asking. Prints without the secret. */
public sealed interface Credentials {
    /**
     * A user's name and password.
     *
     * @param user never empty, without a colon
     */
    record Password(String user, String password) implements Credentials {
        /** The value of {@code Authorization}. */
        String basic() {
            return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
        }

        @Override
        public String toString() {
            return user + ":***";
        }
    }

    /** What {@code docker login} keeps for a token service instead of a password. */
    record IdentityToken(String token) implements Credentials {
        @Override
        public String toString() {
            return "identity token ***";
        }
    }
}
