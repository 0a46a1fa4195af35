package dev.navicert.webhook;

import dev.navicert.name.Gun;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustServer;
import dev.navicert.trust.UpdateFact;
import dev.navicert.trust.view.CheckObserver;
import dev.navicert.trust.view.RepositoryView;
import dev.navicert.tuf.TrustException;
import java.time.Duration;
import java.util.List;

/** Tells the log and the metrics how repositories were checked with their servers. */
final class CheckRecord implements CheckObserver {
    private final EventLog log;
    private final WebhookMetrics metrics;

    CheckRecord(EventLog log, WebhookMetrics metrics) {
        this.log = log;
        this.metrics = metrics;
    }

    @Override
    public void verified(RepositoryView view, List<UpdateFact> facts, Duration took) {
        metrics.checked(view.server(), "verified", took);
    }

    @Override
    public void failed(TrustServer server, Gun gun, Throwable cause, Duration took) {
        boolean isTheirs = cause instanceof TrustException || cause instanceof RemoteException;
        metrics.checked(server.name(), isTheirs ? cause.getClass().getSimpleName() : "fault", took);
        log.write(log.line("error", "check")
                .put("server", server.name())
                .put("repository", gun.value())
                .put("message", String.valueOf(cause.getMessage()))
                .put("ms", took.toMillis()));
    }
}
