package dev.navicert.webhook;

import dev.navicert.policy.Code;
import dev.navicert.policy.Mode;
import dev.navicert.trust.view.ServerObserver;
import dev.navicert.trust.view.Stock;
import dev.navicert.tuf.TrustException;
import dev.navicert.webhook.review.Decision;
import dev.navicert.webhook.review.Endpoint;
import dev.navicert.webhook.review.JudgedImage;
import dev.navicert.webhook.review.Operation;
import dev.navicert.webhook.review.Outcome;
import dev.navicert.webhook.review.Phase;
import dev.navicert.webhook.review.Review;
import dev.navicert.webhook.review.Workload;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What Prometheus is told; {@code docs/metrics.md} says what each series means. No label comes from an object that is judged:
 * there are a handful of values each, but for rules and servers, which come from policies and are {@linkplain CounterTable
 * counted}.
 *
 * <p>What an admission that is answered from memory is measured with makes no garbage.
 */
final class WebhookMetrics implements Phase.Observer {
    static final int MOST_RULES = 256;
    static final int MOST_SERVERS = 64;

    private static final Duration[] OF_ADMISSIONS = {
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
    private static final Duration[] OF_PHASES = {
        Duration.ofNanos(10_000),
        Duration.ofNanos(25_000),
        Duration.ofNanos(50_000),
        Duration.ofNanos(100_000),
        Duration.ofNanos(250_000),
        Duration.ofMillis(1),
        Duration.ofNanos(2_500_000),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(8),
        Duration.ofSeconds(20)
    };

    /** Of the verdicts: those that have a code come first. */
    private static final int SIGNED = Code.values().length;

    private static final int EXEMPT = SIGNED + 1;
    private static final int VERDICTS = EXEMPT + 1;
    private static final int KINDS = Workload.values().length + 1;

    private final MeterRegistry registry;
    private final Map<Phase, Timer> phases = new EnumMap<>(Phase.class);
    private final Map<Endpoint, Timer> admitted = new EnumMap<>(Endpoint.class);
    private final Map<Endpoint, Timer> refused = new EnumMap<>(Endpoint.class);
    private final CounterTable requests;
    private final CounterTable images;
    private final Counter bugs;
    private final BoundedLabel servers = new BoundedLabel(MOST_SERVERS);

    WebhookMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Phase phase : Phase.values()) {
            phases.put(phase, timer("navicert.phase.duration", OF_PHASES, Tags.of("phase", lower(phase))));
        }
        for (Endpoint endpoint : Endpoint.values()) {
            admitted.put(endpoint, admissions(endpoint, "admitted"));
            refused.put(endpoint, admissions(endpoint, "refused"));
        }
        this.requests = new CounterTable(
                registry,
                "navicert.admission.requests",
                KINDS,
                8 * Operation.values().length,
                WebhookMetrics::ofRequest);
        this.images = new CounterTable(
                registry,
                "navicert.image.decisions",
                MOST_RULES,
                VERDICTS * Mode.values().length,
                WebhookMetrics::ofImage);
        for (Mode mode : Mode.values()) {
            aged(mode);
        }
        this.bugs = registry.counter("navicert.internal.errors");
        for (String result : List.of("in_force", "refused")) {
            registry.counter("navicert.policy.reads", "result", result);
        }
        for (String result : List.of("replaced", "refused")) {
            registry.counter("navicert.webhook.certificate.reads", "result", result);
        }
    }

    /** What can be looked up whenever somebody asks. */
    void watch(Intake intake, EventLog log, Supplier<Instant> certificateEnds, PolicyKeeper policy, Clock clock) {
        gauge("navicert.requests.in.flight", intake::underWay);
        FunctionCounter.builder("navicert.log.lines.dropped", log, EventLog::dropped)
                .register(registry);
        gauge("navicert.webhook.certificate.expiry.timestamp.seconds", () -> seconds(certificateEnds.get()));
        gauge("navicert.policy.current", () -> policy.isCurrent() ? 1 : 0);
        gauge("navicert.policy.loaded.timestamp.seconds", () -> seconds(policy.inForceSince()));
        gauge(
                "navicert.policy.next.end.timestamp.seconds",
                () -> policy.inForce()
                        .nextEnd(clock.instant())
                        .map(WebhookMetrics::seconds)
                        .orElse(Double.NaN));
    }

    ViewMetrics views(Supplier<Map<String, Stock>> stock) {
        return new ViewMetrics(registry, servers::of, stock);
    }

    /** @param dropped how many spans were lost so far */
    void watchTraces(LongSupplier dropped) {
        FunctionCounter.builder("navicert.trace.spans.dropped", dropped, LongSupplier::getAsLong)
                .register(registry);
    }

    private void gauge(String name, Supplier<Number> value) {
        Gauge.builder(name, value).register(registry);
    }

    private static double seconds(Instant instant) {
        return instant.getEpochSecond();
    }

    private Timer admissions(Endpoint endpoint, String decision) {
        return timer(
                "navicert.admission.duration",
                OF_ADMISSIONS,
                Tags.of("endpoint", lower(endpoint), "decision", decision));
    }

    private Timer timer(String name, Duration[] buckets, Tags tags) {
        return Timer.builder(name).tags(tags).serviceLevelObjectives(buckets).register(registry);
    }

    @Override
    public void took(Phase phase, long nanos) {
        Objects.requireNonNull(phases.get(phase)).record(nanos, TimeUnit.NANOSECONDS);
    }

    void decision(Endpoint endpoint, Review review, Decision decision, long nanos) {
        boolean isRefused = decision instanceof Decision.Refused;
        requests.increment(
                review.workload().isPresent() ? review.kind().kind() : CounterTable.OTHER,
                8 * review.operation().ordinal()
                        + 4 * endpoint.ordinal()
                        + (review.dryRun() ? 2 : 0)
                        + (isRefused ? 1 : 0));
        Objects.requireNonNull((isRefused ? refused : admitted).get(endpoint)).record(nanos, TimeUnit.NANOSECONDS);
        for (JudgedImage image : decision.images()) {
            image(image);
        }
        decision.objection().ifPresent(this::object);
    }

    private static Tags ofRequest(String kind, int slot) {
        return Tags.of(
                "endpoint", lower(Endpoint.values()[(slot >> 2) & 1]),
                "kind", kind,
                "operation", lower(Operation.values()[slot >> 3]),
                "dry_run", Boolean.toString((slot & 2) != 0),
                "decision", (slot & 1) == 0 ? "admitted" : "refused");
    }

    private void image(JudgedImage image) {
        int mode = image.mode().ordinal() * VERDICTS;
        if (image.outcome() instanceof Outcome.Vouched vouched) {
            if (vouched.evidence().aged().isPresent()) {
                aged(image.mode()).increment();
            }
            images.increment(image.rule(), mode + SIGNED);
        } else if (image.outcome() instanceof Outcome.Exempt) {
            images.increment(image.rule(), mode + EXEMPT);
        } else if (image.outcome() instanceof Outcome.Failed failed) {
            EnumSet<Code> codes = EnumSet.noneOf(Code.class);
            failed.reasons().forEach(reason -> codes.add(reason.code()));
            codes.forEach(code -> images.increment(image.rule(), mode + code.ordinal()));
        }
    }

    private static Tags ofImage(String rule, int slot) {
        int verdict = slot % VERDICTS;
        return Tags.of(
                "verdict",
                verdict == SIGNED ? "signed" : verdict == EXEMPT ? "exempt" : "refused",
                "code",
                verdict < SIGNED ? Code.values()[verdict].name() : "",
                "mode",
                lower(Mode.values()[slot / VERDICTS]),
                "rule",
                rule);
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

    /** @param result a word of ours, never the server's */
    void checked(String server, String result, Duration took) {
        String known = servers.of(server);
        registry.timer("navicert.trust.checks", "server", known, "result", result)
                .record(took);
        distrusts(known);
        Counter rollbacks = registry.counter("navicert.trust.rollbacks", "server", known);
        if (result.equals(TrustException.RolledBack.class.getSimpleName())) {
            rollbacks.increment();
        }
        took(Phase.FETCH, took.toNanos());
    }

    private Counter aged(Mode mode) {
        return registry.counter("navicert.image.decisions.aged", "mode", lower(mode));
    }

    /** A server answered and was not believed. */
    void distrusted(String server) {
        distrusts(servers.of(server)).increment();
    }

    private Counter distrusts(String server) {
        return registry.counter("navicert.trust.distrusted", "server", server);
    }

    /** @param isSuspended whether requests to that party of the server fail at once at the moment */
    ServerMetrics server(String name, Predicate<ServerObserver.Party> isSuspended) {
        return new ServerMetrics(registry, servers.of(name), isSuspended);
    }

    void badRequest(int status) {
        registry.counter("navicert.http.rejected", "status", Integer.toString(status))
                .increment();
    }

    void bug() {
        bugs.increment();
    }

    void policyRead(String result) {
        registry.counter("navicert.policy.reads", "result", result).increment();
    }

    void certificateRead(String result) {
        registry.counter("navicert.webhook.certificate.reads", "result", result).increment();
    }

    /** As labels and the log have it. */
    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
