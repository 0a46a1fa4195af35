package dev.navicert.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.navicert.webhook.review.Decision;
import dev.navicert.webhook.review.Endpoint;
import dev.navicert.webhook.review.Facts;
import dev.navicert.webhook.review.Phase;
import dev.navicert.webhook.review.Review;
import java.util.Locale;

/** Tells the log and the metrics what was decided: a line for each decision. */
final class AdmissionRecord implements AdmissionRoute.Record {
    private final EventLog log;
    private final WebhookMetrics metrics;
    private final String selfTestUid;

    /** @param selfTestUid whose review nobody asked for */
    AdmissionRecord(EventLog log, WebhookMetrics metrics, String selfTestUid) {
        this.log = log;
        this.metrics = metrics;
        this.selfTestUid = selfTestUid;
    }

    @Override
    public void decision(Endpoint endpoint, Review review, Decision decision, long nanos) {
        if (review.uid().equals(selfTestUid)) {
            return;
        }
        metrics.decision(endpoint, review, decision, nanos);
        ObjectNode line = log.line("info", "admission")
                .put("uid", review.uid())
                .put("endpoint", endpoint.name().toLowerCase(Locale.ROOT))
                .put("operation", review.operation().name())
                .put("kind", shortened(review.kind().toString()))
                .put("subresource", shortened(review.subresource()))
                .put("namespace", shortened(review.namespace()))
                .put("name", shortened(review.name()))
                .put("user", shortened(review.user()))
                .put("dryRun", review.dryRun());
        if (decision instanceof Decision.Admitted admitted) {
            line.put("decision", "admitted").put("patched", !admitted.patch().isEmpty());
        } else if (decision instanceof Decision.Refused refused) {
            line.put("decision", "refused").put("message", refused.message());
        }
        ArrayNode images = line.putArray("images");
        decision.images().forEach(image -> images.add(Facts.of(image)));
        decision.objection().ifPresent(objection -> line.set("object", Facts.of(objection)));
        line.put("ms", nanos / 10_000 / 100.0);
        log.write(line);
    }

    @Override
    public void took(Review review, Phase phase, long nanos) {
        if (!review.uid().equals(selfTestUid)) {
            metrics.took(phase, nanos);
        }
    }

    @Override
    public void badRequest(int status) {
        metrics.badRequest(status);
    }

    @Override
    public void bug(Throwable bug) {
        metrics.bug();
        log.write(log.line("error", "bug")
                .put("message", "Navicert failed, which is a bug: please report it")
                .put("trace", EventLog.trace(bug)));
    }

    private static String shortened(String text) {
        return text.length() > 260 ? text.substring(0, 260) : text;
    }
}
