package dev.navicert.notary;

import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Grants all requests together so much time. Only waiting for the network uses it up: a person who looks for a password between
 * two requests does not. For one thread.
 */
public final class RationedTransport implements Transport {
    private final Transport transport;
    private final LongSupplier nanoTime;
    private long leftNanos;

    /** @param ration the time for all requests */
    public RationedTransport(Transport transport, Duration ration) {
        this(transport, ration, System::nanoTime);
    }

    /** @param nanoTime a clock that is never set */
    RationedTransport(Transport transport, Duration ration, LongSupplier nanoTime) {
        this.transport = transport;
        this.nanoTime = nanoTime;
        this.leftNanos = ration.toNanos();
    }

    @Override
    public Answer send(Request request, Deadline deadline) throws RemoteException {
        long begin = nanoTime.getAsLong();
        try {
            return transport.send(request, deadline.butAtMost(Duration.ofNanos(Math.max(0, leftNanos))));
        } finally {
            leftNanos -= nanoTime.getAsLong() - begin;
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
