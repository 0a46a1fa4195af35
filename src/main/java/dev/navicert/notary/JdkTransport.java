package dev.navicert.notary;

import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * HTTP/1.1 over the JDK's sockets, for a program that asks five questions and ends. {@code java.net.http} would cost more
 * time to load than the questions take; see {@code docs/adr/0010-two-transports.md}.
 *
 * <p>Keeps one idle connection per origin, for a moment. Requests run on the caller's thread.
 */
public final class JdkTransport implements Transport {
    /** A firewall may have forgotten one that was idle for longer, and then nobody answers on it, nor says that nobody will. */
    private static final Duration WORTH_KEEPING = Duration.ofSeconds(15);

    private final Dialer dialer;
    private final LongSupplier nanoTime;
    private final Map<String, Idle> idle = new HashMap<>();

    /** A connection that nobody uses, and since when. */
    private record Idle(Connection connection, long since) {}

    public JdkTransport(TlsSettings tls, Proxies proxies) {
        this(tls, proxies, System::nanoTime);
    }

    /** @param nanoTime a clock that is never set */
    JdkTransport(TlsSettings tls, Proxies proxies, LongSupplier nanoTime) {
        this.dialer = new Dialer(tls, proxies);
        this.nanoTime = nanoTime;
    }

    @Override
    public Answer send(Request request, Deadline deadline) throws RemoteException {
        Optional<Connection> kept = takeIdle(request.url());
        if (kept.isPresent()) {
            try {
                return exchange(kept.get(), request, deadline);
            } catch (EOFException | SocketException closedMeanwhile) {
                // The server ended the connection while nobody used it; a new one is no repetition.
            } catch (IOException e) {
                throw unreachable(request, words(kept.get(), e), e);
            }
        }
        Connection connection;
        try {
            connection = dialer.dial(request.url(), deadline);
        } catch (IOException e) {
            throw deadline.passed() ? Failures.notConnectedInTime(request) : unreachable(request, words(e), e);
        }
        try {
            return exchange(connection, request, deadline);
        } catch (IOException e) {
            throw unreachable(request, words(connection, e), e);
        }
    }

    private Answer exchange(Connection connection, Request request, Deadline deadline)
            throws IOException, RemoteException {
        Watchdog watchdog = Watchdog.over(connection, deadline);
        try (watchdog) {
            Http1.Exchange exchange = Http1.exchange(connection, request);
            if (exchange.reusable()) {
                keep(request.url(), connection);
            } else {
                connection.close();
            }
            return exchange.answer();
        } catch (TooLongException e) {
            connection.close();
            throw Failures.tooLarge(request);
        } catch (IOException e) {
            connection.close();
            if (watchdog.hasBitten() || deadline.passed()) {
                throw Failures.notAnsweredInTime(request);
            }
            throw e;
        }
    }

    private static RemoteException unreachable(Request request, String words, IOException e) {
        return Failures.unreachable(request, words, Failures.prospect(e));
    }

    private static String words(Connection connection, IOException e) {
        return GoNetworkWords.talk(connection.route(), e);
    }

    private static String words(IOException e) {
        return GoNetworkWords.talk("?", e);
    }

    private Optional<Connection> takeIdle(HttpUrl url) {
        Idle kept;
        synchronized (idle) {
            kept = idle.remove(url.scheme() + "://" + url.address());
        }
        if (kept == null) {
            return Optional.empty();
        }
        if (nanoTime.getAsLong() - kept.since() > WORTH_KEEPING.toNanos()) {
            closeQuietly(kept);
            return Optional.empty();
        }
        return Optional.of(kept.connection());
    }

    private void keep(HttpUrl url, Connection connection) {
        Idle surplus;
        synchronized (idle) {
            surplus = idle.put(url.scheme() + "://" + url.address(), new Idle(connection, nanoTime.getAsLong()));
        }
        if (surplus != null) {
            closeQuietly(surplus);
        }
    }

    @Override
    public void close() {
        synchronized (idle) {
            idle.values().forEach(JdkTransport::closeQuietly);
            idle.clear();
        }
    }

    private static void closeQuietly(Idle unused) {
        try {
            unused.connection().close();
        } catch (IOException gone) {
            // Nobody waits for it any more.
        }
    }
}
