package dev.navicert.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * What the publisher has signed, and when: what the webhook's answers are held to.
 *
 * <p>A digest counts from the moment when its publication begins until {@link #NOTICED} after another took its place. While the
 * webhook cannot know better, {@link #holdStill} keeps what counted then.
 */
final class Truth {
    /** How long after a publication the former digest may still be given: an interval, the wait for its check, and a slow machine. */
    static final Duration NOTICED = Duration.ofSeconds(15);

    /** How long after an outage: its checks are repeated ever more rarely, every minute in the end. */
    private static final Duration RECOVERED = Duration.ofSeconds(75);

    private static final class Signed {
        private final String digest;
        private volatile Instant until = Instant.MAX;

        Signed(String digest) {
            this.digest = digest;
        }
    }

    private final Map<String, List<Signed>> history = new ConcurrentHashMap<>();
    private final Set<String> settled = ConcurrentHashMap.newKeySet();
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private volatile Instant still = Instant.MAX;
    private volatile Instant stillUntil = Instant.MIN;

    /** Somebody is about to sign this; from now on the webhook may see it. */
    void announced(String image, String digest) {
        history.computeIfAbsent(image, key -> new CopyOnWriteArrayList<>()).add(new Signed(digest));
    }

    /** The server has it, in place of what it had. */
    void published(String image, String digest) {
        Instant now = Instant.now();
        history.getOrDefault(image, List.of()).stream()
                .filter(one -> !one.digest.equals(digest) && one.until.equals(Instant.MAX))
                .forEach(one -> one.until = now);
        settled.add(image);
    }

    /** The server has it no more. */
    void withdrawn(String image) {
        settled.remove(image);
        known.remove(image);
        history.remove(image);
    }

    /** From now on the webhook sees no publication: what counts now will count until it has recovered after {@link #goOn}. */
    void holdStill() {
        if (Instant.now().isAfter(stillUntil)) {
            still = Instant.now();
        }
        stillUntil = Instant.MAX;
    }

    void goOn() {
        stillUntil = Instant.now().plus(RECOVERED);
    }

    /** Images that the server has. */
    Set<String> settled() {
        return settled;
    }

    /** The webhook has admitted it: it is in a view, so that refusing it needs a reason. */
    void admitted(String image) {
        known.add(image);
    }

    boolean isKnown(String image) {
        return known.contains(image);
    }

    /** Whether nobody has signed, or is signing, other content under that tag since. */
    boolean isNewest(String image, String digest) {
        List<Signed> all = history.getOrDefault(image, List.of());
        return !all.isEmpty() && all.get(all.size() - 1).digest.equals(digest);
    }

    /** The digests that the answer to a question asked at that moment may give. */
    Set<String> digests(String image, Instant asked) {
        boolean isHeldStill = still.isBefore(asked) && asked.isBefore(stillUntil);
        Instant from = (isHeldStill ? still : asked).minus(NOTICED);
        return history.getOrDefault(image, List.of()).stream()
                .filter(one -> one.until.isAfter(from))
                .map(one -> one.digest)
                .collect(Collectors.toSet());
    }
}
