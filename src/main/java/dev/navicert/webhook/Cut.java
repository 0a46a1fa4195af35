package dev.navicert.webhook;

import dev.navicert.policy.Code;
import dev.navicert.policy.Reason;
import dev.navicert.webhook.review.ReviewLimits;

/** Why a body was not read to its end. */
enum Cut {
    TOO_LONG(
            413,
            new Reason(
                    Code.LIMIT,
                    "the review is longer than " + (ReviewLimits.longestBody() >> 20) + " MiB",
                    "make the object smaller; the API server stores none that is so large")),
    TOO_SLOW(
            408,
            new Reason(
                    Code.DEADLINE,
                    "the review did not arrive in the time that is granted for it",
                    "try again, and if it stays so look at the network between API server and Navicert")),
    TOO_MUCH(
            503,
            new Reason(Code.LIMIT, "there are too many reviews, or too large ones, at once", "try again in a moment"));

    private final int status;
    private final Reason reason;

    Cut(int status, Reason reason) {
        this.status = status;
        this.reason = reason;
    }

    /** The HTTP status for a body in which nothing was found that could be answered. */
    int status() {
        return status;
    }

    /** The refusal for one in which there was. */
    Reason reason() {
        return reason;
    }
}
