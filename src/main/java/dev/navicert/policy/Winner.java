package dev.navicert.policy;

import java.util.List;
import java.util.Objects;

/**
 * The outcome of one list of rules.
 *
 * @param kind what they all demand
 * @param hits the rules that demand it; every one of them must be satisfied
 * @param contenders all rules of equal claim, whatever they demand: the strictest mode among their policies is in force, or
 *     else a rule on trial would switch off one that is enforced
 * @param overridable whether a namespace's winner may judge instead: every rule of equal claim says so
 */
public record Winner(Kind kind, List<Hit> hits, List<Hit> contenders, boolean overridable) {
    public Winner {
        hits = List.copyOf(hits);
        contenders = List.copyOf(contenders);
    }

    /** In the order of strictness. */
    public enum Kind {
        ALLOW,
        VERIFY,
        DENY;

        static Kind of(Action action) {
            return action instanceof Action.Deny ? DENY : action instanceof Action.Verify ? VERIFY : ALLOW;
        }
    }

    /** The rule to name in a message. */
    public Hit first() {
        return Objects.requireNonNull(hits.get(0));
    }

    @Override
    public String toString() {
        return hits.size() == 1 ? first().toString() : first() + " and " + (hits.size() - 1) + " as specific";
    }
}
