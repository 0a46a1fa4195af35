package dev.navicert.notary;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;

class VertxTransportTest extends TransportContract {
    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void stop() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get();
    }

    @Override
    Transport transport(TlsSettings tls, Proxies proxies) throws InvalidTlsSettingsException {
        return VertxTransport.of(VERTX, tls, proxies);
    }
}
