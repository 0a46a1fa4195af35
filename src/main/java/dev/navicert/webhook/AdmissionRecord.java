package dev.navicert.webhook;

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
    public void decision(Endpoint endpoint, Review review, Decision decision, Facts facts, long nanos) {
        if (review.uid().equals(selfTestUid)) {
            return;
        }
        metrics.decision(endpoint, review, decision, nanos);
        log.write("info", "admission", json -> {
            json.writeStringField("uid", review.uid());
            json.writeStringField("endpoint", endpoint.name().toLowerCase(Locale.ROOT));
            json.writeStringField("operation", review.operation().name());
            json.writeStringField("kind", shortened(review.kind().toString()));
            json.writeStringField("subresource", shortened(review.subresource()));
            json.writeStringField("namespace", shortened(review.namespace()));
            json.writeStringField("name", shortened(review.name()));
            json.writeStringField("user", shortened(review.user()));
            json.writeBooleanField("dryRun", review.dryRun());
            if (decision instanceof Decision.Admitted admitted) {
                json.writeStringField("decision", "admitted");
                json.writeBooleanField("patched", !admitted.patch().isEmpty());
            } else if (decision instanceof Decision.Refused refused) {
                json.writeStringField("decision", "refused");
                json.writeStringField("message", refused.message());
            }
            json.writeFieldName("images");
            json.writeRawValue(facts.images());
            if (facts.object().isPresent()) {
                json.writeFieldName("object");
                json.writeRawValue(facts.object().get());
            }
            json.writeNumberField("ms", nanos / 10_000 / 100.0);
        });
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
