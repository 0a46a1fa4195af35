package dev.navicert.webhook;

import dev.navicert.notary.Proxies;
import dev.navicert.notary.RepositoriesWiring;
import dev.navicert.notary.VertxTransport;
import dev.navicert.trust.TrustServer;
import dev.navicert.trust.view.CheckObserver;
import dev.navicert.trust.view.Repositories;
import dev.navicert.trust.view.SourceObserver;
import dev.navicert.trust.view.Stock;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Joins the webhook to Notary servers, mirrors and the state directory. */
final class WebhookWiring implements AutoCloseable {
    private final RepositoriesWiring joined;

    private WebhookWiring(RepositoriesWiring joined) {
        this.joined = joined;
    }

    /** @throws StartException if the state directory cannot be used */
    static WebhookWiring open(
            Path state, Vertx vertx, Clock clock, CheckObserver observer, SourceObserver sourceObserver)
            throws StartException {
        Proxies proxies = Proxies.fromEnvironment(System.getenv());
        try {
            return new WebhookWiring(RepositoriesWiring.remembering(
                    state, tls -> VertxTransport.of(vertx, tls, proxies), clock, observer, sourceObserver));
        } catch (IOException e) {
            String words = Failures.words(e);
            throw new StartException(
                    words.contains(state.toString()) ? words : "cannot use the state directory " + state + ": " + words,
                    e);
        }
    }

    /** What trust servers vouch for. */
    Repositories repositories() {
        return joined.repositories();
    }

    /** What there is in memory of each server. */
    Map<String, Stock> stock() {
        return joined.stock();
    }

    /** Begins to keep what is in use young; see {@link RepositoriesWiring#refreshInBackground}. */
    AutoCloseable refreshInBackground(Supplier<List<TrustServer>> inForce, Consumer<? super Throwable> onBug) {
        return joined.refreshInBackground(inForce, onBug);
    }

    @Override
    public void close() throws IOException {
        joined.close();
    }
}
