package dev.navicert.trustserver;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A {@link Site} on a port of the loopback interface, by the JDK's own HTTP server. Closed with {@link #close}. */
public final class TrustServer implements AutoCloseable {
    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService workers;
    private final URI uri;

    private TrustServer(HttpServer server, ExecutorService workers, URI uri) {
        this.server = server;
        this.workers = workers;
        this.uri = uri;
    }

    /**
     * Serves a site by plain HTTP.
     *
     * @param port 0 for any free one
     */
    public static TrustServer start(Site site, int port) throws IOException {
        return serve(HttpServer.create(loopback(port), 0), "http", site);
    }

    /** Serves a site by HTTPS. */
    public static TrustServer start(Site site, int port, SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(port), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return serve(server, "https", site);
    }

    private static TrustServer serve(HttpServer server, String scheme, Site site) {
        ExecutorService workers = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "trust-server");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(workers);
        server.createContext("/", exchange -> answer(site, exchange));
        server.start();
        return new TrustServer(
                server,
                workers,
                URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort()));
    }

    /** For example {@code http://127.0.0.1:4443}. */
    public URI uri() {
        return uri;
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private static InetSocketAddress loopback(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1}), port);
    }

    private static void answer(Site site, HttpExchange exchange) throws IOException {
        try (exchange) {
            String authorization = Optional.ofNullable(
                            exchange.getRequestHeaders().getFirst("Authorization"))
                    .orElse("");
            SiteAnswer answer = site.answer(
                    exchange.getRequestMethod(), exchange.getRequestURI(), authorization, exchange.getRequestBody());
            Headers headers = exchange.getResponseHeaders();
            answer.headers().forEach(headers::set);
            boolean noBody =
                    answer.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), noBody ? -1 : answer.body().length);
            if (!noBody) {
                exchange.getResponseBody().write(answer.body());
            }
        }
    }
}
