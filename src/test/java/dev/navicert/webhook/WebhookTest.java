package dev.navicert.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.navicert.webhook.WebhookOptions.CertificateFiles;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole webhook: how it starts, what it does when its files change, and how it ends. */
class WebhookTest {
    private static final String ALLOW = """
            apiVersion: navicert.dev/v1alpha1
            kind: ClusterImagePolicy
            metadata: {name: everything}
            spec:
              mode: enforce
              rules:
              - {images: ["**"], allow: {}}
            """;
    private static final String DENY = ALLOW.replace("allow: {}", "deny: {}");

    @TempDir
    Path folder;

    @Test
    void tells_kubelet_and_prometheus_how_it_is() throws Exception {
        try (LiveWebhook live = new LiveWebhook(policy(ALLOW), folder.resolve("state"))) {
            assertThat(live.health("/livez").statusCode()).isEqualTo(200);
            assertThat(live.health("/readyz").statusCode()).isEqualTo(200);
            assertThat(live.health("/").statusCode()).isEqualTo(404);
            assertThat(live.mutate("a:1").path("allowed").booleanValue()).isTrue();
            assertThat(live.health("/metrics").body())
                    .contains("navicert_admission_requests_total{decision=\"admitted\"")
                    .contains("navicert_admission_duration_seconds_bucket{")
                    .contains("navicert_image_decisions_total{")
                    .contains("rule=\"ClusterImagePolicy/everything rules[0]\"")
                    .contains("navicert_webhook_certificate_expiry_timestamp_seconds")
                    .contains("navicert_policy_current 1.0")
                    .doesNotContain("a:1");
        }
    }

    @Test
    void logs_one_line_of_json_for_each_decision() throws Exception {
        String log;
        try (LiveWebhook live = new LiveWebhook(policy(DENY), folder.resolve("state"))) {
            live.mutate("a:1");
            eventually(() -> live.log().contains("\"event\":\"admission\""));
            log = live.log();
        }
        JsonNode line = new ObjectMapper()
                .readTree(log.lines()
                        .filter(text -> text.contains("\"event\":\"admission\""))
                        .findFirst()
                        .orElseThrow());
        assertThat(line.path("uid").textValue()).isEqualTo("u1");
        assertThat(line.path("user").textValue()).isEqualTo("alice");
        assertThat(line.path("decision").textValue()).isEqualTo("refused");
        assertThat(line.path("images")
                        .path(0)
                        .path("reasons")
                        .path(0)
                        .path("code")
                        .textValue())
                .isEqualTo("POLICY_DENY");
        assertThat(log.lines().filter(text -> text.contains("\"event\":\"admission\"")))
                .hasSize(1);
    }

    @Test
    void follows_its_policy_and_keeps_the_last_good_one() throws Exception {
        Path policy = policy(ALLOW);
        try (LiveWebhook live = new LiveWebhook(policy, folder.resolve("state"))) {
            assertThat(live.mutate("a:1").path("allowed").booleanValue()).isTrue();
            policy(DENY);
            eventually(() -> !live.mutate("a:1").path("allowed").booleanValue());
            policy("apiVersion: navicert.dev/v1alpha1\nkind: Nonsense\n");
            eventually(() -> live.log().contains("is broken, the one before stays in force"));
            assertThat(live.mutate("a:1").path("allowed").booleanValue()).isFalse();
            assertThat(live.health("/metrics").body()).contains("navicert_policy_current 0.0");
            assertThat(live.health("/readyz").statusCode()).isEqualTo(200);
        }
        try (LiveWebhook again = new LiveWebhook(policy, folder.resolve("state"))) {
            assertThat(again.mutate("a:1").path("allowed").booleanValue()).isFalse();
            assertThat(again.log()).contains("the last good one is in force");
        }
    }

    @Test
    void follows_its_certificate() throws Exception {
        Vertx vertx = Vertx.vertx();
        OwnCertificate first = new OwnCertificate(folder.resolve("one"), Clock.systemUTC());
        OwnCertificate second = new OwnCertificate(folder.resolve("two"), Clock.systemUTC());
        CertificateFiles files = first.ready();
        CertificateFiles next = second.ready();
        vertx.close();
        WebhookOptions options = new WebhookOptions(policy(ALLOW), "127.0.0.1", 0, files, folder.resolve("state"), 0);
        try (LiveWebhook live = new LiveWebhook(options)) {
            assertThat(live.webhook().authority()).isEmpty();
            ask(live, first.authority());
            Files.copy(next.certificate(), files.certificate(), StandardCopyOption.REPLACE_EXISTING);
            eventually(() -> live.log().contains("does not belong to the certificate"));
            ask(live, first.authority());
            Files.copy(next.key(), files.key(), StandardCopyOption.REPLACE_EXISTING);
            eventually(() -> live.log().contains("serving the new certificate"));
            ask(live, second.authority());
            eventually(() -> live.webhook().isReady());
        }
    }

