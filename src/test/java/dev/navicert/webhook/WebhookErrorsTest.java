package dev.navicert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.navicert.name.Gun;
import dev.navicert.trustserver.RepositoryFiles;
import dev.navicert.trustserver.RepositoryKeys;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.trustserver.TrustServer;
import dev.navicert.trustserver.TrustServerSite;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each error that a user will meet, from a trust server that really has it to the message that the API server passes on. One
 * host per error; one webhook for all.
 */
@Tag("once")
class WebhookErrorsTest {
    private static final Instant NOW = Clock.systemUTC().instant();
    private static final RepositoryKeys KEYS = RepositoryKeys.generate();
    private static final FileMeta CONTENT = FileMeta.of("an image".getBytes(StandardCharsets.UTF_8));

    @TempDir
    static Path folder;

    private static final List<AutoCloseable> open = new ArrayList<>();
    private static final StringBuilder policy = new StringBuilder();
    private static final AtomicReference<RepositoryFiles> rolledBack = new AtomicReference<>();
    private static SignedRepository unpinned;
    private static LiveWebhook webhook;

    @BeforeAll
    static void start() throws Exception {
        TrustServerSite site = TrustServerSite.open();
        serve(site, "honest.test/app", NOW);
        serve(site, "expired.test/app", NOW.minus(Duration.ofDays(30)));
        unpinned = serve(site, "unpinned.test/app", NOW);
        SignedRepository old = signed("rollback.test/app");
        RepositoryFiles first = old.publish(NOW);
        old.addTarget(RoleName.TARGETS, "2", CONTENT);
        rolledBack.set(old.publish(NOW));
        site.serve(new Gun("rollback.test/app"), rolledBack::get);
        URI honest = opened(TrustServer.start(site, 0)).uri();
        server("honest", honest, "firstUse: true");
        server("expired", honest, "firstUse: true");
        server("rollback", honest, "firstUse: true");
        server("unpinned", honest, "firstUse: false");
        earlier = first;

        server("down", URI.create("http://127.0.0.1:" + closedPort()), "firstUse: true");
        server("slow", answering(exchange -> {}), "firstUse: true");
        server("swamped", answering(exchange -> {}), "firstUse: true");
        server("locked", status(401), "firstUse: true");
        server("forbidden", status(403), "firstUse: true");
        server("gone", status(404), "firstUse: true");
        server("broken", status(500), "firstUse: true");
        server("garbage", body("<html>a proxy's login page</html>"), "firstUse: true");
        server("stranger", strangersTls(), "firstUse: true");
        policy.append("""
                ---
                apiVersion: navicert.dev/v1alpha1
                kind: ClusterImagePolicy
                metadata: {name: everything}
                spec:
                  mode: enforce
                  rules:
                  - {images: ["**"], verify: {}}
                  - {images: ["denied.test/**"], deny: {}}
                """);
        Path file = folder.resolve("policy.yaml");
        Files.writeString(file, policy);
        webhook = opened(new LiveWebhook(file, folder.resolve("state")));
    }

    private static RepositoryFiles earlier;

    @AfterAll
    static void stop() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @Test
    void a_signed_tag_is_pinned_to_what_its_signers_vouch_for() throws Exception {
        JsonNode response = webhook.mutate("honest.test/app:1");
        assertThat(response.path("allowed").booleanValue())
                .as(response.toString())
                .isTrue();
        JsonNode patch = new ObjectMapper().readTree(response.path("patch").binaryValue());
        assertThat(patch.path(0).path("value").textValue())
                .isEqualTo("honest.test/app:1@sha256:" + CONTENT.sha256().orElseThrow());
        assertThat(webhook.logWith("\"verdict\":\"signed\""))
                .contains("\"event\":\"admission\"", "\"verdict\":\"signed\"");
    }

