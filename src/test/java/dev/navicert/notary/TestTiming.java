package dev.navicert.notary;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time that passes when a test says so, or somebody waits; chance that is always the middle. */
final class TestTiming implements Timing {
    static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    /** Begins where a clock that counts from an arbitrary moment may well be: shortly before it overflows. */
    private static final long BEGIN = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos();

    private final List<Duration> pauses = new ArrayList<>();
    private Duration passed = Duration.ZERO;
    private Runnable meanwhile = () -> {};
    private Duration patience = Duration.ofMillis(250);

    synchronized void advance(Duration time) {
        passed = passed.plus(time);
    }

    /** What happens while somebody waits. */
    synchronized void meanwhile(Runnable happening) {
        meanwhile = happening;
    }

    synchronized void patience(Duration longest) {
        patience = longest;
    }

    /** How long somebody waited, each time. */
    synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    @Override
    public synchronized long nanoTime() {
        return BEGIN + passed.toNanos();
    }

    @Override
    public synchronized Instant instant() {
        return START.plus(passed);
    }

    @Override
    public synchronized void pause(Duration duration) {
        pauses.add(duration);
        advance(duration);
        meanwhile.run();
    }

    @Override
    public synchronized Duration patience() {
        return patience;
    }

    @Override
    public double chance() {
        return 0.5;
    }
}
