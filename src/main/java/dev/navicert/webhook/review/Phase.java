package dev.navicert.webhook.review;

/** What the time of an admission goes to. */
public enum Phase {
    /** From the body's bytes to a {@link Review}. */
    PARSE,
    /** Reading the references of a review and finding the rules that govern them. */
    POLICY,
    /** Answering the images of a review from what is in memory, as far as that goes. */
    VIEW,
    /** One image that memory could not answer: from its wait for a thread to its verdict, fetches included. */
    VERIFY,
    /** One check of a repository with its server, to the view that everybody may use. */
    FETCH,
    /** From the decision to the answer's bytes on their way. */
    WRITE;

    /** Is told how long each took; called from many threads, for every review. */
    @FunctionalInterface
    public interface Observer {
        /** Nobody is interested. */
        Observer NONE = (phase, nanos) -> {};

        void took(Phase phase, long nanos);
    }
}
