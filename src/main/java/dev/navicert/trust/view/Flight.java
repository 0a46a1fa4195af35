package dev.navicert.trust.view;

import dev.navicert.trust.RemoteException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One fetch of one repository, and everybody who waits for it. Each waits as long as it likes; nobody's leaving ends the fetch
 * for the others. Waiting takes no thread.
 */
final class Flight {
    private final RepositoryName name;
    private final Origin origin;
    private final CompletableFuture<RepositoryView> outcome = new CompletableFuture<>();
    private final long since = System.nanoTime();
    private int waiting;
    private volatile boolean begun;

    Flight(RepositoryName name, Origin origin) {
        this.name = name;
        this.origin = origin;
    }

    RepositoryName name() {
        return name;
    }

    Origin origin() {
        return origin;
    }

    /** How long ago somebody asked for it. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    synchronized void join() {
        waiting++;
    }

    private synchronized void leave() {
        waiting--;
    }

    /** Whether somebody still wants the outcome. */
    synchronized boolean isAwaited() {
        return waiting > 0;
    }

    void begin() {
        begun = true;
    }

    void land(RepositoryView view) {
        outcome.complete(view);
    }

    void fail(Throwable cause) {
        outcome.completeExceptionally(cause);
    }

    /** The outcome, after {@link #join}; a {@code TimeoutException} if it takes longer than somebody's patience. */
    CompletableFuture<RepositoryView> await(Duration patience) {
        return outcome.copy()
                .orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((view, failure) -> leave());
    }

    /** Calls back when it has ended, whatever way. */
    void whenOver(Runnable callback) {
        outcome.whenComplete((view, failure) -> callback.run());
    }

    /** What to tell somebody whose patience has come to its end. */
    RemoteException impatience() {
        return begun
                ? new RemoteException.TimedOut("gave up waiting for the metadata of " + name)
                : FirstContacts.busy(name);
    }
}
