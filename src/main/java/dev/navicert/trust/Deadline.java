package dev.navicert.trust;

import java.time.Duration;

/**
 * The moment at which somebody stops waiting. Made once, where a request comes in, and handed down, so that no sum of waits
 * is ever longer than what was granted. Measured with the monotonic clock: setting the system's time moves nothing.
 *
 * @param at a value of {@link System#nanoTime()}
 */
public record Deadline(long at) {
    private static final Duration LONGEST = Duration.ofDays(365);

    /** The moment {@code wait} from now; longer than a year counts as a year. */
    public static Deadline after(Duration wait) {
        Duration bounded = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        return new Deadline(System.nanoTime() + bounded.toNanos());
    }

    /** A year from now: for whoever relies on something else that ends the wait. */
    public static Deadline farOff() {
        return after(LONGEST);
    }

    /** What is left; zero once it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, at - System.nanoTime()));
    }

    public boolean passed() {
        return at - System.nanoTime() <= 0;
    }

    /** The earlier of this and {@code wait} from now. */
    public Deadline butAtMost(Duration wait) {
        Deadline other = after(wait);
        return other.at - at < 0 ? other : this;
    }
}
