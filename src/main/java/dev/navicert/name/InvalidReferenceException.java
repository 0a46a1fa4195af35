package dev.navicert.name;

/** A text that is no image reference. The message is the grammar's own reason, for example {@code invalid reference format}. */
public final class InvalidReferenceException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidReferenceException(String reason) {
        super(reason);
    }
}
