package dev.navicert.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.navicert.name.Gun;
import dev.navicert.trustserver.PublishingSite;
import dev.navicert.trustserver.SiteAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A {@link ServerSimulator} on a port of loopback, with Notary's routes for reading and writing. */
public final class SimulatedSite implements AutoCloseable {
    private final HttpServer http;
    private final ExecutorService threads;
    private final PublishingSite site;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile String key = "";
    private volatile UnaryOperator<Reply> distortion = UnaryOperator.identity();

    private SimulatedSite(HttpServer http, ExecutorService threads, PublishingSite site) {
        this.http = http;
        this.threads = threads;
        this.site = site;
    }

    /** An answer. */
    public record Reply(int status, byte[] body) {}

    /** Opens a site with one collection. */
    public static SimulatedSite with(Gun gun, ServerSimulator collection) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newCachedThreadPool();
        SimulatedSite site = new SimulatedSite(http, threads, PublishingSite.of(gun, collection, collection::files));
        http.createContext("/", site::answer);
        http.setExecutor(threads);
        http.start();
        return site;
    }

    public String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** Wants user and password with every request from now on. */
    public void lock(String user, String password) {
        key = "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }

    /** What was asked, as in {@code GET /v2/}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** What becomes of the answer to every upload from now on; it is made before that, and what was sent is taken. */
    public void distortUploads(UnaryOperator<Reply> how) {
        distortion = how;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        requests.add(method + " " + path);
        if (!key.isEmpty() && !key.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"simulated\"");
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
            return;
        }
        SiteAnswer answer = site.answer(method, exchange.getRequestURI(), "", exchange.getRequestBody());
        Reply reply = new Reply(answer.status(), answer.body());
        if (method.equals("POST") && path.endsWith("/_trust/tuf/") && reply.status == 200) {
            reply = distortion.apply(reply);
        }
        try (exchange) {
            exchange.sendResponseHeaders(reply.status, reply.body.length == 0 ? -1 : reply.body.length);
            exchange.getResponseBody().write(reply.body);
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
