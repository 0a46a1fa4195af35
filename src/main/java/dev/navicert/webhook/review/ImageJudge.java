package dev.navicert.webhook.review;

import dev.navicert.policy.Mode;
import dev.navicert.policy.Templates;
import dev.navicert.trust.Deadline;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The policy that one review is judged by, from its first image to its last. Used by many threads. */
public interface ImageJudge {
    /**
     * Finds the rule for a reference. Never blocks.
     *
     * @param endpoint which question is asked: what a tag means, or whether what stands there may run
     * @param written as it stands in the object; may be nonsense
     */
    Case open(Endpoint endpoint, String written, String namespace);

    /**
     * How strictly a namespace is treated where no rule can be looked for. Never blocks.
     *
     * @param namespace empty if it is not known
     */
    Mode modeWithoutRule(String namespace);

    /** One reference and the rule that governs it. */
    interface Case {
        /** Whether a refusal would be carried out, announced or only recorded. */
        Mode mode();

        /** What is to be done to templates that name this image. */
        Templates templates();

        /** The rule, as policy and number; empty if there is none. One of as many texts as there are rules. */
        String rule();

        /** The outcome, if it can be had without waiting for anything. */
        Optional<Outcome> atOnce();

        /** The outcome, once there is the trust data for it; at the latest when the deadline passes. Keeps no thread waiting. */
        CompletableFuture<Outcome> verify(Deadline deadline);
    }
}
