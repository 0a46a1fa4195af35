package dev.navicert.webhook.trace;

import dev.navicert.webhook.review.Decision;
import dev.navicert.webhook.review.Endpoint;
import dev.navicert.webhook.review.ImageJudge;
import dev.navicert.webhook.review.Review;

/** Follows one review from its request to its answer. */
public interface Trail {
    /** Follows nothing, and costs nothing. */
    Trail NONE = new Trail() {
        @Override
        public ImageJudge judge(ImageJudge judge) {
            return judge;
        }

        @Override
        public void ended(Endpoint endpoint, Review review, Decision decision, long nanos) {}
    };

    /** The same judge, whose work on each image is followed. */
    ImageJudge judge(ImageJudge judge);

    /**
     * The answer is on its way.
     *
     * @param nanos since the request's first line was read
     */
    void ended(Endpoint endpoint, Review review, Decision decision, long nanos);
}
