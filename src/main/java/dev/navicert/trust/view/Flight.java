package dev.navicert.trust.view;

import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import dev.navicert.tuf.TrustException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One fetch of one repository, and everybody who waits for it. Each waits as long as it likes; nobody's leaving ends the fetch
 * for the others.
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

    /** Waits for the end, whatever it is, after {@link #join}; for somebody whose question this flight does not answer. */
    void awaitEnd(Deadline deadline) throws RemoteException {
        try {
            await(deadline);
        } catch (TrustException | RemoteException | IllegalStateException somebodyElsesAnswer) {
            if (!outcome.isDone()) {
                throw new RemoteException.TimedOut("gave up waiting for the metadata of " + name);
            }
        }
    }

    /** The outcome, after {@link #join}. */
    RepositoryView await(Deadline deadline) throws TrustException, RemoteException {
        try {
            return outcome.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            if (begun) {
                throw new RemoteException.TimedOut("gave up waiting for the metadata of " + name);
            }
            throw FirstContacts.busy(name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RemoteException.TimedOut("stopped waiting for the metadata of " + name + ": interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TrustException refused) {
                throw refused;
            }
            if (e.getCause() instanceof RemoteException unasked) {
                throw unasked;
            }
            throw new IllegalStateException("the metadata of " + name + " could not be checked", e.getCause());
        } finally {
            leave();
        }
    }
}
