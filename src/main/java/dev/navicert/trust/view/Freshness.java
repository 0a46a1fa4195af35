package dev.navicert.trust.view;

/** How recently a repository must have been checked with its server to answer a question. */
public enum Freshness {
    /** Within the server's {@code refresh.interval}: enough to say what a tag means. */
    WITHIN_INTERVAL,
    /**
     * Within the server's {@code refresh.recheckAfter}, counted back from the question: asked before something is refused for
     * not being signed, because it may have been signed a moment ago.
     */
    RECHECKED
}
