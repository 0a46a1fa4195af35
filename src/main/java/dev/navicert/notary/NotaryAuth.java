package dev.navicert.notary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** The variable {@code NOTARY_AUTH}: {@code user:password} in base64. */
public final class NotaryAuth {
    private NotaryAuth() {}

    /** The variable cannot be read; the message is what Notary logs. */
    public static final class InvalidNotaryAuthException extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidNotaryAuthException(String message) {
            super(message);
        }
    }

    /** Reads the value; the password is trimmed, so that {@code echo user:pw | base64} will do. */
    public static Credentials.Password read(String value) throws InvalidNotaryAuthException {
        String plain;
        try {
            plain = new String(Base64.getDecoder().decode(value.replaceAll("[\r\n]", "")), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidNotaryAuthException("Could not base64-decode authentication string");
        }
        int colon = plain.indexOf(':');
        if (colon == 0) {
            throw new InvalidNotaryAuthException("Authentication string with zero-length username");
        }
        if (colon < 0) {
            throw new InvalidNotaryAuthException(
                    "Malformatted authentication string; format must be <username>:<password>");
        }
        return new Credentials.Password(
                plain.substring(0, colon), plain.substring(colon + 1).strip());
    }
}
