package dev.navicert.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.navicert.name.Gun;
import dev.navicert.trustserver.RepositoryKeys;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What changes around a webhook while it runs: signatures, pins, memories. */
@Timeout(60)
class RunningWebhookTest {
    private static final Gun GUN = new Gun("registry.test/shop/web");
    private static final RepositoryKeys KEYS = RepositoryKeys.generate();

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private final SignedRepository repository = signed(KEYS, "one");
    private MoodyServer server;

    @BeforeEach
    void serve() throws Exception {
        server = new MoodyServer(null);
        server.serve(GUN, repository.publish(clock.instant()));
        policy(pin(repository), "");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void what_one_replica_pinned_the_other_does_not_refuse_although_it_knows_better() throws Exception {
        try (LiveWebhook one = webhook("one");
                LiveWebhook other = webhook("other")) {
            admitted(other.mutate(GUN + ":1.0"));
            String pinned = GUN + ":1.0@sha256:"
                    + FileMeta.of("one".getBytes(UTF_8)).sha256().orElseThrow();
            assertThat(patch(one.mutate(GUN + ":1.0"))).contains(pinned);
            server.serve(
                    GUN,
                    repository
                            .addTarget(RoleName.TARGETS, "1.0", FileMeta.of("two".getBytes(UTF_8)))
                            .publish(clock.instant()));
            clock.advance(Duration.ofSeconds(61));

            JsonNode accepted = admitted(other.review("/validate?timeout=10s", pinned));
            assertThat(accepted.path("auditAnnotations").toString()).contains("superseded at");
            assertThat(refused(other.review("/mutate?timeout=10s", pinned))).startsWith("DIGEST_MISMATCH ");
            assertThat(refused(other.review("/validate?timeout=10s", GUN + ":1.0")))
                    .startsWith("NOT_PINNED ");

            clock.advance(Duration.ofSeconds(120));
            assertThat(refused(other.review("/validate?timeout=10s", pinned))).startsWith("DIGEST_MISMATCH ");
        }
    }

    @Test
    void a_pin_that_changes_ends_what_was_built_on_it_and_keeps_the_floors() throws Exception {
        SignedRepository stranger = signed(RepositoryKeys.generate(), "evil");
        try (LiveWebhook webhook = webhook("state")) {
            admitted(webhook.mutate(GUN + ":1.0"));

            policy(pin(stranger), "");
            eventually(webhook, "ROOT_UNTRUSTED ");

            server.serve(GUN, stranger.publish(clock.instant()));
            server.serve(GUN, stranger.touch(RoleName.TARGETS).publish(clock.instant()));
            eventually(webhook, "");
            policy(pin(repository), "");
            eventually(webhook, "ROOT_UNTRUSTED ");
            server.serve(GUN, repository.publish(clock.instant()));
            assertThat(refused(webhook.mutate(GUN + ":1.0"))).startsWith("ROLLBACK ");
        }
    }

    @Test
    void a_repository_that_was_made_anew_is_believed_when_an_administrator_says_so() throws Exception {
        server.serve(GUN, repository.touch(RoleName.TARGETS).publish(clock.instant()));
        try (LiveWebhook webhook = webhook("state")) {
            admitted(webhook.mutate(GUN + ":1.0"));
            SignedRepository anew = signed(KEYS, "anew");
            server.serve(GUN, anew.publish(clock.instant()));
            clock.advance(Duration.ofHours(25));
            assertThat(refused(webhook.mutate(GUN + ":1.0"))).matches("(?s)(ROLLBACK|ROOT_UNTRUSTED) .*");

            policy(pin(anew), "  forgetBefore: {\"" + GUN + "\": " + clock.instant() + "}\n");

            eventually(webhook, "");
            assertThat(webhook.logWith("\"event\":\"forgot\"")).contains("\"event\":\"forgot\"");
        }
    }

    @Test
    void is_closed_before_kubernetes_kills_it_whatever_is_under_way() throws Exception {
        server.become((file, out) -> TimeUnit.MINUTES.sleep(5));
        LiveWebhook webhook = webhook("state");
        CompletableFuture<HttpResponse<String>> review = webhook.client()
                .sendAsync(webhook.request("/mutate?timeout=30s", GUN + ":1.0"), HttpResponse.BodyHandlers.ofString());
        while (server.requests().isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        long told = System.nanoTime();

        webhook.close();

        assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(Duration.ofSeconds(25));
        assertThat(review.handle((answer, failure) -> "over").get(20, TimeUnit.SECONDS))
                .isEqualTo("over");
    }

    private SignedRepository signed(RepositoryKeys keys, String content) {
        return SignedRepository.create(GUN, keys, clock.instant())
                .addTarget(RoleName.TARGETS, "1.0", FileMeta.of(content.getBytes(UTF_8)));
    }

    private LiveWebhook webhook(String state) throws Exception {
        return new LiveWebhook(folder.resolve("policy.yaml"), folder.resolve(state), clock);
    }

    private static String pin(SignedRepository repository) {
        return repository.signers(RoleName.ROOT).ids().get(0).hex();
    }

    private void policy(String pin, String more) throws Exception {
        Path next = Files.writeString(folder.resolve("next"), """
                apiVersion: navicert.dev/v1alpha1
                kind: TrustServer
                metadata: {name: trust}
                spec:
                  url: "%s"
                  insecure: true
                  serves: ["registry.test/**"]
                  pins: {certs: {"%s": ["%s"]}}
                %s---
                apiVersion: navicert.dev/v1alpha1
                kind: ClusterImagePolicy
                metadata: {name: everything}
                spec: {mode: enforce, rules: [{images: ["**"], verify: {}}]}
                """.formatted(server.url(), GUN, pin, more));
        Files.move(next, folder.resolve("policy.yaml"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Until the policy is in force and the answer is refused so, or admitted. */
    private static void eventually(LiveWebhook webhook, String refusal) throws Exception {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        JsonNode response = webhook.mutate(GUN + ":1.0");
        while (!(refusal.isEmpty()
                ? response.path("allowed").booleanValue()
                : message(response).startsWith(refusal))) {
            assertThat(System.nanoTime()).as(response.toString()).isLessThan(patience);
            TimeUnit.MILLISECONDS.sleep(50);
            response = webhook.mutate(GUN + ":1.0");
        }
    }

    private static JsonNode admitted(JsonNode response) {
        assertThat(response.path("allowed").booleanValue())
                .as(response.toString())
                .isTrue();
        return response;
    }

    private static String refused(JsonNode response) {
        assertThat(response.path("allowed").booleanValue())
                .as(response.toString())
                .isFalse();
        return message(response);
    }

    private static String message(JsonNode response) {
        return String.valueOf(response.path("status").path("message").textValue());
    }

    private static String patch(JsonNode response) throws Exception {
        return new String(response.path("patch").binaryValue(), UTF_8);
    }
}
