package dev.navicert.webhook;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The HTTPS side, one listener per event loop, all at one port. */
final class AdmissionServer {
    private static final int IDLE_SECONDS = 120;
    private static final int HANDSHAKE_SECONDS = 10;
    private static final int MAX_HEADERS = 16 << 10;
    private static final int MAX_STREAMS = 250;

    private final Vertx vertx;
    private final HttpServerOptions options;
    private final Intake intake;
    private final Handler<HttpServerRequest> route;
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile String deployment = "";

    AdmissionServer(
            Vertx vertx,
            String host,
            int port,
            CurrentCertificate certificate,
            Intake intake,
            Handler<HttpServerRequest> route) {
        this.vertx = vertx;
        this.intake = intake;
        this.route = route;
        this.options = new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setSsl(true)
                .setKeyCertOptions(KeyCertOptions.wrap(certificate))
                .setUseAlpn(true)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxInitialLineLength(4096)
                .setMaxHeaderSize(MAX_HEADERS)
                .setInitialSettings(
                        new Http2Settings().setMaxConcurrentStreams(MAX_STREAMS).setMaxHeaderListSize(MAX_HEADERS))
                .setDecompressionSupported(false)
                .setCompressionSupported(false);
    }

    Future<Void> start() {
        int loops = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
        return vertx.deployVerticle(Listener::new, new DeploymentOptions().setInstances(loops))
                .onSuccess(id -> deployment = id)
                .mapEmpty();
    }

    /** Tells clients with several requests per connection that this one will take no more than those it has. */
    void announceClose(long patienceMillis) {
        connections.forEach(connection -> {
            try {
                connection.shutdown(patienceMillis);
            } catch (UnsupportedOperationException onlyHttp2) {
                // an HTTP/1 connection is closed after its next answer
            }
        });
    }

    Future<Void> close() {
        return deployment.isEmpty() ? Future.succeededFuture() : vertx.undeploy(deployment);
    }

    private final class Listener extends AbstractVerticle {
        @Override
        public void start(Promise<Void> started) {
            vertx.createHttpServer(options)
                    .connectionHandler(AdmissionServer.this::opened)
                    .requestHandler(route)
                    .listen()
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }

    private void opened(HttpConnection connection) {
        if (!intake.connect()) {
            connection.close();
            return;
        }
        connections.add(connection);
        connection.closeHandler(closed -> {
            connections.remove(connection);
            intake.disconnect();
        });
        // Reset streams and the like: the client's affair, and each is told to the exchange it concerns.
        connection.exceptionHandler(failure -> {});
    }
}
