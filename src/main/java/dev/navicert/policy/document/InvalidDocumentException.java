package dev.navicert.policy.document;

import dev.navicert.policy.Printable;

/**
 * A document that is refused. The message is {@code file:line: reason}, on one line and of bounded length whatever the document
 * holds: who writes it is not who reads the message.
 */
public final class InvalidDocumentException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_REASON = 800;

    private final transient Position position;
    private final String reason;

    public InvalidDocumentException(Position position, String reason) {
        super(Printable.of(position.toString()) + ": " + Printable.of(reason, LONGEST_REASON));
        this.position = position;
        this.reason = Printable.of(reason, LONGEST_REASON);
    }

    public Position position() {
        return position;
    }

    public String reason() {
        return reason;
    }
}
