package dev.navicert.webhook.review;

/** What came is no AdmissionReview that can be answered. An HTTP 400, not a refusal: there may not even be a uid to answer. */
public final class MalformedReviewException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedReviewException(String message) {
        super(message);
    }
}
