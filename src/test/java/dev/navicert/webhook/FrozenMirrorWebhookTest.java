package dev.navicert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.navicert.disk.MirrorDirectory;
import dev.navicert.name.Gun;
import dev.navicert.trust.Memory;
import dev.navicert.trust.MemoryCache;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteMetadata;
import dev.navicert.trust.TrustPins;
import dev.navicert.trust.TrustedCollection;
import dev.navicert.trust.UpdateRequest;
import dev.navicert.trust.mirror.CollectionCopy;
import dev.navicert.trust.mirror.Manifest;
import dev.navicert.trustserver.RepositoryFiles;
import dev.navicert.trustserver.RepositoryKeys;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trust server is gone since a month; its mirror goes on answering for it, as long as somebody answers for the mirror. */
class FrozenMirrorWebhookTest {
    private static final Instant NOW = Instant.now();
    private static final Instant WHEN_IT_WAS_COPIED = NOW.minus(Duration.ofDays(30));
    private static final LocalDate TODAY = LocalDate.ofInstant(NOW, ZoneOffset.UTC);
    private static final LocalDate NEXT_MONTH = TODAY.plusDays(30);
    private static final Gun GUN = new Gun("registry.test/shop/web");
    private static final FileMeta CONTENT = FileMeta.of("an image".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path folder;

    private Path mirror;
    private String manifest;

    @BeforeEach
    void copy() throws Exception {
        RepositoryFiles served = SignedRepository.create(GUN, RepositoryKeys.generate(), WHEN_IT_WAS_COPIED)
                .addTarget(RoleName.TARGETS, "1.0", CONTENT)
                .publish(WHEN_IT_WAS_COPIED);
        RemoteMetadata remote = (name, max) ->
                served.file(name.path()).orElseThrow(() -> new RemoteException.NotFound(name, "no " + name.path()));
        TrustedCollection collection = TrustedCollection.update(UpdateRequest.strict(
                GUN, remote, new MemoryCache(), TrustPins.FIRST_USE, Memory.NONE, WHEN_IT_WAS_COPIED));
        CollectionCopy copy = CollectionCopy.take(collection, remote, remote);
        mirror = folder.resolve("mirror");
        try (MirrorDirectory directory = MirrorDirectory.open(mirror)) {
            directory.store(copy);
            manifest = directory.store(Manifest.EMPTY.with(
                    List.of(Manifest.Entry.of(copy, "https://notary.example", WHEN_IT_WAS_COPIED))));
        }
    }

    @Test
    void a_frozen_mirror_vouches_beyond_its_timestamps_and_each_decision_says_so() throws Exception {
        try (LiveWebhook webhook = webhook(frozen(NEXT_MONTH, manifest))) {
            JsonNode response = webhook.mutate(GUN + ":1.0");

            assertThat(response.path("allowed").booleanValue())
                    .as(response.toString())
                    .isTrue();
            assertThat(new String(response.path("patch").binaryValue(), StandardCharsets.UTF_8))
                    .contains("@sha256:" + CONTENT.sha256().orElseThrow())
                    .contains("\\\"frozen\\\":\\\"" + NEXT_MONTH + "\\\"");
            assertThat(response.path("auditAnnotations").toString()).contains("frozen", NEXT_MONTH.toString());
            String said = "\"frozen\":\"" + NEXT_MONTH + "\"";
            assertThat(webhook.logWith(said)).contains(said);
            assertThat(refusal(webhook, GUN + ":2.0"))
                    .startsWith("UNSIGNED_TAG ")
                    .contains("trust: a frozen mirror, until " + NEXT_MONTH);
            assertThat(refusal(webhook, "registry.test/shop/other:1.0"))
                    .startsWith("NO_TRUST_DATA ")
                    .contains("frozen until " + NEXT_MONTH);
        }
    }

    @Test
    void the_same_mirror_without_a_freeze_has_expired() throws Exception {
        try (LiveWebhook webhook = webhook("")) {
            assertThat(refusal(webhook, GUN + ":1.0")).startsWith("EXPIRED ").doesNotContain("frozen");
        }
    }

    @Test
    void after_its_last_day_nothing_is_believed() throws Exception {
        try (LiveWebhook webhook = webhook(frozen(TODAY.minusDays(1), manifest))) {
            assertThat(refusal(webhook, GUN + ":1.0"))
                    .startsWith("EXPIRED ")
                    .contains("frozen until " + TODAY.minusDays(1), "frozen.until of TrustServer trust");
        }
    }

    @Test
    void a_mirror_that_is_not_the_pinned_one_is_refused() throws Exception {
        try (LiveWebhook webhook = webhook(frozen(NEXT_MONTH, "0".repeat(64)))) {
            assertThat(refusal(webhook, GUN + ":1.0"))
                    .startsWith("METADATA_INVALID ")
                    .contains("sha256:" + manifest, "frozen.manifest of TrustServer trust");
        }
    }

    @Test
    void a_file_that_is_not_the_pinned_one_is_refused() throws Exception {
        Path timestamp = mirror.resolve("v2/" + GUN + "/_trust/tuf/timestamp.json");
        Files.writeString(timestamp, Files.readString(timestamp) + "\n");

        try (LiveWebhook webhook = webhook(frozen(NEXT_MONTH, manifest))) {
            assertThat(refusal(webhook, GUN + ":1.0"))
                    .startsWith("METADATA_INVALID ")
                    .contains("timestamp.json", "is not the file that the pinned manifest names");
        }
    }

    @Test
    void a_mirror_that_is_altered_while_it_is_in_use_is_told_at_once_and_vouches_for_nothing_new() throws Exception {
        MovableClock clock = new MovableClock();
        Path policy = Files.writeString(folder.resolve("policy.yaml"), policy(frozen(NEXT_MONTH, manifest)));
        try (LiveWebhook webhook = new LiveWebhook(policy, folder.resolve("state"), clock)) {
            assertThat(webhook.mutate(GUN + ":1.0").path("allowed").booleanValue())
                    .isTrue();
            Path timestamp = mirror.resolve("v2/" + GUN + "/_trust/tuf/timestamp.json");
            Files.writeString(timestamp, Files.readString(timestamp) + "\n");

            clock.advance(Duration.ofSeconds(61));

            assertThat(webhook.logWith("\"event\":\"distrust\"")).contains("\"event\":\"distrust\"");
            assertThat(webhook.mutate(GUN + ":1.0").toString())
                    .contains("\\\"aged\\\":{")
                    .contains("\"allowed\":true");
            assertThat(refusal(webhook, GUN + ":2.0")).startsWith("METADATA_INVALID ");
            clock.advance(Duration.ofHours(24));
            assertThat(refusal(webhook, GUN + ":1.0")).startsWith("METADATA_INVALID ");
        }
    }

    @Test
    void a_freeze_ends_on_its_day_while_the_webhook_runs() throws Exception {
        MovableClock clock = new MovableClock();
        Path policy = Files.writeString(folder.resolve("policy.yaml"), policy(frozen(TODAY.plusDays(1), manifest)));
        try (LiveWebhook webhook = new LiveWebhook(policy, folder.resolve("state"), clock)) {
            assertThat(webhook.mutate(GUN + ":1.0").path("allowed").booleanValue())
                    .isTrue();

            clock.advance(Duration.ofHours(48));

            assertThat(refusal(webhook, GUN + ":1.0"))
                    .startsWith("EXPIRED ")
                    .contains("frozen.until of TrustServer trust");
        }
    }

    @Test
    void an_administrator_ends_a_freeze_without_a_restart() throws Exception {
        try (LiveWebhook webhook = webhook(frozen(NEXT_MONTH, manifest))) {
            assertThat(webhook.mutate(GUN + ":1.0").path("allowed").booleanValue())
                    .isTrue();

            Files.writeString(folder.resolve("policy.yaml"), policy(""));

            long patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (webhook.mutate(GUN + ":1.0").path("allowed").booleanValue() && System.nanoTime() < patience) {
                Thread.sleep(100);
            }
            assertThat(refusal(webhook, GUN + ":1.0")).startsWith("EXPIRED ");
        }
    }

    private static String refusal(LiveWebhook webhook, String image) throws Exception {
        JsonNode response = webhook.mutate(image);
        assertThat(response.path("allowed").booleanValue())
                .as(response.toString())
                .isFalse();
        return response.path("status").path("message").textValue();
    }

    private LiveWebhook webhook(String frozen) throws Exception {
        return new LiveWebhook(
                Files.writeString(folder.resolve("policy.yaml"), policy(frozen)), folder.resolve("state"));
    }

    private static String frozen(LocalDate until, String manifest) {
        return "  frozen: {until: " + until + ", manifest: \"sha256:" + manifest + "\"}\n";
    }

    private String policy(String frozen) {
        return """
                apiVersion: navicert.dev/v1alpha1
                kind: TrustServer
                metadata: {name: trust}
                spec:
                  url: "%s"
                  serves: ["registry.test/**"]
                  pins: {firstUse: true}
                %s---
                apiVersion: navicert.dev/v1alpha1
                kind: ClusterImagePolicy
                metadata: {name: everything}
                spec: {mode: enforce, rules: [{images: ["**"], verify: {}}]}
                """.formatted(mirror.toUri(), frozen);
    }
}
