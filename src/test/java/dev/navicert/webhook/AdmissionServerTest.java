package dev.navicert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.policy.Mode;
import dev.navicert.policy.Templates;
import dev.navicert.trust.Deadline;
import dev.navicert.webhook.WebhookOptions.CertificateFiles;
import dev.navicert.webhook.review.Decision;
import dev.navicert.webhook.review.Deliberation;
import dev.navicert.webhook.review.Endpoint;
import dev.navicert.webhook.review.Facts;
import dev.navicert.webhook.review.ImageJudge;
import dev.navicert.webhook.review.Outcome;
import dev.navicert.webhook.review.Phase;
import dev.navicert.webhook.review.Review;
import dev.navicert.webhook.review.ReviewLimits;
import dev.navicert.webhook.trace.Tracing;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The HTTPS side alone: what is let in, what is not, and that every request is answered once. */
class AdmissionServerTest {
    @TempDir
    Path state;

    private final Vertx vertx = Vertx.vertx();
    private final ThreadPoolExecutor workers = Workers.start("worker");
    private final ExecutorService waiters = Executors.newCachedThreadPool();
    private final Intake intake =
            new Intake(10, 2, 1 << 20, ReviewLimits.longestBody() + Body.SMALL, Duration.ofMillis(200));
    private final CountDownLatch slow = new CountDownLatch(1);
    private final AtomicInteger decisions = new AtomicInteger();
    private final AtomicInteger policiesTaken = new AtomicInteger();
    private final List<Throwable> bugs = new ArrayList<>();
    private CurrentCertificate certificate;
    private AdmissionServer server;
    private int port;
    private HttpClient client;

    @BeforeEach
    void start() throws Exception {
        OwnCertificate own = new OwnCertificate(state, Clock.systemUTC());
        certificate = new CurrentCertificate(ServingCertificate.read(own.ready()));
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        server = serve(Duration.ofMinutes(1));
        client = HttpClient.newBuilder()
                .sslContext(Certificates.trusting(own.authority()))
                .build();
    }

    /** @param slowestBody long where a test is not about it: a loaded machine takes its time for 37 MiB */
    private AdmissionServer serve(Duration slowestBody) throws Exception {
        AdmissionRoute.Record record = new AdmissionRoute.Record() {
            @Override
            public void decision(Endpoint endpoint, Review review, Decision decision, Facts facts, long nanos) {
                decisions.incrementAndGet();
            }

            @Override
            public void took(Review review, Phase phase, long nanos) {}

            @Override
            public void badRequest(int status) {}

            @Override
            public void bug(Throwable bug) {
                bugs.add(bug);
            }
        };
        AdmissionServer started = new AdmissionServer(
                vertx,
                "127.0.0.1",
                port,
                certificate,
                intake,
                new AdmissionRoute(
                        vertx,
                        intake,
                        slowestBody,
                        trail -> {
                            policiesTaken.incrementAndGet();
                            return new Deliberation(judge(), Workers.shared(workers), Phase.Observer.NONE, bugs::add);
                        },
                        workers,
                        record,
                        Tracing.OFF,
                        () -> false));
        started.start().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        return started;
    }

