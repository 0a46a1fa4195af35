package dev.navicert.trust.view;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The views in memory. What is not asked for during a day leaves; so does the least used of too many. Floors stay in the {@link
 * RepositoryStore}.
 */
final class KeptViews {
    private static final Duration IDLE = Duration.ofHours(24);
    private static final Duration IN_USE = Duration.ofHours(1);
    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final int MOST = 20_000;

    private final Map<RepositoryName, Kept> views = new ConcurrentHashMap<>();
    private Instant swept;

    KeptViews(Instant now) {
        this.swept = now;
    }

    /** Whatever is known, under any policy. */
    Optional<Kept> find(RepositoryName name) {
        return Optional.ofNullable(views.get(name));
    }

    /** What was held against the policy that somebody asks under. */
    Optional<Kept> find(RepositoryName name, Origin origin) {
        return find(name).filter(kept -> kept.checked().origin().equals(origin));
    }

    /** All of them, at no particular moment. */
    Map<RepositoryName, Kept> all() {
        return Collections.unmodifiableMap(views);
    }

    /**
     * Replaces what was known of a repository, which is still of use for a moment ({@code grace}). That it was checked does not mean
     * that somebody asked for it.
     */
    void verified(RepositoryName name, Checked checked, Duration grace, Instant now) {
        views.compute(name, (known, kept) -> kept == null ? Kept.of(checked, now) : kept.verified(checked, grace));
        sweep(now);
    }

    /** A check of what is known failed; empty if nothing is known under that policy. */
    Optional<Kept> failed(RepositoryName name, Origin origin, Exception cause, Instant now) {
        Kept after = views.computeIfPresent(
                name, (known, kept) -> kept.checked().origin().equals(origin) ? kept.failed(cause, now) : kept);
        return Optional.ofNullable(after).filter(kept -> kept.checked().origin().equals(origin));
    }

    /** What there is of each server. In use is what was asked for within the last hour. */
    Map<String, Stock> stock(Instant now) {
        Map<String, Stock> stock = new TreeMap<>();
        Instant lately = now.minus(IN_USE);
        views.forEach((name, kept) -> {
            Stock before = stock.getOrDefault(name.server(), Stock.NONE);
            stock.put(name.server(), kept.lastUse().isBefore(lately) ? before.and() : before.and(kept.view()));
        });
        return stock;
    }

    synchronized void sweep(Instant now) {
        if (views.size() > MOST) {
            views.entrySet().stream()
                    .min(Comparator.comparing(entry -> entry.getValue().lastUse()))
                    .ifPresent(entry -> views.remove(entry.getKey()));
        }
        if (Duration.between(swept, now).compareTo(SWEEP) >= 0 || now.isBefore(swept)) {
            swept = now;
            Instant idle = now.minus(IDLE);
            views.values().removeIf(kept -> kept.lastUse().isBefore(idle));
        }
    }
}
