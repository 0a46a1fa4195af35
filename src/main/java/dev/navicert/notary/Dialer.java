package dev.navicert.notary;

import dev.navicert.trust.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Opens connections: looks the name up, goes through a proxy where one is due, speaks TLS where the URL says so. */
final class Dialer {
    private static final Duration CONNECT = Duration.ofSeconds(30);
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);

    private final TlsSettings tls;
    private final Proxies proxies;

    Dialer(TlsSettings tls, Proxies proxies) {
        this.tls = tls;
        this.proxies = proxies;
    }

    /** @throws NetworkFailure in Go's words; the caller knows whether its deadline is the reason */
    Connection dial(HttpUrl url, Deadline deadline) throws IOException {
        Optional<Proxy> proxy = proxies.proxyFor(url);
        Socket wire =
                proxy.isPresent() ? through(proxy.get(), url, deadline) : connect(url.host(), url.port(), deadline);
        try {
            boolean http = proxy.isPresent() && proxy.get().kind() == Proxy.Kind.HTTP;
            String authorization =
                    http ? proxy.get().login().map(Proxy.Login::basic).orElse("") : "";
            if (!url.isEncrypted()) {
                return Connection.over(wire, wire, http, authorization);
            }
            if (http) {
                tunnel(wire, url, authorization, deadline);
            }
            return Connection.over(wire, encrypt(wire, url, deadline), false, "");
        } catch (IOException | RuntimeException e) {
            wire.close();
            throw e;
        }
    }

    private static Socket through(Proxy proxy, HttpUrl url, Deadline deadline) throws IOException {
        try {
            Socket wire = connect(proxy.host(), proxy.port(), deadline);
            if (proxy.kind() == Proxy.Kind.SOCKS5) {
                try (Watchdog watchdog = Watchdog.over(wire, deadline.butAtMost(CONNECT))) {
                    Socks5.connect(wire, proxy, url.host(), url.port());
                }
            }
            return wire;
        } catch (NetworkFailure e) {
            throw new NetworkFailure("proxyconnect tcp: " + e.words(), e);
        }
    }

    private static Socket connect(String host, int port, Deadline deadline) throws IOException {
        NetworkFailure first = null;
        for (InetAddress address : lookUp(host, deadline)) {
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(address, port), millis(deadline.butAtMost(CONNECT)));
                return socket;
            } catch (IOException e) {
                socket.close();
                String where = IpAddress.inAddress(address) + ":" + port;
                first = first == null ? new NetworkFailure(GoNetworkWords.dial(where, e), e) : first;
            }
            if (deadline.passed()) {
                break;
            }
        }
        throw first == null ? new NetworkFailure(GoNetworkWords.lookup(host)) : first;
    }

    /** The system's resolver knows no deadline, so somebody else waits for it. */
    private static List<InetAddress> lookUp(String host, Deadline deadline) throws IOException {
        FutureTask<List<InetAddress>> task = new FutureTask<>(() -> List.of(InetAddress.getAllByName(host)));
        if (IpAddress.parse(host).isPresent() || host.equals("localhost")) {
            task.run();
        } else {
            Thread thread = new Thread(task, "navicert-lookup");
            thread.setDaemon(true);
            thread.start();
        }
        try {
            return task.get(deadline.remaining().toNanos() + 1_000_000, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException) {
                throw new NetworkFailure(GoNetworkWords.lookup(host), e);
            }
            throw new NetworkFailure("dial tcp: lookup " + host + ": " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new NetworkFailure("dial tcp: lookup " + host + ": i/o timeout", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NetworkFailure("dial tcp: lookup " + host + ": operation was canceled", e);
        }
    }

    private static void tunnel(Socket wire, HttpUrl url, String authorization, Deadline deadline) throws IOException {
        Connection connection = Connection.over(wire, wire, false, "");
        try (Watchdog watchdog = Watchdog.over(wire, deadline.butAtMost(CONNECT))) {
            Answer answer = Http1.connect(connection, url.address(), authorization);
            if (answer.status() != 200) {
                String[] words = answer.statusLine().split(" ", 2);
                throw new NetworkFailure(words.length > 1 ? words[1] : answer.statusLine());
            }
        } catch (IOException e) {
            throw new NetworkFailure(GoNetworkWords.talk(connection.route(), e), e);
        }
    }

    private SSLSocket encrypt(Socket wire, HttpUrl url, Deadline deadline) throws IOException {
        Deadline handshake = deadline.butAtMost(HANDSHAKE);
        String route = Connection.over(wire, wire, false, "").route();
        Watchdog watchdog = Watchdog.over(wire, handshake);
        try (watchdog) {
            SSLSocket socket =
                    (SSLSocket) tls.context().getSocketFactory().createSocket(wire, url.host(), url.port(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(TlsSettings.PROTOCOLS.toArray(new String[0]));
            if (tls.isVerifying()) {
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
            }
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (GeneralSecurityException e) {
            throw new NetworkFailure("tls: " + e.getMessage(), e);
        } catch (IOException e) {
            String words = watchdog.hasBitten() ? "net/http: TLS handshake timeout" : GoNetworkWords.talk(route, e);
            throw new NetworkFailure(words, e);
        }
    }

    private static int millis(Deadline deadline) {
        return (int) Math.max(1, deadline.remaining().toMillis());
    }
}
