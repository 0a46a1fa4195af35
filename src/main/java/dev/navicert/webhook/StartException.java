package dev.navicert.webhook;

/** The webhook cannot start, and the message is the one line that its user needs. */
public final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    public StartException(String message) {
        super(message);
    }

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
