package dev.navicert.webhook.review;

/**
 * A review is larger than what is read, in one way or another. Not the sender's mistake, so no HTTP 400: the API server would
 * pass the object where the webhook's failures are ignored, and anybody can write a large object. It is refused.
 */
public final class LimitExceededException extends Exception {
    private static final long serialVersionUID = 1L;

    LimitExceededException(String message) {
        super(message);
    }
}
