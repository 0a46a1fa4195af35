package dev.navicert.webhook.review;

import dev.navicert.policy.Mode;
import dev.navicert.policy.Templates;
import dev.navicert.webhook.review.Outcome.Failed;

/**
 * One place of the object and what was found out about the reference that stands there.
 *
 * @param rule the rule that governs it, as policy and number; empty if none could be found
 */
public record JudgedImage(ImageSource source, Mode mode, Templates templates, String rule, Outcome outcome) {
    /** Whether this image alone is enough to refuse the object. */
    boolean isRefused() {
        return mode == Mode.ENFORCE && outcome instanceof Failed;
    }

    JudgedImage with(Outcome other) {
        return new JudgedImage(source, mode, templates, rule, other);
    }
}
