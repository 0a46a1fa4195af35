package dev.navicert.webhook;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** Opens webhooks within a running Quarkus, with its Vert.x and its metrics. */
@ApplicationScoped
public class Webhooks {
    private final Vertx vertx;
    private final PrometheusMeterRegistry registry;

    @Inject
    Webhooks(Vertx vertx, PrometheusMeterRegistry registry) {
        this.vertx = vertx;
        this.registry = registry;
    }

    /**
     * Opens one. When this returns, it answers.
     *
     * @throws StartException if it cannot be opened, with the one line to show
     */
    public Webhook start(WebhookOptions options) throws StartException {
        return Webhook.start(options, vertx, registry, Clock.systemUTC(), System.err);
    }
}
