package dev.navicert.notary;

import dev.navicert.trust.RemoteException.Suspended;
import dev.navicert.trust.view.ServerObserver;
import dev.navicert.trust.view.ServerObserver.Party;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Remembers whether a server is worth asking. It knows no network: it says whose turn it is to find out, and is told what came
 * of it. Safe for use by several threads.
 *
 * <ul>
 *   <li>Whoever answers is asked.
 *   <li>After {@link #FAILURES} failures in a row within {@link #WINDOW} somebody examines: the failures may all be the doing of
 *       the repositories that were asked for. Meanwhile the others go on asking.
 *   <li>Who fails the examination is suspended: requests fail at once. After a pause one probe is let through; each that fails
 *       doubles the pause, up to {@link #LONGEST_PAUSE}.
 *   <li>Any answer, also to a request from before, ends the suspension.
 * </ul>
 *
 * <p>See {@code docs/adr/0015-sick-trust-servers.md}.
 */
final class Breaker {
    static final int FAILURES = 5;
    static final Duration WINDOW = Duration.ofSeconds(60);
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final String who;
    private final Party party;
    private final Timing timing;
    private final ServerObserver observer;
    /** The last ones in a row, oldest first. */
    private final Deque<Failure> failures = new ArrayDeque<>();

    private @Nullable Outage outage;
    /** Whether somebody is finding out. */
    private boolean taken;

    /** What whoever wants to ask may do. */
    enum Turn {
        /** Ask. */
        ASK,
        /** Find out whether the server lives before asking. */
        EXAMINE,
        /** The same, of a server that is suspended. */
        PROBE
    }

    /** @param at a moment of {@link Timing#nanoTime} */
    private record Failure(long at, Instant date, String words) {}

    /** @param until when the next probe is due */
    private record Outage(Failure first, String last, int count, Duration pause, long until) {}

    /** @param who as messages call it */
    Breaker(String who, Party party, Timing timing, ServerObserver observer) {
        this.who = who;
        this.party = party;
        this.timing = timing;
        this.observer = observer;
    }

    /**
     * Whoever is to find out gives the turn {@linkplain #giveBack back} whatever happens.
     *
     * @throws Suspended if it is not to be asked
     */
    synchronized Turn enter() throws Suspended {
        long now = timing.nanoTime();
        if (outage != null) {
            if (taken || now - outage.until < 0) {
                throw suspended(outage, now);
            }
            taken = true;
            observer.probed(party);
            return Turn.PROBE;
        }
        if (!taken && isSuspect(now)) {
            taken = true;
            return Turn.EXAMINE;
        }
        return Turn.ASK;
    }

    private boolean isSuspect(long now) {
        Failure first = failures.peekFirst();
        return failures.size() == FAILURES && first != null && now - first.at <= WINDOW.toNanos();
    }

    /** It gave an answer such as only a living server gives. */
    synchronized void answered() {
        failures.clear();
        if (outage != null) {
            Duration after = Duration.ofNanos(timing.nanoTime() - outage.first.at);
            outage = null;
            observer.resumed(party, after);
        }
    }

    /** A request failed in a way that may be the server's fault. */
    synchronized void failed(Turn turn, String words) {
        if (outage == null) {
            failures.addLast(new Failure(timing.nanoTime(), timing.instant(), words));
            if (failures.size() > FAILURES) {
                failures.removeFirst();
            }
        } else if (turn == Turn.PROBE) {
            Duration pause = outage.pause.multipliedBy(2);
            outage = outage(
                    outage.first, words, outage.count + 1, pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        }
    }

    /**
     * The examination failed: from now on requests fail at once, unless somebody else was answered meanwhile.
     *
     * @throws Suspended of this request
     */
    synchronized void suspend() throws Suspended {
        if (failures.size() < FAILURES) {
            return;
        }
        outage = outage(failures.getFirst(), failures.getLast().words, FAILURES, FIRST_PAUSE);
        Suspended why = suspended(outage, timing.nanoTime());
        observer.suspended(party, why);
        throw why;
    }

    private Outage outage(Failure first, String last, int count, Duration pause) {
        return new Outage(
                first,
                last,
                count,
                pause,
                timing.nanoTime() + timing.about(pause).toNanos());
    }

    /** Finding out is over; somebody else may. */
    synchronized void giveBack(Turn turn) {
        if (turn != Turn.ASK) {
            taken = false;
        }
    }

    private Suspended suspended(Outage outage, long now) {
        Duration left = Duration.ofNanos(Math.max(0, outage.until - now));
        long seconds = Math.max(1, left.plusMillis(999).toSeconds());
        return new Suspended(
                outage.first.date,
                left,
                who + " is not asked for " + seconds + " s: " + outage.count + " requests in a row have failed since "
                        + outage.first.date.truncatedTo(ChronoUnit.SECONDS) + ", the last with: "
                        + outage.last);
    }
}