    @Test
    void a_pinned_image_is_validated_and_a_bare_tag_is_not() throws Exception {
        String digest = "sha256:" + CONTENT.sha256().orElseThrow();
        assertThat(webhook.review("/validate", "honest.test/app:1@" + digest)
                        .path("allowed")
                        .booleanValue())
                .isTrue();
        assertThat(webhook.review("/validate", "honest.test/app:1")
                        .path("status")
                        .path("message")
                        .textValue())
                .startsWith("NOT_PINNED containers/app:");
    }

    @Test
    void an_unsigned_tag() throws Exception {
        assertRefused("honest.test/app:unsigned", "UNSIGNED_TAG");
    }

    @Test
    void an_unsigned_digest() throws Exception {
        assertRefused("honest.test/app@sha256:" + "0".repeat(64), "UNSIGNED_DIGEST");
    }

    @Test
    void a_digest_that_is_not_the_tags() throws Exception {
        assertRefused("honest.test/app:1@sha256:" + "0".repeat(64), "DIGEST_MISMATCH");
    }

    @Test
    void an_unknown_repository() throws Exception {
        assertRefused("honest.test/nobody:1", "NO_TRUST_DATA");
        assertRefused("gone.test/app:1", "NO_TRUST_DATA");
    }

    @Test
    void a_server_that_is_down() throws Exception {
        assertRefused("down.test/app:1", "SERVER_UNREACHABLE");
    }

    @Test
    void a_server_that_does_not_answer_in_time() throws Exception {
        JsonNode response = webhook.review("/mutate?timeout=2s", "slow.test/app:1");
        assertThat(response.path("allowed").booleanValue()).isFalse();
        assertThat(response.path("status").path("message").textValue())
                .matches("(?s)(DEADLINE|SERVER_UNREACHABLE) containers/app: .*slow\\.test/app.*");
    }

    @Test
    void a_namespace_that_waits_for_a_slow_server_keeps_no_other_waiting() throws Exception {
        List<String> many = IntStream.range(0, 200)
                .mapToObj(i -> "slow.test/app" + i + ":1")
                .toList();
        List<CompletableFuture<HttpResponse<String>>> flood = IntStream.range(0, 3)
                .mapToObj(i -> webhook.client()
                        .sendAsync(
                                webhook.request("/mutate?timeout=10s", "mallory", many),
                                HttpResponse.BodyHandlers.ofString()))
                .toList();
        TimeUnit.MILLISECONDS.sleep(1500); // what is known of the honest server is old by then

        assertThat(webhook.review("/mutate?timeout=3s", "honest.test/app:1")
                        .path("allowed")
                        .booleanValue())
                .isTrue();

        for (CompletableFuture<HttpResponse<String>> review : flood) {
            assertThat(review.get(20, TimeUnit.SECONDS).body()).contains("\"allowed\":false");
        }
    }

    @Test
    void neither_do_many_namespaces_that_wait_together() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> flood = IntStream.range(0, 12)
                .mapToObj(namespace -> webhook.client()
                        .sendAsync(
                                webhook.request(
                                        "/mutate?timeout=10s",
                                        "mallory-" + namespace,
                                        IntStream.range(0, 100)
                                                .mapToObj(i -> "swamped.test/of-" + namespace + "/app" + i + ":1")
                                                .toList()),
                                HttpResponse.BodyHandlers.ofString()))
                .toList();
        TimeUnit.MILLISECONDS.sleep(500);

        assertThat(webhook.review("/mutate?timeout=3s", "honest.test/never-seen:1")
                        .path("status")
                        .path("message")
                        .textValue())
                .startsWith("NO_TRUST_DATA ");

