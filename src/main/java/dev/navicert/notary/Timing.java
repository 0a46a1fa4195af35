package dev.navicert.notary;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** Time and chance, as far as asking a server for months needs them. */
interface Timing {
    /** A clock that is never set, for what lasts. */
    long nanoTime();

    /** What the calendar says, for messages. */
    Instant instant();

    /** Waits. */
    void pause(Duration duration) throws InterruptedException;

    /** A number from 0 to 1, for replicas that should not act as one. */
    double chance();

    /** As long may a question take that only is to show whether a server lives. */
    default Duration patience() {
        return Duration.ofSeconds(3);
    }

    static Timing of(Clock clock) {
        return new Timing() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public Instant instant() {
                return clock.instant();
            }

            @Override
            public void pause(Duration duration) throws InterruptedException {
                Thread.sleep(duration.toMillis());
            }

            @Override
            public double chance() {
                return ThreadLocalRandom.current().nextDouble();
            }
        };
    }

    /** The duration, more or less: between three quarters and five quarters of it. */
    default Duration about(Duration duration) {
        return Duration.ofNanos((long) (duration.toNanos() * (0.75 + chance() / 2)));
    }
}
