package dev.navicert.webhook;

import dev.navicert.webhook.review.Deliberation;
import dev.navicert.webhook.review.ReviewLimits;
import dev.navicert.webhook.review.Staff;
import dev.navicert.webhook.trace.Collector;
import dev.navicert.webhook.trace.FollowedWork;
import dev.navicert.webhook.trace.TraceSettings;
import dev.navicert.webhook.trace.Tracing;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A webhook that answers. Opened whole or not at all; closed by answering what is under way first.
 *
 * <p>Safe for any number of threads.
 */
public final class Webhook implements AutoCloseable {
    /** Reading waits for nothing: more threads than that would only compete. */
    private static final int READERS = 4;

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final Duration TRACES_TRAVEL_TOGETHER = Duration.ofSeconds(1);
    private static final Duration PATIENCE_AT_START = Duration.ofSeconds(30);
    /**
     * What is under way may take longer; but Kubernetes kills what has not ended 30 s after it was told to, and then state and
     * connections are not closed at all. With {@link #PATIENCE_WITH_LISTENERS}, twice, it is less than 25 s.
     */
    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(18);

    private static final Duration PATIENCE_WITH_LISTENERS = Duration.ofSeconds(3);

    private final WebhookOptions options;
    private final Clock clock;
    private final EventLog log;
    private final Intake intake = Intake.forHeap(Runtime.getRuntime().maxMemory(), ReviewLimits.longestBody());
    /** Undone last to first. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private final CertificateKeeper certificate;
    private final PolicyKeeper policy;
    private final SelfTest selfTest;
    private final AdmissionServer server;
    private final int port;
    private final int metricsPort;
    private volatile String selfTestProblem = "the self-test has not been run yet";
    private volatile boolean closing;

    /** Opens a webhook; when this returns, it answers. */
    static Webhook start(
            WebhookOptions options, Vertx vertx, PrometheusMeterRegistry registry, Clock clock, PrintStream err)
            throws StartException {
        return new Webhook(options, vertx, registry, clock, err);
    }

    private Webhook(WebhookOptions options, Vertx vertx, PrometheusMeterRegistry registry, Clock clock, PrintStream err)
            throws StartException {
        this.options = options;
        this.clock = clock;
        this.log = opened(new EventLog(clock, err));
        try {
            WebhookMetrics metrics = new WebhookMetrics(registry);
            String selfTestUid = UUID.randomUUID().toString();
            AdmissionRecord record = new AdmissionRecord(log, metrics, selfTestUid);
            WebhookWiring wiring = opened(WebhookWiring.open(
                    options.state(),
                    vertx,
                    clock,
                    new CheckRecord(log, metrics),
                    new SourceRecord(log, metrics, this::hasServer)));
            this.policy = new PolicyKeeper(options.policy(), options.state(), log, metrics, clock);
            opened(wiring.refreshInBackground(() -> policy.inForce().servers(), record::bug));
            this.certificate = new CertificateKeeper(options, clock, log, metrics);
            ThreadPoolExecutor workers = Workers.start("worker");
            opened(workers::shutdownNow);
            Staff staff = Workers.shared(workers);
            KnownImages knownImages = new KnownImages();
            ThreadPoolExecutor readers = Workers.start("reader", READERS);
            opened(readers::shutdownNow);
            this.port = options.port() == 0 ? freePort(options.host()) : options.port();
            this.server = new AdmissionServer(
                    vertx,
                    options.host(),
                    port,
                    certificate.current(),
                    intake,
                    new AdmissionRoute(
                            vertx,
                            intake,
                            AdmissionRoute.SLOWEST_BODY,
                            trail -> new Deliberation(
                                    trail.judge(new PolicyJudge(
                                            policy.inForce(), wiring.repositories(), knownImages, clock, workers)),
                                    staff,
                                    metrics,
                                    record::bug),
                            readers,
                            record,
                            tracing(options.traces(), metrics, selfTestUid),
                            () -> closing));
            ViewMetrics views = metrics.views(wiring::stock);
            HealthServer health = new HealthServer(vertx, options.host(), options.metricsPort(), this::missing, () -> {
                views.refresh();
                return registry.scrape();
            });
            this.metricsPort = await(health.start(), "--metrics-port", options.metricsPort());
            opened(() -> settle(health.close()));
            await(server.start(), "--port", port);
            opened(() -> settle(server.close()));
            metrics.watch(
                    intake,
                    log,
                    () -> certificate.current().get().leaf().getNotAfter().toInstant(),
                    policy,
                    clock);
            this.selfTest = new SelfTest(vertx, options.host(), port, selfTestUid);
            testItself();
            opened(Watch.every(LOOK_AGAIN, this::lookAgain, record::bug));
        } catch (StartException | RuntimeException e) {
            undo();
            throw e;
        }
    }

