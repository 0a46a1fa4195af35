package dev.navicert.cli.syntax;

/** The words do not fit the grammar. The message is cobra's or pflag's, ready for the {@code * fatal:} line. */
public final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int failure;

    SyntaxException(String message) {
        this(message, Command.ERROR);
    }

    SyntaxException(String message, int failure) {
        super(message);
        this.failure = failure;
    }

    /** The exit status that the command has for it. */
    public int failure() {
        return failure;
    }
}