    @Test
    void keeps_its_own_authority_through_restarts() throws Exception {
        Path authority = folder.resolve("state/tls/ca.crt");
        try (LiveWebhook live = new LiveWebhook(policy(ALLOW), folder.resolve("state"))) {
            assertThat(live.webhook().authority()).contains(authority);
        }
        byte[] before = Files.readAllBytes(authority);
        try (LiveWebhook live = new LiveWebhook(policy(ALLOW), folder.resolve("state"))) {
            assertThat(Files.readAllBytes(authority)).isEqualTo(before);
            assertThat(live.mutate("a:1").path("allowed").booleanValue()).isTrue();
        }
    }

    @Test
    void answers_what_is_under_way_before_it_ends() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        HttpServer slow = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        slow.createContext("/", exchange -> {
            asked.countDown();
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        slow.start();
        LiveWebhook live = new LiveWebhook(
                policy("""
                        apiVersion: navicert.dev/v1alpha1
                        kind: TrustServer
                        metadata: {name: slow}
                        spec: {url: "http://127.0.0.1:%d", insecure: true, serves: ["**"], pins: {firstUse: true}}
                        ---
                        """.formatted(slow.getAddress().getPort()) + ALLOW.replace("allow: {}", "verify: {}")),
                folder.resolve("state"));
        CompletableFuture<HttpResponse<String>> response = live.client()
                .sendAsync(
                        HttpRequest.newBuilder(live.request("/mutate?timeout=30s", "a:1"), (name, value) -> true)
                                .version(HttpClient.Version.HTTP_1_1) // HTTP/2 of JDK 17 gives up at the first GOAWAY
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        asked.await();
        CompletableFuture<Void> end = CompletableFuture.runAsync(() -> {
            try {
                live.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        eventually(() -> !live.webhook().isReady());
        assertThat(response).isNotDone();
        answer.countDown();
        assertThat(response.get(20, TimeUnit.SECONDS).body()).contains("NO_TRUST_DATA");
        end.get(20, TimeUnit.SECONDS);
        slow.stop(0);
    }

    @Test
    void does_not_start_without_a_policy() {
        Path missing = folder.resolve("missing.yaml");
        assertStartFails(options(missing), missing.toString(), "there is no such file");
    }

    @Test
    void does_not_start_with_a_policy_at_the_root_of_everything() {
        assertStartFails(options(Path.of("/no-such-policy.yaml")), "/no-such-policy.yaml", "there is no such file");
    }

    @Test
    void does_not_start_with_a_broken_policy() throws Exception {
        assertStartFails(options(policy(ALLOW.replace("rules", "rulez"))), "policy.yaml", "rulez");
    }

    @Test
    void does_not_start_on_a_port_that_is_taken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            Path policy = policy(ALLOW);
            Path state = folder.resolve("state");
            assertStartFails(
                    new WebhookOptions(policy, "127.0.0.1", port, null, state, 0),
                    "port " + port + " is in use",
                    "--port");
            assertStartFails(
                    new WebhookOptions(policy, "127.0.0.1", 0, null, state, port),
                    "port " + port + " is in use",
                    "--metrics-port");
        }
    }

    @Test
    void does_not_start_with_a_certificate_that_cannot_be_used() throws Exception {
        Path nothing = folder.resolve("nothing.pem");
        Path garbage = Files.writeString(folder.resolve("garbage.pem"), "no PEM");
        Path policy = policy(ALLOW);
        Path state = folder.resolve("state");
        assertStartFails(
                new WebhookOptions(policy, "127.0.0.1", 0, new CertificateFiles(nothing, garbage), state, 0),
                "there is no TLS certificate " + nothing);
        assertStartFails(
                new WebhookOptions(policy, "127.0.0.1", 0, new CertificateFiles(garbage, garbage), state, 0),
                "cannot use the certificate " + garbage);
    }

    @Test
    void does_not_start_on_state_that_another_uses() throws Exception {
        Path policy = policy(ALLOW);
        try (LiveWebhook first = new LiveWebhook(policy, folder.resolve("state"))) {
            assertStartFails(options(policy), folder.resolve("state").toString(), "another process");
            assertThat(first.mutate("a:1").path("allowed").booleanValue()).isTrue();
        }
    }

    @Test
    void does_not_start_where_state_cannot_be_kept() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertStartFails(
                new WebhookOptions(policy(ALLOW), "127.0.0.1", 0, null, file.resolve("state"), 0), file.toString());
    }

    private void assertStartFails(WebhookOptions options, String... words) {
        assertThatThrownBy(() -> new LiveWebhook(options).close())
                .isInstanceOf(StartException.class)
                .message()
                .contains(words)
                .hasLineCount(1);
    }

    private static void ask(LiveWebhook live, Path authority) throws Exception {
        HttpResponse<String> answer = HttpClient.newBuilder()
                .sslContext(Certificates.trusting(authority))
                .build()
                .send(live.request("/validate", "a:1"), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).contains("\"allowed\":true");
    }

    private WebhookOptions options(Path policy) {
        return new WebhookOptions(policy, "127.0.0.1", 0, null, folder.resolve("state"), 0);
    }

    private Path policy(String text) throws Exception {
        Path next = Files.writeString(folder.resolve("next"), text);
        return Files.move(next, folder.resolve("policy.yaml"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void eventually(Callable<Boolean> condition) throws Exception {
        long patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("patience is over").isLessThan(patience);
            Thread.sleep(50);
        }
    }
}