    /** Where reviews are to be sent: {@code /mutate} and {@code /validate} below it. */
    public URI url() {
        return URI.create("https://localhost:" + port);
    }

    /** Where health and metrics are. */
    public URI metricsUrl() {
        return URI.create("http://localhost:" + metricsPort);
    }

    /** The certificate of the authority that a client needs; empty if the certificate was given. */
    public Optional<Path> authority() {
        return certificate.authority();
    }

    /** Whether it would answer. */
    public boolean isReady() {
        return missing().isEmpty();
    }

    /** Tells the log where it is. */
    void announce() {
        String ca = authority()
                .map(file -> "; the CA certificate to give to the API server or to curl: " + file)
                .orElse("");
        log.info(
                "ready", "answering at " + url() + "/mutate and /validate, health and metrics at " + metricsUrl() + ca);
    }

    /**
     * Ends it. Requests that are under way are answered first, and so are those that still come in on connections that are
     * open; {@code /readyz} says no from the first moment.
     */
    @Override
    public void close() {
        if (closing) {
            return;
        }
        closing = true;
        log.info("end", "ending; " + intake.underWay() + " requests under way are answered first");
        server.announceClose(PATIENCE_AT_END.toMillis());
        long patience = System.nanoTime() + PATIENCE_AT_END.toNanos();
        while (intake.underWay() > 0 && System.nanoTime() < patience) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        undo();
    }

    private Tracing tracing(@Nullable TraceSettings settings, WebhookMetrics metrics, String selfTestUid) {
        if (settings == null) {
            metrics.watchTraces(() -> 0);
            return Tracing.OFF;
        }
        Collector collector = opened(new Collector(
                settings,
                TRACES_TRAVEL_TOGETHER,
                why -> log.error("traces", "no " + settings + ", so they are dropped: " + why),
                () -> log.info("traces", settings + " again")));
        metrics.watchTraces(collector::dropped);
        return new FollowedWork(collector, settings, clock, selfTestUid);
    }

    private boolean hasServer(String name) {
        return policy.inForce().servers().stream()
                .anyMatch(server -> server.name().equals(name));
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (closing) {
            missing.add("the webhook is ending");
        }
        if (!certificate.current().get().isValidAt(clock.instant())) {
            missing.add("the serving certificate is not valid now");
        }
        if (!selfTestProblem.isEmpty()) {
            missing.add(selfTestProblem);
        }
        return missing;
    }

    private void lookAgain() {
        policy.refresh();
        if (certificate.refresh() || !selfTestProblem.isEmpty()) {
            testItself();
        }
    }

    private void testItself() {
        try {
            await(selfTest.run(certificate.current().get()), "", port);
            selfTestProblem = "";
        } catch (StartException e) {
            selfTestProblem = "the self-test failed: " + e.getMessage();
            log.error("self-test", selfTestProblem);
        }
    }

    private static <T> T await(Future<T> future, String flag, int port) throws StartException {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_AT_START.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw why(e.getCause() == null ? e : e.getCause(), flag, port);
        } catch (TimeoutException e) {
            throw new StartException("nothing happened for " + PATIENCE_AT_START.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted", e);
        }
    }

    private static StartException why(Throwable cause, String flag, int port) {
        String words = String.valueOf(cause.getMessage());
        if (!flag.isEmpty() && cause instanceof BindException) {
            return new StartException(
                    words.contains("Permission")
                            ? "port " + port + " may not be used by this user: choose one above 1023 with " + flag
                            : "port " + port + " is in use: stop who uses it, or choose another with " + flag,
                    cause);
        }
        return new StartException(words, cause);
    }

    /** Several listeners share a port, so it must be known before the first is there. */
    private static int freePort(String host) throws StartException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new StartException("no port is free at " + host + ": " + e.getMessage(), e);
        }
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.push(resource);
        return resource;
    }

    private void undo() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                log.error("end", "something could not be closed: " + e.getMessage());
            }
        }
    }

    private static void settle(Future<Void> closing) {
        try {
            closing.toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_WITH_LISTENERS.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // the process, or the test, ends anyway
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
