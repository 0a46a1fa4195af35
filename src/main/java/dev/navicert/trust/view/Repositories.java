package dev.navicert.trust.view;

import dev.navicert.name.Gun;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustServer;
import dev.navicert.tuf.TrustException;
import java.util.Optional;

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

    /** The same, if it can be had without waiting and without asking anybody. */
    default Optional<RepositoryView> inMemory(TrustServer server, Gun gun, Freshness need) {
        return Optional.empty();
    }
}
