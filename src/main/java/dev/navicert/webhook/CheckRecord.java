package dev.navicert.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.navicert.name.Gun;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustServer;
import dev.navicert.trust.UpdateFact;
import dev.navicert.trust.view.CheckObserver;
import dev.navicert.trust.view.Outage;
import dev.navicert.trust.view.RepositoryView;
import dev.navicert.tuf.TrustException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells the log and the metrics how repositories were checked with their servers. */
final class CheckRecord implements CheckObserver {
    private static final int LONGEST = 4000;

    private final EventLog log;
    private final WebhookMetrics metrics;

    CheckRecord(EventLog log, WebhookMetrics metrics) {
        this.log = log;
        this.metrics = metrics;
    }

    @Override
    public void verified(RepositoryView view, List<UpdateFact> facts, Optional<Outage> ended, Duration took) {
        metrics.checked(view.server(), "verified", took);
        ended.ifPresent(outage -> log.write(log.line("info", "outage-over")
                .put("server", view.server())
                .put("repository", view.gun().value())
                .put("since", outage.since().toString())
                .put("message", "verified again after an outage; it was: " + words(outage.cause()))));
    }

    @Override
    public void forgot(RepositoryView view, Instant before) {
        log.write(log.line("warn", "forgot")
                .put("server", view.server())
                .put("repository", view.gun().value())
                .put("forgetBefore", before.toString())
                .put("message", "the versions seen before forgetBefore are forgotten; the repository begins anew"));
    }

    /** Each time in the metrics; in the log at once, and then ever more rarely. */
    @Override
    public void outage(TrustServer server, RepositoryView view, Duration took) {
        Outage outage = view.outage().orElseThrow();
        String kind = outage.cause().getClass().getSimpleName();
        metrics.checked(server.name(), kind, took);
        if (outage.isDistrust()) {
            metrics.distrusted(server.name());
        }
        boolean isToldBefore = outage.cause() instanceof RemoteException.Suspended; // once, by the SourceRecord
        if (Integer.bitCount(outage.failures()) == 1 && !isToldBefore) {
            log.write(line(outage)
                    .put("server", server.name())
                    .put("repository", view.gun().value())
                    .put("message", words(outage.cause()))
                    .put("verifiedAt", view.verifiedAt().toString())
                    .put("since", outage.since().toString())
                    .put("failures", outage.failures())
                    .put("ms", took.toMillis()));
        }
    }

    private ObjectNode line(Outage outage) {
        if (outage.isDistrust()) {
            return log.line("error", "distrust");
        }
        boolean isOurDisk = outage.cause() instanceof RemoteException.MemoryUnusable;
        return isOurDisk ? log.line("error", "outage") : log.line("warn", "outage");
    }

    private static String words(Exception cause) {
        return shortened(String.valueOf(cause.getMessage()));
    }

    @Override
    public void failed(TrustServer server, Gun gun, Throwable cause, Duration took) {
        boolean isTheirs = cause instanceof TrustException || cause instanceof RemoteException;
        metrics.checked(server.name(), isTheirs ? cause.getClass().getSimpleName() : "fault", took);
        if (cause instanceof RemoteException.Suspended) {
            return; // told once, by the SourceRecord
        }
        ObjectNode line = log.line("error", "check")
                .put("server", server.name())
                .put("repository", gun.value())
                .put("message", shortened(String.valueOf(isTheirs ? cause.getMessage() : cause)))
                .put("ms", took.toMillis());
        if (!isTheirs) {
            line.put("trace", shortened(EventLog.trace(cause)));
        }
        log.write(line);
    }

    /** What is wrong with metadata may be quoted from it, and that can be long. */
    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
