package dev.navicert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.name.Gun;
import dev.navicert.trust.TrustPins;
import dev.navicert.trust.TrustServer;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustException;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the log says of a check that failed. */
class CheckRecordTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void a_hostile_server_does_not_fill_the_disk() {
        String line = logged(new TrustException.Malformed(RoleName.TARGETS, "x".repeat(1 << 20)));

        assertThat(line).hasSizeLessThan(5000).contains("\"repository\":\"a.example/app\"", "cannot be read");
        assertThat(line).doesNotContain("\"trace\"");
    }

    @Test
    void a_fault_of_our_own_says_where_it_is() {
        assertThat(logged(new IllegalStateException("ours")))
                .contains("java.lang.IllegalStateException: ours", "CheckRecordTest.java", "\"event\":\"check\"");
    }

    private String logged(Throwable cause) {
        try (EventLog log = new EventLog(Clock.systemUTC(), new PrintStream(out, true, StandardCharsets.UTF_8))) {
            new CheckRecord(log, new WebhookMetrics(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)))
                    .failed(
                            TrustServer.of("corp", URI.create("https://notary.example"), TrustPins.FIRST_USE),
                            new Gun("a.example/app"),
                            cause,
                            Duration.ofMillis(5));
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
