package dev.navicert.notary;

/** The address of a trust server is not one; the message is what Notary prints. */
public final class InvalidServerUrlException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidServerUrlException(String message) {
        super(message);
    }
}
