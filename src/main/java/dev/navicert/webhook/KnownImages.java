package dev.navicert.webhook;

import dev.navicert.policy.PolicySet;
import dev.navicert.policy.Ruling;
import dev.navicert.trust.view.RepositoryView;
import dev.navicert.webhook.review.Outcome;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the images came to that were admitted lately, so that the next pod with one of them costs a look-up. A ruling holds for
 * the policy set that it was made by, until one of its exemptions or freezes ends; an outcome for the very view that it was
 * read off. What is refused is never remembered: names that mean nothing fill no memory, and a refusal is always given anew.
 *
 * <p>Safe for any number of threads.
 */
final class KnownImages {
    /** Twice as many are remembered at most: those of now, and those of before. */
    static final int MOST = 1024;

    /** Longer references than any that are in use are judged anew each time. */
    private static final int LONGEST = 512;

    private volatile Generations generations = new Generations(null, Map.of(), new ConcurrentHashMap<>());

    /**
     * What is known of one image.
     *
     * @param viewOrNull what vouches for it; none if a rule lets it pass
     * @param since when the ruling was made
     * @param until when it ends; empty if it does not
     */
    record Known(
            Ruling ruling,
            Outcome outcome,
            @Nullable RepositoryView viewOrNull,
            Instant since,
            Optional<Instant> until) {
        private boolean holdsAt(Instant now) {
            return !now.isBefore(since)
                    && until.filter(end -> !now.isBefore(end)).isEmpty();
        }
    }

    private record Name(String namespace, String written) {}

    private record Generations(@Nullable PolicySet policyOrNull, Map<Name, Known> before, Map<Name, Known> now) {}

    /** What is known under this policy. */
    Optional<Known> find(PolicySet policy, String namespace, String written, Instant now) {
        Generations current = generations;
        if (current.policyOrNull != policy) {
            return Optional.empty();
        }
        Name name = new Name(namespace, written);
        Known known = current.now.get(name);
        if (known == null) {
            known = current.before.get(name);
            if (known != null) {
                put(policy, name, known);
            }
        }
        return Optional.ofNullable(known).filter(found -> found.holdsAt(now));
    }

    /** Remembers what an image was admitted by. */
    void remember(PolicySet policy, String namespace, String written, Known known) {
        if (written.length() <= LONGEST) {
            put(policy, new Name(namespace, written), known);
        }
    }

    private synchronized void put(PolicySet policy, Name name, Known known) {
        if (generations.policyOrNull != policy) {
            generations = new Generations(policy, Map.of(), new ConcurrentHashMap<>());
        } else if (generations.now.size() >= MOST) {
            generations = new Generations(policy, generations.now, new ConcurrentHashMap<>());
        }
        generations.now.put(name, known);
    }
}
