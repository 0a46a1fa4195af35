package dev.navicert.webhook;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plain HTTP for kubelet and Prometheus: {@code /livez} says that event loops turn, {@code /readyz} what is still missing,
 * {@code /metrics} everything else.
 */
final class HealthServer {
    private final Vertx vertx;
    private final HttpServerOptions options;
    private final Supplier<List<String>> missing;
    private final Supplier<String> metrics;
    private @Nullable HttpServer server;

    /**
     * @param missing what is not ready, in words; empty once everything is
     * @param metrics gathered anew each time
     */
    HealthServer(Vertx vertx, String host, int port, Supplier<List<String>> missing, Supplier<String> metrics) {
        this.vertx = vertx;
        this.missing = missing;
        this.metrics = metrics;
        this.options = new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setIdleTimeout(60)
                .setHttp2ClearTextEnabled(false)
                .setMaxHeaderSize(16 << 10);
    }

    /** The port that was bound. */
    Future<Integer> start() {
        return vertx.createHttpServer(options)
                .requestHandler(this::handle)
                .listen()
                .onSuccess(listening -> server = listening)
                .map(HttpServer::actualPort);
    }

    Future<Void> close() {
        return server == null ? Future.succeededFuture() : server.close();
    }

    private void handle(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            request.response().putHeader("allow", "GET, HEAD");
            answer(request, 405, "only GET is answered here\n");
            return;
        }
        switch (String.valueOf(request.path())) {
            case "/livez" -> answer(request, 200, "ok\n");
            case "/readyz" -> {
                List<String> reasons = missing.get();
                answer(
                        request,
                        reasons.isEmpty() ? 200 : 503,
                        reasons.isEmpty() ? "ok\n" : String.join("\n", reasons) + "\n");
            }
            case "/metrics" -> scrape(request);
            default -> answer(request, 404, "there is nothing here but /livez, /readyz and /metrics\n");
        }
    }

    private void scrape(HttpServerRequest request) {
        vertx.executeBlocking(metrics::get, false)
                .onSuccess(text -> {
                    request.response().putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8");
                    request.response().end(text);
                })
                .onFailure(failure -> answer(request, 500, "the metrics could not be gathered\n"));
    }

    private static void answer(HttpServerRequest request, int status, String text) {
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", "text/plain; charset=utf-8")
                .end(text);
    }
}
