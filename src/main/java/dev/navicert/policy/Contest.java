package dev.navicert.policy;

import dev.navicert.name.ImageReference;
import dev.navicert.name.MatchingName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One list of rules, asked about one image: what matches, and what wins.
 *
 * <p>The list is asked once for each spelling of the name, as written and as usual, and the strictest of the answers wins: so
 * an exemption for one spelling opens no other, and a demand on one holds for all.
 *
 * @param reached every rule that matches, the most specific first
 */
record Contest(List<Hit> reached, @Nullable Winner winnerOrNull) {
    Optional<Winner> winner() {
        return Optional.ofNullable(winnerOrNull);
    }

    static Contest hold(List<Policy> policies, ImageReference image, Instant now) {
        MatchingName written = MatchingName.of(image);
        MatchingName alias = written.alias();
        List<Hit> usual = hits(policies, image, alias, Hit.Spelling.OTHER, now);
        if (written.equals(alias)) {
            return new Contest(usual, winner(usual));
        }
        List<Hit> asWritten = hits(policies, image, written, Hit.Spelling.SAME, now);
        List<Hit> reached = new ArrayList<>(asWritten);
        reached.addAll(usual);
        reached.sort(Hit.BY_PRECEDENCE);
        return new Contest(List.copyOf(reached), stricter(winner(asWritten), winner(usual)));
    }

    private static List<Hit> hits(
            List<Policy> policies, ImageReference image, MatchingName name, Hit.Spelling least, Instant now) {
        List<String> segments = name.segments();
        List<Hit> hits = new ArrayList<>();
        for (Policy policy : policies) {
            for (Rule rule : policy.rules()) {
                if (rule.action().isInForce(now)) {
                    hit(policy, rule, image, name, segments, least).ifPresent(hits::add);
                }
            }
        }
        hits.sort(Hit.BY_PRECEDENCE);
        return hits;
    }

    /** The rule's most specific pattern that matches. */
    private static Optional<Hit> hit(
            Policy policy,
            Rule rule,
            ImageReference image,
            MatchingName name,
            List<String> segments,
            Hit.Spelling least) {
        Hit best = null;
        for (Pattern pattern : rule.images()) {
            if (Hit.agreesOnContent(pattern, rule.action(), image)) {
                Hit hit = null;
                if (pattern.matches(segments)) {
                    hit = new Hit(policy, rule, pattern, name, Hit.Spelling.SAME, pattern.specificity());
                } else if (least == Hit.Spelling.OTHER && pattern.alias().matches(segments)) {
                    hit = new Hit(
                            policy,
                            rule,
                            pattern,
                            name,
                            Hit.Spelling.OTHER,
                            pattern.alias().specificity());
                }
                if (hit != null && (best == null || Hit.BY_PRECEDENCE.compare(hit, best) < 0)) {
                    best = hit;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** Among hits of equal precedence: deny, else all that verify, else allow. */
    private static @Nullable Winner winner(List<Hit> hits) {
        if (hits.isEmpty()) {
            return null;
        }
        Hit best = Objects.requireNonNull(hits.get(0));
        List<Hit> equals = hits.stream()
                .filter(hit -> Hit.BY_PRECEDENCE.compare(hit, best) == 0)
                .toList();
        return winnerAmong(equals, equals.stream().allMatch(hit -> hit.rule().overridable()));
    }

    private static @Nullable Winner stricter(@Nullable Winner one, @Nullable Winner other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        LinkedHashSet<Hit> hits = new LinkedHashSet<>(one.contenders());
        hits.addAll(other.contenders());
        return winnerAmong(List.copyOf(hits), one.overridable() && other.overridable());
    }

    private static Winner winnerAmong(List<Hit> equals, boolean overridable) {
        Winner.Kind kind = equals.stream()
                .map(hit -> Winner.Kind.of(hit.rule().action()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        List<Hit> demanding = equals.stream()
                .filter(hit -> Winner.Kind.of(hit.rule().action()) == kind)
                .toList();
        return new Winner(kind, demanding, equals, overridable);
    }
}
