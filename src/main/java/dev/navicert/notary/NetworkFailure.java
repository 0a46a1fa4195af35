package dev.navicert.notary;

import java.io.IOException;

/** A conversation that did not come about or broke off, in Go's words. */
final class NetworkFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final String words;

    NetworkFailure(String words) {
        super(words);
        this.words = words;
    }

    NetworkFailure(String words, Throwable cause) {
        super(words, cause);
        this.words = words;
    }

    String words() {
        return words;
    }
}
