package dev.navicert.webhook.review;

import dev.navicert.policy.Code;
import dev.navicert.policy.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What was found out about one reference. */
public sealed interface Outcome {
    /**
     * Its signers vouch for a digest.
     *
     * @param pinned the reference as it is to be written; equal to the one that stands there if nothing is to change
     */
    record Vouched(String pinned, Evidence evidence) implements Outcome {}

    /**
     * A rule lets it pass unverified.
     *
     * @param reason in the words of whoever wrote the rule; may be empty
     */
    record Exempt(String reason) implements Outcome {}

    /** It is not to run. */
    record Failed(List<Reason> reasons) implements Outcome {
        public Failed {
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a refusal needs a reason");
            }
            reasons = List.copyOf(reasons);
        }

        static Failed because(Code code, String what, String remedy) {
            return new Failed(List.of(new Reason(code, what, remedy)));
        }
    }

    /**
     * Who vouched, by what and for what: for annotations, audit and log.
     *
     * @param rules the rules that asked for it
     * @param digest what was vouched for
     * @param roles the roles that did, each with the ids of the keys that signed
     * @param versions the version of each role's metadata
     * @param frozen if nobody renews that metadata, the last day on which it is believed
     * @param aged if that metadata should have been checked again and could not be
     */
    record Evidence(
            List<String> rules,
            String digest,
            Map<String, List<String>> roles,
            Map<String, Long> versions,
            Optional<LocalDate> frozen,
            Optional<Aged> aged) {}

    /**
     * What was decided on is older than it should be.
     *
     * @param verifiedAt when it was checked with its server
     * @param why it was not checked later; may quote a server
     */
    record Aged(Instant verifiedAt, String why) {}

    /** Whichever it is: each case has its say. */
    default <T> T fold(
            Function<? super Vouched, T> vouched,
            Function<? super Exempt, T> exempt,
            Function<? super Failed, T> failed) {
        if (this instanceof Vouched it) {
            return vouched.apply(it);
        }
        if (this instanceof Exempt it) {
            return exempt.apply(it);
        }
        return failed.apply((Failed) this);
    }
}
