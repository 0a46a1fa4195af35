package dev.navicert.cli.terminal;

/** Ends the command with {@code * fatal: <message>} and exit status 1. The message is one line for the user. */
public final class FatalException extends Exception {
    private static final long serialVersionUID = 1L;

    public FatalException(String message) {
        super(message);
    }

    public FatalException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The message, never null. */
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
