package dev.navicert.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.navicert.name.Gun;
import dev.navicert.trustserver.RepositoryKeys;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.trustserver.TrustServer;
import dev.navicert.trustserver.TrustServerSite;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import dev.navicert.webhook.Certificates;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code navicert webhook} as a user starts it, with nothing but a policy and what it says on its streams. */
class WebhookIT {
    private static final long PATIENCE_SECONDS = 60;
    private static final String REPOSITORY = "registry.test.example/shop/web";
    /** What it tells the person who started it. */
    private static final Pattern READY = Pattern.compile("answering at (https://localhost:\\d+)/mutate and /validate, "
            + "health and metrics at (http://localhost:\\d+); the CA certificate [^\"]*: (/[^\"]+)\"");

    @TempDir
    Path folder;

    /** Of each of these the trust server knows nothing, and takes its time to say so. */
    private static final List<String> SLOW = List.of("slow.example/app:1", "slow.example/db:1", "slow.example/web:1");

    private final CountDownLatch asked = new CountDownLatch(SLOW.size());
    private final CountDownLatch answer = new CountDownLatch(1);
    private TrustServer trust;
    private HttpServer slow;
    private Process webhook;
    private Path err;
    private Matcher ready;
    private HttpClient client;

    @BeforeEach
    void starts() throws Exception {
        Instant now = Instant.now();
        SignedRepository repository = SignedRepository.create(new Gun(REPOSITORY), RepositoryKeys.generate(), now)
                .addTarget(RoleName.TARGETS, "1.0", manifest());
        trust = TrustServer.start(TrustServerSite.open().serve(repository.gun(), repository.publish(now)), 0);
        slow = slow();
        Path policy = Files.writeString(folder.resolve("policy.yaml"), """
                apiVersion: navicert.dev/v1alpha1
                kind: TrustServer
                metadata: {name: shop}
                spec: {url: "%s", insecure: true, serves: ["registry.test.example/**"], pins: {firstUse: true}}
                ---
                apiVersion: navicert.dev/v1alpha1
                kind: TrustServer
                metadata: {name: slow}
                spec: {url: "http://127.0.0.1:%d", insecure: true, serves: ["slow.example/**"], pins: {firstUse: true}}
                ---
                apiVersion: navicert.dev/v1alpha1
                kind: ClusterImagePolicy
                metadata: {name: everything}
                spec: {rules: [{images: ["**"], verify: {signedBy: {anyOf: [targets]}}}]}
                """.formatted(
                        trust.uri(), slow.getAddress().getPort()));
        err = folder.resolve("err");
        webhook = Distribution.built()
                .navicert()
                .start(
                        folder.resolve("out"),
                        err,
                        "webhook",
                        "--policy",
                        policy.toString(),
                        "--port",
                        "0",
                        "--metrics-port",
                        "0",
                        "--state",
                        folder.resolve("state").toString());
        ready = said(READY);
        client = HttpClient.newBuilder()
                .sslContext(Certificates.trusting(Path.of(ready.group(3))))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    @AfterEach
    void ends() throws Exception {
        answer.countDown();
        webhook.destroy();
        if (!webhook.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            webhook.destroyForcibly();
        }
        slow.stop(0);
        trust.close();
    }

    @Test
    void judges_over_https_says_how_it_is_and_answers_what_is_under_way_before_it_ends() throws Exception {
        assertThat(review(REPOSITORY + ":1.0").join().body())
                .contains("\"uid\":\"u1\"", "\"allowed\":true", "\"patchType\":\"JSONPatch\"");
        assertThat(review(REPOSITORY + ":nightly").join().body())
                .contains("\"uid\":\"u1\"", "\"allowed\":false", "UNSIGNED_TAG");

        assertThat(health("/livez").statusCode()).isEqualTo(200);
        assertThat(health("/readyz").statusCode()).isEqualTo(200);
        assertThat(health("/metrics").body())
                .contains("navicert_admission_requests_total{decision=\"admitted\"", "code=\"UNSIGNED_TAG\"");
        assertThat(health("/metrics").body().lines().filter(line -> line.startsWith("# TYPE ")))
                .as("docs/metrics.md says which families there are")
                .allMatch(line -> line.matches("# TYPE (navicert|jvm|process|system|worker_pool|netty)_.*"));

        List<CompletableFuture<HttpResponse<String>>> underWay =
                SLOW.stream().map(this::review).toList();
        assertThat(asked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        webhook.destroy(); // SIGTERM
        said(Pattern.compile("\"event\":\"end\""));
        assertThat(health("/readyz").statusCode()).isEqualTo(503);
        assertThat(underWay).noneMatch(CompletableFuture::isDone);
        webhook.destroy(); // who tells it twice is in no less of a hurry, but those who wait are answered all the same
        answer.countDown();
        for (CompletableFuture<HttpResponse<String>> review : underWay) {
            assertThat(review.get(PATIENCE_SECONDS, TimeUnit.SECONDS).body()).contains("NO_TRUST_DATA");
        }
        assertThat(webhook.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(webhook.exitValue()).isZero();
        assertThat(Files.readString(folder.resolve("out"))).isEmpty();
        assertThat(Files.readAllLines(err))
                .as("one line of JSON for each thing that happened, and nothing else")
                .allMatch(line -> line.startsWith("{\"time\":"));
    }

    @Test
    void explain_tells_what_it_remembers_while_it_runs_and_after_it_has_ended() throws Exception {
        assertThat(review(REPOSITORY + ":1.0").join().body()).contains("\"allowed\":true");
        trust.close();
        assertThat(explain(REPOSITORY + ":1.0"))
                .matches(run -> run.exit() == 0 && run.err().isEmpty())
                .matches(run -> run.out().contains("floors      root 1, snapshot 1, targets 1, timestamp 1\n"))
                .matches(run -> run.out().contains("verdict     admitted: signed by targets as 1.0\n"));
        assertThat(explain(REPOSITORY + ":nightly"))
                .matches(run -> run.exit() == 1 && run.out().contains("UNSIGNED_TAG"));
        assertThat(review(REPOSITORY + ":1.0").join().body())
                .as("the webhook itself goes on")
                .contains("\"allowed\":true");
        webhook.destroy();
        assertThat(webhook.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(explain(REPOSITORY + ":1.0").exit()).isZero();
    }

    private Program.Result explain(String image) throws Exception {
        return Distribution.built()
                .navicert()
                .run("explain", image, "--state", folder.resolve("state").toString());
    }

    private CompletableFuture<HttpResponse<String>> review(String image) {
        String body = """
                {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u1",\
                "kind":{"group":"","version":"v1","kind":"Pod"},"namespace":"shop","operation":"CREATE",\
                "object":{"metadata":{},"spec":{"containers":[{"name":"app","image":"%s"}]}}}}""".formatted(image);
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create(ready.group(1) + "/mutate?timeout=30s"))
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> health(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(ready.group(2) + path))
                        .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Waits until it says something. */
    private Matcher said(Pattern what) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end && webhook.isAlive()) {
            Matcher found = what.matcher(Files.readString(err));
            if (found.find()) {
                return found;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the webhook did not say " + what + ", but: " + Files.readString(err));
    }

    private HttpServer slow() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.countDown();
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.setExecutor(task -> new Thread(task, "slow").start());
        server.start();
        return server;
    }

    private static FileMeta manifest() {
        return FileMeta.of("a manifest".getBytes(StandardCharsets.UTF_8));
    }
}
