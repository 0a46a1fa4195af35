package dev.navicert.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.navicert.name.Gun;
import dev.navicert.trust.RemoteException;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.crypto.PublicKey;
import dev.navicert.tuf.json.CanonicalJson;
import dev.navicert.tuf.json.MalformedJsonException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@link ServerSimulator}s on a port of loopback, one per collection, with Notary's routes for reading and writing. */
public final class SimulatedSite implements AutoCloseable {
    private static final Pattern ROUTE = Pattern.compile("/v2/(.+)/_trust/tuf/(.*)");
    private static final Pattern PART =
            Pattern.compile("filename=\"([^\"]+)\"\r\nContent-Type: [^\r]+\r\n\r\n(.*?)\r\n--", Pattern.DOTALL);

    private final HttpServer http;
    private final ExecutorService threads;
    private final Map<String, ServerSimulator> collections;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile String key = "";
    private volatile UnaryOperator<Reply> distortion = UnaryOperator.identity();

    private SimulatedSite(HttpServer http, ExecutorService threads, Map<String, ServerSimulator> collections) {
        this.http = http;
        this.threads = threads;
        this.collections = collections;
    }

    /** An answer. */
    public record Reply(int status, byte[] body) {
        static Reply of(int status, String body) {
            return new Reply(status, body.getBytes(UTF_8));
        }
    }

    /** Opens a site with one collection. */
    public static SimulatedSite with(Gun gun, ServerSimulator collection) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newCachedThreadPool();
        SimulatedSite site = new SimulatedSite(http, threads, new LinkedHashMap<>(Map.of(gun.value(), collection)));
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
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        Reply reply;
        if (!key.isEmpty() && !key.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"simulated\"");
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
            return;
        }
        try {
            Matcher route = ROUTE.matcher(path);
            reply = path.equals("/v2/")
                    ? Reply.of(200, "{}")
                    : route.matches() ? answer(exchange, route.group(1), route.group(2)) : Reply.of(404, "");
        } catch (RemoteException.Outdated e) {
            reply = Reply.of(400, "{\"errors\":[{\"code\":\"VERSION\",\"message\":\"old\",\"detail\":\"\"}]}");
        } catch (RemoteException.Unavailable e) {
            reply = Reply.of(e.status(), "");
        } catch (RemoteException.Unauthorized e) {
            reply = Reply.of(e.status(), "");
        } catch (RemoteException e) {
            reply = Reply.of(400, "");
        }
        try (exchange) {
            exchange.sendResponseHeaders(reply.status, reply.body.length == 0 ? -1 : reply.body.length);
            exchange.getResponseBody().write(reply.body);
        }
    }

    private Reply answer(HttpExchange exchange, String gun, String file) throws IOException, RemoteException {
        ServerSimulator collection = collections.get(gun);
        if (collection == null) {
            return Reply.of(404, "");
        }
        return switch (exchange.getRequestMethod()) {
            case "DELETE" -> {
                collection.delete();
                yield Reply.of(200, "");
            }
            case "POST" -> {
                if (file.endsWith(".key")) {
                    yield key(collection.rotateServerKey(role(file)));
                }
                collection.upload(parts(exchange.getRequestBody().readAllBytes()));
                yield distortion.apply(Reply.of(200, ""));
            }
            default ->
                file.endsWith(".key")
                        ? key(collection.serverKey(role(file)))
                        : collection
                                .file(file)
                                .map(content -> new Reply(200, content))
                                .orElse(Reply.of(404, ""));
        };
    }

    private static RoleName role(String keyFile) {
        return new RoleName(keyFile.substring(0, keyFile.length() - ".key".length()));
    }

    private static Reply key(PublicKey key) {
        try {
            return new Reply(200, CanonicalJson.encode(key.toJson()));
        } catch (MalformedJsonException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<RoleName, byte[]> parts(byte[] body) {
        Map<RoleName, byte[]> files = new LinkedHashMap<>();
        Matcher part = PART.matcher(new String(body, ISO_8859_1));
        while (part.find()) {
            files.put(new RoleName(part.group(1)), part.group(2).getBytes(ISO_8859_1));
        }
        return files;
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