        for (CompletableFuture<HttpResponse<String>> review : flood) {
            assertThat(review.get(20, TimeUnit.SECONDS).body()).contains("\"allowed\":false");
        }
    }

    @Test
    void a_server_that_fails() throws Exception {
        assertRefused("broken.test/app:1", "SERVER_UNREACHABLE");
    }

    @Test
    void a_server_that_wants_credentials() throws Exception {
        assertRefused("locked.test/app:1", "AUTH_FAILED");
        assertRefused("forbidden.test/app:1", "AUTH_FAILED");
    }

    @Test
    void a_server_whose_certificate_nobody_vouches_for() throws Exception {
        assertRefused("stranger.test/app:1", "SERVER_UNREACHABLE");
    }

    @Test
    void a_server_that_answers_with_garbage() throws Exception {
        assertRefused("garbage.test/app:1", "METADATA_INVALID");
    }

    @Test
    void metadata_that_has_expired() throws Exception {
        assertRefused("expired.test/app:1", "EXPIRED");
    }

    @Test
    void metadata_that_is_older_than_what_was_seen() throws Exception {
        assertThat(webhook.mutate("rollback.test/app:1").path("allowed").booleanValue())
                .isTrue();
        rolledBack.set(earlier);
        TimeUnit.MILLISECONDS.sleep(1500);
        assertThat(webhook.mutate("rollback.test/app:1").toString())
                .contains("\\\"aged\\\":{")
                .contains("\"allowed\":true");
        assertRefused("rollback.test/app:none", "ROLLBACK");
    }

    @Test
    void a_root_that_no_pin_vouches_for_and_the_line_that_would() throws Exception {
        String message = assertRefused("unpinned.test/app:1", "ROOT_UNTRUSTED");
        assertThat(message)
                .contains(unpinned.signers(RoleName.ROOT).ids().get(0).hex());
    }

    @Test
    void a_repository_that_no_server_serves() throws Exception {
        assertRefused("unserved.example/app:1", "NO_SERVER");
    }

    @Test
    void an_image_that_a_rule_denies() throws Exception {
        assertRefused("denied.test/app:1", "POLICY_DENY");
    }

    @Test
    void a_text_that_is_no_reference() throws Exception {
        assertRefused("honest.test/App:1", "REFERENCE_INVALID");
    }

    private static String assertRefused(String image, String code) throws Exception {
        JsonNode response = webhook.mutate(image);
        String message = response.path("status").path("message").asText();
        assertThat(response.path("allowed").booleanValue())
                .as(response.toString())
                .isFalse();
        assertThat(message).startsWith(code + " containers/app: ");
        String first = message.lines().findFirst().orElseThrow();
        assertThat(first).contains("; ").hasSizeLessThan(420);
        assertThat(response.has("patch")).isFalse();
        return message;
    }

    private static SignedRepository serve(TrustServerSite site, String gun, Instant published) {
        SignedRepository repository = signed(gun);
        site.serve(repository.gun(), repository.publish(published));
        return repository;
    }

    private static SignedRepository signed(String gun) {
        return SignedRepository.create(new Gun(gun), KEYS, NOW.minus(Duration.ofDays(60)))
                .addTarget(RoleName.TARGETS, "1", CONTENT);
    }

    private static void server(String name, URI url, String pins) {
        policy.append("""
                ---
                apiVersion: navicert.dev/v1alpha1
                kind: TrustServer
                metadata: {name: %s}
                spec:
                  url: %s
                  insecure: true
                  serves: ["%s.test/**"]
                  pins: {%s}
                  refresh: {interval: 1s, recheckAfter: 1s}
                """.formatted(name, url, name, pins));
    }

    private static int closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static URI status(int status) throws Exception {
        return answering(exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }

    private static URI body(String text) throws Exception {
        return answering(exchange -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private static URI answering(com.sun.net.httpserver.HttpHandler handler) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", handler);
        server.start();
        open.add(() -> server.stop(0));
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** HTTPS with a certificate of an authority that nobody knows. */
    private static URI strangersTls() throws Exception {
        Vertx vertx = Vertx.vertx();
        ServingCertificate certificate =
                ServingCertificate.read(new OwnCertificate(folder.resolve("stranger"), Clock.systemUTC()).ready());
        vertx.close();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "server",
                certificate.key(),
                new char[0],
                certificate.chain().toArray(java.security.cert.Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, new char[0]);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.start();
        open.add(() -> server.stop(0));
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    private static <T extends AutoCloseable> T opened(T resource) {
        open.add(resource);
        return resource;
    }
}