    @AfterEach
    void stop() throws Exception {
        slow.countDown();
        server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        workers.shutdownNow();
        waiters.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(bugs).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void answers_a_review_over_either_version_of_http(HttpClient.Version version) throws Exception {
        HttpResponse<String> answer = client.send(
                post("/mutate?timeout=5s", pod("allowed:1")).version(version).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.body()).contains("\"uid\":\"u1\"").contains("\"allowed\":true");
        assertThat(decisions).hasValue(1);
    }

    @Test
    void takes_the_policy_once_for_each_review_whatever_is_in_force_later() throws Exception {
        assertThat(status(post("/mutate", pod("allowed:1\"},{\"image\":\"allowed:2"))))
                .isEqualTo(200);
        assertThat(policiesTaken).hasValue(1);
    }

    @Test
    void refuses_what_is_no_review_with_its_own_status() throws Exception {
        assertThat(status(post("/mutate", "{"))).isEqualTo(400);
        assertThat(status(post("/mutate?timeout=soon", pod("allowed:1")))).isEqualTo(400);
        assertThat(status(post("/", pod("allowed:1")))).isEqualTo(404);
        assertThat(status(post("/mutate/", pod("allowed:1")))).isEqualTo(404);
        assertThat(status(request("/validate").GET())).isEqualTo(405);
        assertThat(status(request("/validate").POST(HttpRequest.BodyPublishers.ofString(pod("allowed:1")))))
                .isEqualTo(415);
        assertThat(decisions).hasValue(0);
        assertThat(intake.underWay()).isZero();
    }

    @Test
    void answers_a_query_that_cannot_be_decoded() throws Exception {
        try (Socket socket = client.sslContext().getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("POST /mutate?timeout=5% HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 2\r\nConnection: close\r\n\r\n{}")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void refuses_a_body_beyond_the_cap_however_it_is_sent(HttpClient.Version version) throws Exception {
        byte[] nothing = new byte[ReviewLimits.longestBody() + 1];
        byte[] review = Arrays.copyOf(pod("allowed:1").getBytes(StandardCharsets.UTF_8), nothing.length);
        assertRefused(version, HttpRequest.BodyPublishers.ofByteArray(nothing), 413);
        assertRefused(version, HttpRequest.BodyPublishers.ofByteArray(review), 200);
        assertRefused(version, HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(review)), 200);
        awaitNothingUnderWay();
    }

    @Test
    void refuses_a_review_that_nests_without_end_by_its_uid() throws Exception {
        String deep = pod("allowed:1").replace("\"metadata\":{}", "\"metadata\":{\"x\":" + "[".repeat(20_000));
        HttpResponse<String> answer = send(post("/mutate", deep));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"uid\":\"u1\"", "\"allowed\":false", "LIMIT ");
    }

    @Test
    void refuses_a_review_that_never_arrives_by_its_uid() throws Exception {
        try (Socket slow = beginning("/mutate?timeout=500ms", 4096)) {
            assertThat(answer(slow)).startsWith("HTTP/1.1 200 ").contains("\"uid\":\"u1\"", "DEADLINE ");
        }
        awaitNothingUnderWay();
    }

    @Test
    void waits_only_so_long_for_a_body_however_much_time_the_request_grants() throws Exception {
        server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        server = serve(Duration.ofMillis(300));
        try (Socket slow = beginning("/mutate?timeout=30s", 4096)) {
            assertThat(answer(slow)).startsWith("HTTP/1.1 200 ").contains("\"uid\":\"u1\"", "DEADLINE ");
        }
        awaitNothingUnderWay();
    }

    @Test
    void lets_nobody_keep_others_out_by_being_slow() throws Exception {
        try (Socket one = beginning("/mutate?timeout=30s", 1 << 20);
                Socket other = beginning("/mutate?timeout=30s", 1 << 20)) {
            while (intake.underWay() < 2) {
                Thread.sleep(5);
            }
            Thread.sleep(300);
            assertThat(send(post("/mutate", pod("allowed:1"))).body()).contains("\"allowed\":true");
            assertThat(answer(one) + answer(other)).contains("\"uid\":\"u1\"", "LIMIT ");
        }
        awaitNothingUnderWay();
    }

    @Test
    void answers_long_reviews_too() throws Exception {
        String padding = "\"padding\":\"" + "x".repeat(2 << 20) + "\",";
        HttpResponse<String> answer =
                send(post("/mutate", pod("allowed:1").replace("\"metadata\"", padding + "\"metadata\"")));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"allowed\":true");
    }

