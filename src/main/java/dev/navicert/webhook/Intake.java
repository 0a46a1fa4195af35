package dev.navicert.webhook;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much may be under way at once: connections, requests, and bytes of bodies held in memory.
 *
 * <p>Nobody keeps others out by being large or slow. A body up to {@link Body#SMALL} asks no budget; middling and large ones
 * have each their own. Where there is no room, whoever has been sending for longer than a second, the longest first, gives
 * way to the next. And a request beyond the most that are taken may still send its beginning, so that it can be refused.
 */
final class Intake {
    private static final int MIDDLING = 1 << 20;
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final int maxConnections;
    private final int maxRequests;
    private final Budget middling;
    private final Budget large;
    private final Duration grace;
    /** The longest first. */
    private final Set<Share> receiving = new LinkedHashSet<>();

    private int connections;
    private int requests;
    private int turnedAway;
    private int underWay;

    /** @param grace how long nobody is asked to give way */
    Intake(int maxConnections, int maxRequests, long maxMiddling, long maxLarge, Duration grace) {
        this.maxConnections = maxConnections;
        this.maxRequests = maxRequests;
        this.middling = new Budget(maxMiddling);
        this.large = new Budget(maxLarge);
        this.grace = grace;
    }

    /** Fits a heap of this size: bodies may fill a third of it, but one of the longest always finds room. */
    static Intake forHeap(long maxHeap, long longestBody) {
        long oneOfTheLongest = longestBody + Body.SMALL;
        return new Intake(2048, 512, Math.max(8 << 20, maxHeap / 16), Math.max(oneOfTheLongest, maxHeap / 4), GRACE);
    }

    synchronized boolean connect() {
        if (connections == maxConnections) {
            return false;
        }
        connections++;
        return true;
    }

    synchronized void disconnect() {
        connections--;
    }

    /**
     * A request begins.
     *
     * @param giveWay asks it to end although it has not arrived; called from any thread, at most once
     * @return null if there is not even room to refuse it
     */
    synchronized @Nullable Share enter(Runnable giveWay) {
        Share share = new Share(giveWay);
        Share slowest = requests < maxRequests ? null : oldest(null, share);
        if (slowest != null) {
            slowest.giveWay();
        }
        if (requests < maxRequests) {
            requests++;
            receiving.add(share);
        } else if (turnedAway < maxRequests) {
            turnedAway++;
            share.isTurnedAway = true;
        } else {
            return null;
        }
        underWay++;
        return share;
    }

    /** Requests that have not been answered. */
    synchronized int underWay() {
        return underWay;
    }

    /** Who has been sending for the longest, and long enough; of this budget, or of any. */
    private @Nullable Share oldest(@Nullable Budget budget, Share butNot) {
        for (Share share : receiving) {
            if (System.nanoTime() - share.since < grace.toNanos()) {
                return null;
            }
            if (share != butNot && (budget == null || share.budget == budget)) {
                return share;
            }
        }
        return null;
    }

    private static final class Budget {
        private final long most;
        private long used;

        Budget(long most) {
            this.most = most;
        }
    }

    /** What one request has taken. */
    final class Share {
        private final long since = System.nanoTime();
        private final Runnable giveWay;
        private @Nullable Budget budget;
        private long taken;
        private boolean isTurnedAway;
        private boolean isOut;
        private boolean isAnswered;

        private Share(Runnable giveWay) {
            this.giveWay = giveWay;
        }

        /** Whether it came when there were enough: it is to be refused. */
        boolean isTurnedAway() {
            return isTurnedAway;
        }

        /** Asks for a body of this size in all. If it is not granted, the request holds nothing more than every request may. */
        boolean take(long size) {
            if (size <= Body.SMALL) {
                return true;
            }
            synchronized (Intake.this) {
                Budget from = size <= MIDDLING ? middling : large;
                release();
                while (!isOut && from.used + size > from.most) {
                    Share slowest = oldest(from, this);
                    if (slowest == null) {
                        return false;
                    }
                    slowest.giveWay();
                }
                if (isOut) {
                    return false;
                }
                budget = from;
                taken = size;
                from.used += size;
                return true;
            }
        }

        /** The body is there, or no longer wanted: from now on it is the webhook that takes its time. */
        void received() {
            synchronized (Intake.this) {
                receiving.remove(this);
            }
        }

        /** Only so many bytes of it are still needed. */
        void keep(long size) {
            synchronized (Intake.this) {
                Budget from = budget;
                if (from != null && size <= Body.SMALL) {
                    release();
                } else if (from != null && size < taken) {
                    from.used += size - taken;
                    taken = size;
                }
            }
        }

        /** The request has been answered. */
        void leave() {
            synchronized (Intake.this) {
                if (!isAnswered) {
                    isAnswered = true;
                    underWay--;
                    withdraw();
                }
            }
        }

        private void giveWay() {
            withdraw();
            giveWay.run();
        }

        private void withdraw() {
            receiving.remove(this);
            release();
            if (!isOut && isTurnedAway) {
                turnedAway--;
            } else if (!isOut) {
                requests--;
            }
            isOut = true;
        }

        private void release() {
            if (budget != null) {
                budget.used -= taken;
                budget = null;
                taken = 0;
            }
        }
    }
}
