package dev.navicert.notary;

/** The answer is longer than its cap, or says that it is. */
final class TooLongException extends Exception {
    private static final long serialVersionUID = 1L;

    TooLongException(long limit) {
        super("more than " + limit + " bytes");
    }
}
