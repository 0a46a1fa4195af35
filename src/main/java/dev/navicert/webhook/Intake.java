package dev.navicert.webhook;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How much may be under way at once: connections, requests, and bytes of bodies held in memory. */
final class Intake {
    private final int maxConnections;
    private final int maxRequests;
    private final long maxBytes;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    Intake(int maxConnections, int maxRequests, long maxBytes) {
        this.maxConnections = maxConnections;
        this.maxRequests = maxRequests;
        this.maxBytes = maxBytes;
    }

    /** Fits a heap of this size: bodies may fill an eighth of it, but two of the longest always find room. */
    static Intake forHeap(long maxHeap, long longestBody) {
        return new Intake(2048, 512, Math.max(2 * longestBody, maxHeap / 8));
    }

    boolean connect() {
        if (connections.incrementAndGet() <= maxConnections) {
            return true;
        }
        connections.decrementAndGet();
        return false;
    }

    void disconnect() {
        connections.decrementAndGet();
    }

    boolean enter() {
        if (requests.incrementAndGet() <= maxRequests) {
            return true;
        }
        requests.decrementAndGet();
        return false;
    }

    boolean take(int more) {
        if (bytes.addAndGet(more) <= maxBytes) {
            return true;
        }
        bytes.addAndGet(-more);
        return false;
    }

    void leave(long taken) {
        bytes.addAndGet(-taken);
        requests.decrementAndGet();
    }

    /** Requests that have not been answered. */
    int underWay() {
        return requests.get();
    }
}
