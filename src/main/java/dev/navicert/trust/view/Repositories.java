package dev.navicert.trust.view;

import dev.navicert.name.Gun;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustServer;
import dev.navicert.tuf.TrustException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The verified repositories, whichever way they are kept. Safe for any number of threads. */
public interface Repositories {
    /**
     * What {@code server} vouches for in {@code gun}, as recent as {@code need} asks; waits for a fetch if it must, no longer
     * than {@code deadline}. Many callers of the same repository share one fetch, and one that stops waiting does not
     * stop it for the others.
     *
     * @throws TrustException if the server answered and the answer is not believed
     * @throws RemoteException if nobody could be asked: {@link RemoteException.NotFound} if the server has no such repository,
     *     {@link RemoteException.TimedOut} if the deadline passed first, {@link RemoteException.Busy} if it passed before the
     *     fetch could begin, {@link RemoteException.MemoryUnusable} if what was seen before cannot be known
     */
    RepositoryView view(TrustServer server, Gun gun, Freshness need, Deadline deadline)
            throws TrustException, RemoteException;

    /**
     * The same for somebody who does not wait.
     *
     * @return completes at the latest when the deadline passes, exceptionally with what {@link #view} throws; on any thread, so
     *     whoever has much to do then does it on another
     */
    default CompletableFuture<RepositoryView> ask(TrustServer server, Gun gun, Freshness need, Deadline deadline) {
        try {
            return CompletableFuture.completedFuture(view(server, gun, need, deadline));
        } catch (TrustException | RemoteException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * What was answered until a moment ago (twice {@code refresh.interval}) and is valid still, newest first: another replica may
     * have decided by it. Nothing that a new root has put an end to.
     */
    default List<RepositoryView> superseded(TrustServer server, Gun gun) {
        return List.of();
    }

    /** The same, if it can be had without waiting and without asking anybody. */
    default Optional<RepositoryView> inMemory(TrustServer server, Gun gun, Freshness need) {
        return Optional.empty();
    }
}
