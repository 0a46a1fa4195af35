package dev.navicert.policy;

import dev.navicert.name.ImageReference;
import dev.navicert.name.MatchingName;
import java.util.Comparator;

/**
 * A rule that matches an image.
 *
 * @param pattern which of its patterns
 * @param through the spelling of the image's name that it matches
 * @param spelling whether it does so as it is written
 * @param specificity of the pattern, or of its usual spelling where that is what matches
 */
public record Hit(
        Policy policy, Rule rule, Pattern pattern, MatchingName through, Spelling spelling, Specificity specificity) {
    /** The first is the most specific; of two as specific, the one that names this spelling comes first. */
    static final Comparator<Hit> BY_PRECEDENCE =
            Comparator.comparing(Hit::specificity).thenComparing(Hit::spelling).reversed();

    /** How a pattern's host is spelled, compared with the name's. In the order of precedence. */
    public enum Spelling {
        OTHER,
        SAME
    }

    /**
     * Whether tag and digest of the image are those that the pattern may name. An exemption for a tag does not hold for a
     * reference with a digest: there the tag decides nothing, and anything could run.
     */
    static boolean agreesOnContent(Pattern pattern, Action action, ImageReference image) {
        boolean tagDecides =
                image.digest().isEmpty() || pattern.digest().isPresent() || !(action instanceof Action.Allow);
        return pattern.digest()
                        .map(digest -> image.digest().filter(digest::equals).isPresent())
                        .orElse(true)
                && pattern.tag()
                        .map(tag -> tagDecides
                                && image.effectiveTag().filter(tag::equals).isPresent())
                        .orElse(true);
    }

    /** Policy, rule and pattern, for messages and logs. */
    @Override
    public String toString() {
        return policy + " rules[" + rule.index() + "] " + rule.action().word() + " \"" + pattern + "\"";
    }
}
