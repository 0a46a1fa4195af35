package dev.navicert.policy.document;

/** A document that is refused. The message is {@code file:line: reason}. */
public final class InvalidDocumentException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Position position;
    private final String reason;

    public InvalidDocumentException(Position position, String reason) {
        super(position + ": " + reason);
        this.position = position;
        this.reason = reason;
    }

    public Position position() {
        return position;
    }

    public String reason() {
        return reason;
    }
}
