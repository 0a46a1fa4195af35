package dev.navicert.notary;

import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;

/**
 * Carries one request there and its answer back. Knows HTTP, TLS and proxies; knows nothing of Notary.
 *
 * <p>Promises: no redirect is followed; the body is read up to the request's cap and not a byte more is held; whatever the
 * other side does, {@link #send} returns when the deadline passes. Safe for use by several threads.
 */
public interface Transport extends AutoCloseable {
    /**
     * Sends and waits.
     *
     * @throws RemoteException {@code Unreachable}, {@code TimedOut} or {@code TooLarge}; every status is an answer
     */
    Answer send(Request request, Deadline deadline) throws RemoteException;

    /** Closes idle connections. */
    @Override
    void close();
}
