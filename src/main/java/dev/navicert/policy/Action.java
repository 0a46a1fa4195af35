package dev.navicert.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a rule does with the images it governs. */
public sealed interface Action {
    /** The image must be signed. */
    record Verify(Signers signers, DigestRule digestRule, Pin pin) implements Action {}

    /**
     * The image needs no signature.
     *
     * @param reason the administrator's, for logs; may be empty
     * @param untilOrNull the last day, in UTC, on which the rule matches
     */
    record Allow(String reason, @Nullable LocalDate untilOrNull) implements Action {
        public Optional<LocalDate> until() {
            return Optional.ofNullable(untilOrNull);
        }
    }

    /** The image may not run. */
    enum Deny implements Action {
        DENY
    }

    /** Whether a rule with this action still takes part. */
    default boolean isInForce(Instant now) {
        return end().map(now::isBefore).orElse(true);
    }

    /** The moment from which a rule with this action takes no part; empty if it always does. */
    default Optional<Instant> end() {
        return this instanceof Allow allow
                ? allow.until().map(last -> last.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC))
                : Optional.empty();
    }

    /** The word that policies use. */
    default String word() {
        return this instanceof Verify ? "verify" : this instanceof Allow ? "allow" : "deny";
    }
}
