package dev.navicert.notary;

import dev.navicert.trust.Deadline;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Closes a connection when its time is up, whatever the thread that uses it is waiting for: a server that drips one byte a
 * second, or takes none, holds nobody longer than the deadline.
 */
final class Watchdog implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    private final Closeable guarded;
    private boolean done;
    private boolean bitten;

    private Watchdog(Closeable guarded) {
        this.guarded = guarded;
    }

    static Watchdog over(Closeable guarded, Deadline deadline) {
        Watchdog watchdog = new Watchdog(guarded);
        Thread thread = new Thread(() -> watchdog.watch(deadline), "navicert-deadline");
        thread.setDaemon(true);
        thread.start();
        return watchdog;
    }

    private void watch(Deadline deadline) {
        lock.lock();
        try {
            while (!done && !deadline.passed()) {
                long unused = released.awaitNanos(deadline.remaining().toNanos());
            }
            if (!done) {
                bitten = true;
                guarded.close();
            }
        } catch (InterruptedException | IOException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the time was up first. */
    boolean hasBitten() {
        lock.lock();
        try {
            return bitten;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            done = true;
            released.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