    @Test
    void turns_away_more_requests_than_it_takes_and_answers_those_it_took() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> taken = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            taken.add(client.sendAsync(
                    post("/mutate?timeout=20s", pod("slow:1")).build(), HttpResponse.BodyHandlers.ofString()));
        }
        while (intake.underWay() < 2) {
            Thread.sleep(5);
        }
        HttpResponse<String> refused = send(post("/mutate", pod("allowed:1")));
        assertThat(refused.statusCode()).as("an HTTP error would let it pass").isEqualTo(200);
        assertThat(refused.body()).contains("\"uid\":\"u1\"", "\"allowed\":false", "LIMIT ");
        slow.countDown();
        for (CompletableFuture<HttpResponse<String>> answer : taken) {
            assertThat(answer.get(10, TimeUnit.SECONDS).body()).contains("\"allowed\":true");
        }
        awaitNothingUnderWay();
    }

    @Test
    void answers_in_time_whatever_the_policy_waits_for() throws Exception {
        HttpResponse<String> answer = send(post("/mutate?timeout=250ms", pod("slow:1")));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"allowed\":false").contains("DEADLINE");
    }

    @Test
    void forgets_a_client_that_hangs_up() throws Exception {
        CompletableFuture<HttpResponse<String>> impatient = client.sendAsync(
                post("/mutate?timeout=20s", pod("slow:1")).build(), HttpResponse.BodyHandlers.ofString());
        while (intake.underWay() < 1) {
            Thread.sleep(5);
        }
        impatient.cancel(true);
        awaitNothingUnderWay();
    }

    @Test
    void shows_a_new_certificate_to_the_next_connection() throws Exception {
        CertificateFiles other = new OwnCertificate(state.resolve("other"), Clock.systemUTC()).ready();
        ServingCertificate next = ServingCertificate.read(other);
        certificate.replace(next);
        HttpClient fresh = HttpClient.newBuilder()
                .sslContext(Certificates.trusting(state.resolve("other/tls/ca.crt")))
                .build();
        HttpResponse<String> answer =
                fresh.send(post("/mutate", pod("allowed:1")).build(), HttpResponse.BodyHandlers.ofString());
        X509Certificate shown =
                (X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0];
        assertThat(shown).isEqualTo(next.leaf());
    }

    private void assertRefused(HttpClient.Version version, HttpRequest.BodyPublisher body, int status)
            throws Exception {
        HttpResponse<String> answer = client.send(
                request("/mutate?timeout=30s")
                        .timeout(Duration.ofMinutes(1))
                        .header("content-type", "application/json")
                        .version(version)
                        .POST(body)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 200) {
            assertThat(answer.body()).contains("\"uid\":\"u1\"", "\"allowed\":false", "LIMIT ", "37 MiB");
        }
    }

    private void awaitNothingUnderWay() throws InterruptedException {
        long patience = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (intake.underWay() > 0 && System.nanoTime() < patience) {
            Thread.sleep(5);
        }
        assertThat(intake.underWay()).isZero();
    }

    /** A request that says how long its body is, and sends no more than the beginning. */
    private Socket beginning(String path, int length) throws Exception {
        Socket socket = client.sslContext().getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        String body = pod("allowed:1");
        socket.getOutputStream()
                .write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + "Content-Length: " + length + "\r\n\r\n" + body.substring(0, body.length() - 20))
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** What comes before the end, or before nothing comes for a while. */
    private static String answer(Socket socket) throws Exception {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            socket.setSoTimeout(2_000);
            socket.getInputStream().transferTo(answer);
        } catch (SocketTimeoutException nothingMore) {
            // the caller sees what there was
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    private int status(HttpRequest.Builder request) throws Exception {
        return send(request).statusCode();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder post(String path, String body) {
        return request(path)
                .header("content-type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    private static String pod(String image) {
        return """
                {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u1","operation":"CREATE",\
                "kind":{"group":"","version":"v1","kind":"Pod"},"namespace":"shop",\
                "object":{"metadata":{},"spec":{"containers":[{"name":"app","image":"%s"}]}}}}""".formatted(image);
    }

    /** Lets everything pass, {@code slow} images only when the test says so. */
    private ImageJudge judge() {
        return new ImageJudge() {
            @Override
            public Mode modeWithoutRule(String namespace) {
                return Mode.ENFORCE;
            }

            @Override
            public Case open(Endpoint endpoint, String written, String namespace) {
                return new Case() {
                    @Override
                    public Mode mode() {
                        return Mode.ENFORCE;
                    }

                    @Override
                    public Templates templates() {
                        return Templates.LEAVE;
                    }

                    @Override
                    public String rule() {
                        return "test";
                    }

                    @Override
                    public Optional<Outcome> atOnce() {
                        return written.startsWith("slow") ? Optional.empty() : Optional.of(new Outcome.Exempt("test"));
                    }

                    @Override
                    public CompletableFuture<Outcome> verify(Deadline deadline) {
                        return CompletableFuture.supplyAsync(this::slowly, waiters);
                    }

                    private Outcome slowly() {
                        try {
                            slow.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        return new Outcome.Exempt("test");
                    }
                };
            }
        };
    }
}
