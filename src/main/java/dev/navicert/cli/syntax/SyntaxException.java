package dev.navicert.cli.syntax;

/** The words do not fit the grammar. The message is cobra's or pflag's, ready for the {@code * fatal:} line. */
public final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    SyntaxException(String message) {
        super(message);
    }
}
