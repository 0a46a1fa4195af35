package dev.navicert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Quarkus contributes: the beans fit together, its metrics are ours, and it opens no port of its own. */
@QuarkusTest
class WebhooksTest {
    @Inject
    Webhooks webhooks;

    @TempDir
    Path folder;

    @Test
    void opens_a_webhook_with_the_metrics_of_the_framework() throws Exception {
        Path policy = Files.writeString(folder.resolve("policy.yaml"), """
                apiVersion: navicert.dev/v1alpha1
                kind: ClusterImagePolicy
                metadata: {name: everything}
                spec:
                  rules:
                  - {images: ["**"], deny: {}}
                """);
        WebhookOptions options = new WebhookOptions(policy, "127.0.0.1", 0, null, folder.resolve("state"), 0);
        try (Webhook webhook = webhooks.start(options)) {
            assertThat(webhook.isReady()).isTrue();
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(Certificates.trusting(webhook.authority().orElseThrow()))
                    .build();
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(webhook.url() + "/validate"))
                            .GET()
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(405);
            String metrics = client.send(
                            HttpRequest.newBuilder(URI.create(webhook.metricsUrl() + "/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            assertThat(metrics)
                    .contains("jvm_memory_used_bytes")
                    .contains("navicert_http_rejected_total{status=\"405\"");
        }
    }

    @Test
    void leaves_ports_and_standard_output_alone() {
        assertThat(ConfigProvider.getConfig().getValue("quarkus.http.host-enabled", Boolean.class))
                .isFalse();
        assertThat(ConfigProvider.getConfig().getValue("quarkus.log.console.stderr", Boolean.class))
                .isTrue();
    }
}
