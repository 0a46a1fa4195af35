package dev.navicert.webhook;

import dev.navicert.policy.Reason;
import dev.navicert.webhook.review.Decision;
import dev.navicert.webhook.review.Endpoint;
import dev.navicert.webhook.review.JudgedImage;
import dev.navicert.webhook.review.Review;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What Prometheus is told. Every label has a handful of values: none comes from an object that is judged. */
final class WebhookMetrics {
    private static final Duration[] BUCKETS = {
        Duration.ofNanos(250_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(8),
        Duration.ofSeconds(24)
    };

    private final MeterRegistry registry;

    WebhookMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void watch(Intake intake, EventLog log, Supplier<Instant> certificateEnds, BooleanSupplier policyIsCurrent) {
        gauge("navicert.requests.in.flight", intake::underWay);
        gauge("navicert.log.lines.dropped", log::dropped);
        gauge(
                "navicert.webhook.certificate.expiry.timestamp.seconds",
                () -> certificateEnds.get().getEpochSecond());
        gauge("navicert.policy.current", () -> policyIsCurrent.getAsBoolean() ? 1 : 0);
    }

    private void gauge(String name, Supplier<Number> value) {
        Gauge.builder(name, value).register(registry);
    }

    void decision(Endpoint endpoint, Review review, Decision decision, long nanos) {
        String word = decision instanceof Decision.Admitted ? "admitted" : "refused";
        String kind = review.workload().map(known -> review.kind().kind()).orElse("other");
        registry.counter(
                        "navicert.admission.requests",
                        Tags.of(
                                "endpoint", lower(endpoint),
                                "kind", kind,
                                "operation", lower(review.operation()),
                                "dry_run", Boolean.toString(review.dryRun()),
                                "decision", word))
                .increment();
        Timer.builder("navicert.admission.duration")
                .tags("endpoint", lower(endpoint), "decision", word)
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(Duration.ofNanos(nanos));
        decision.images().forEach(this::image);
        decision.objection().ifPresent(this::object);
    }

    /** @param result a word of ours, never the server's */
    void checked(String server, String result, Duration took) {
        registry.timer("navicert.trust.checks", "server", server, "result", result)
                .record(took);
    }

    void badRequest(int status) {
        registry.counter("navicert.http.rejected", "status", Integer.toString(status))
                .increment();
    }

    void bug() {
        registry.counter("navicert.internal.errors").increment();
    }

    void policyRead(String result) {
        registry.counter("navicert.policy.reads", "result", result).increment();
    }

    void certificateRead(String result) {
        registry.counter("navicert.webhook.certificate.reads", "result", result).increment();
    }

    private void object(Decision.Objection objection) {
        registry.counter(
                        "navicert.object.refusals",
                        "code",
                        objection.reason().code().name(),
                        "mode",
                        lower(objection.mode()))
                .increment();
    }

    private void image(JudgedImage image) {
        String verdict = image.outcome().fold(vouched -> "signed", exempt -> "exempt", failed -> "refused");
        List<String> codes = image.outcome()
                .fold(
                        vouched -> List.of(""),
                        exempt -> List.of(""),
                        failed -> failed.reasons().stream()
                                .map(Reason::code)
                                .distinct()
                                .map(Enum::name)
                                .toList());
        for (String code : codes) {
            registry.counter(
                            "navicert.image.decisions",
                            "verdict",
                            verdict,
                            "code",
                            code,
                            "mode",
                            lower(image.mode()),
                            "rule",
                            image.rule())
                    .increment();
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
