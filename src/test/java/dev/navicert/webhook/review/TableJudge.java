package dev.navicert.webhook.review;

import dev.navicert.policy.Mode;
import dev.navicert.policy.Templates;
import dev.navicert.trust.Deadline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A policy that is a table. Whoever asks about an image that is not in it has asked too much. */
final class TableJudge implements ImageJudge {
    private final Mode mode;
    private final Templates templates;
    private final Map<String, Function<Deadline, Outcome>> outcomes;
    private final List<String> verified = Collections.synchronizedList(new ArrayList<>());

    TableJudge(Mode mode, Templates templates, Map<String, Function<Deadline, Outcome>> outcomes) {
        this.mode = mode;
        this.templates = templates;
        this.outcomes = outcomes;
    }

    static TableJudge enforcing(Map<String, Function<Deadline, Outcome>> outcomes) {
        return new TableJudge(Mode.ENFORCE, Templates.LEAVE, outcomes);
    }

    /** Which references were verified, in the order in which that began. */
    List<String> verified() {
        return List.copyOf(verified);
    }

    @Override
    public Mode modeWithoutRule(String namespace) {
        return mode;
    }

    @Override
    public Case open(Endpoint endpoint, String written, String namespace) {
        return new Case() {
            @Override
            public Mode mode() {
                return mode;
            }

            @Override
            public Templates templates() {
                return templates;
            }

            @Override
            public String rule() {
                return "ClusterImagePolicy/test rules[0]";
            }

            @Override
            public Optional<Outcome> atOnce() {
                return Optional.empty();
            }

            @Override
            public CompletableFuture<Outcome> verify(Deadline deadline) {
                verified.add(written);
                Function<Deadline, Outcome> outcome = outcomes.get(written);
                if (outcome == null) {
                    throw new AssertionError("asked about " + written);
                }
                return CompletableFuture.completedFuture(outcome.apply(deadline));
            }
        };
    }
}
