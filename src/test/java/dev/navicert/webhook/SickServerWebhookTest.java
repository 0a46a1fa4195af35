package dev.navicert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of a trust server that fails: in refusals, in the log, in the metrics. */
@Timeout(120)
class SickServerWebhookTest {
    @TempDir
    Path folder;

    @Test
    void a_server_that_fails_is_told_once_and_then_spared() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        server.start();
        Path policy = folder.resolve("policy.yaml");
        Files.writeString(policy, """
                apiVersion: navicert.dev/v1alpha1
                kind: TrustServer
                metadata: {name: corp}
                spec:
                  url: http://127.0.0.1:%d
                  insecure: true
                  serves: ["corp.test/**"]
                  pins: {firstUse: true}
                ---
                apiVersion: navicert.dev/v1alpha1
                kind: ClusterImagePolicy
                metadata: {name: everything}
                spec:
                  mode: enforce
                  rules:
                  - {images: ["**"], verify: {}}
                """.formatted(server.getAddress().getPort()));
        try (LiveWebhook webhook = new LiveWebhook(policy, folder.resolve("state"))) {
            for (int i = 0; i < 5; i++) {
                assertThat(refusal(webhook, i)).contains("SERVER_UNREACHABLE", "answered 500");
            }
            String refusal = refusal(webhook, 5);
            int asked = requests.get();
            for (int i = 6; i < 10; i++) {
                refusal(webhook, i);
            }

            assertThat(refusal)
                    .contains(
                            "SERVER_UNREACHABLE containers/app: corp.test/app5 on corp: 127.0.0.1:"
                                    + server.getAddress().getPort() + " is not asked for ",
                            " s: 5 requests in a row have failed since 20",
                            ", the last with: 500 Internal Server Error; try again when it is; if it persists, "
                                    + "ask the administrator to look at TrustServer corp");
            assertThat(requests.get()).as("at most one probe since").isBetween(asked, asked + 2);
            List<String> lines = webhook.logWith("\"state\":\"suspended\"")
                    .lines()
                    .filter(line -> line.contains("\"event\":\"server\""))
                    .toList();
            assertThat(lines).hasSize(1);
            assertThat(webhook.health("/metrics").body())
                    .contains("navicert_trust_server_suspended{party=\"server\",server=\"corp\",} 1.0")
                    .containsPattern(
                            "navicert_trust_checks_seconds_count\\{result=\"Suspended\",server=\"corp\",} [1-9]");
        } finally {
            server.stop(0);
        }
    }

    private static String refusal(LiveWebhook webhook, int number) throws Exception {
        return webhook.mutate("corp.test/app" + number + ":1")
                .path("status")
                .path("message")
                .textValue();
    }
}
