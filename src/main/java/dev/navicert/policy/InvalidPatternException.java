package dev.navicert.policy;

/** A text that is no pattern, or one that could never match. The message says why, and what to write. */
public final class InvalidPatternException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidPatternException(String reason) {
        super(reason);
    }
}
