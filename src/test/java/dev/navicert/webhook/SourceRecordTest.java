package dev.navicert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustPins;
import dev.navicert.trust.TrustServer;
import dev.navicert.trust.view.ServerObserver;
import dev.navicert.trust.view.ServerObserver.Party;
import dev.navicert.trust.view.ServerObserver.TokenAnswer;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the log and the metrics say of trust servers. */
class SourceRecordTest {
    private static final TrustServer CORP =
            TrustServer.of("corp", URI.create("https://notary.example"), TrustPins.FIRST_USE);
    private static final RemoteException.Suspended WHY = new RemoteException.Suspended(
            Instant.parse("2026-11-22T12:00:00Z"), Duration.ofSeconds(1), "is not asked for 1 s");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final EventLog log = new EventLog(Clock.systemUTC(), new PrintStream(out, true, StandardCharsets.UTF_8));
    private final Set<String> inForce = new HashSet<>(Set.of("corp"));
    private final SourceRecord record = new SourceRecord(log, new WebhookMetrics(registry), inForce::contains);

    @Test
    void a_server_that_was_met_is_said_to_answer() {
        record.met(CORP);

        assertThat(registry.scrape())
                .contains(
                        "navicert_trust_server_suspended{party=\"server\",server=\"corp\",} 0.0",
                        "navicert_trust_server_suspended{party=\"token_service\",server=\"corp\",} 0.0");
    }

    @Test
    void an_outage_is_one_line_when_it_begins_and_one_when_it_ends() {
        ServerObserver corp = record.met(CORP);

        corp.suspended(Party.SERVER, WHY);
        assertThat(suspended()).isEqualTo(1);
        corp.probed(Party.SERVER);
        corp.probed(Party.SERVER);
        corp.repeated(Party.SERVER);
        corp.tokenAsked(TokenAnswer.REFUSED);
        corp.resumed(Party.SERVER, Duration.ofSeconds(90));

        assertThat(suspended()).isZero();
        List<String> lines = lines();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .contains(
                        "\"level\":\"error\"",
                        "\"event\":\"server\"",
                        "\"server\":\"corp\"",
                        "\"party\":\"server\"",
                        "\"state\":\"suspended\"",
                        "\"since\":\"2026-11-22T12:00:00Z\"",
                        "\"message\":\"is not asked for 1 s\"");
        assertThat(lines.get(1)).contains("\"level\":\"info\"", "\"state\":\"answering\"", "answers again after 90 s");
        assertThat(registry.scrape())
                .contains(
                        "navicert_trust_server_suspensions_total{party=\"server\",server=\"corp\",} 1.0",
                        "navicert_trust_server_probes_total{party=\"server\",server=\"corp\",} 2.0",
                        "navicert_trust_server_retries_total{party=\"server\",server=\"corp\",} 1.0",
                        "navicert_trust_server_tokens_total{result=\"refused\",server=\"corp\",} 1.0");
    }

    @Test
    void policies_cannot_make_series_without_end() {
        for (int i = 0; i < WebhookMetrics.MOST_SERVERS + 50; i++) {
            record.met(TrustServer.of("s" + i, URI.create("https://notary.example"), TrustPins.FIRST_USE))
                    .suspended(Party.SERVER, WHY);
        }

        assertThat(registry.find("navicert.trust.server.suspended").gauges()).hasSize(2 * WebhookMetrics.MOST_SERVERS);
        assertThat(registry.get("navicert.trust.server.suspensions")
                        .tags("server", "other", "party", "server")
                        .counter()
                        .count())
                .isEqualTo(50);
    }

    @Test
    void a_server_that_is_described_anew_begins_anew() {
        ServerObserver before = record.met(CORP);
        before.suspended(Party.SERVER, WHY);

        record.met(CORP);

        assertThat(suspended()).isZero();
    }

    @Test
    void a_server_that_the_policy_names_no_more_is_no_reason_for_an_alert() {
        record.met(CORP).suspended(Party.SERVER, WHY);

        inForce.clear();

        assertThat(suspended()).isZero();
    }

    private double suspended() {
        return registry.get("navicert.trust.server.suspended")
                .tags("server", "corp", "party", "server")
                .gauge()
                .value();
    }

    private List<String> lines() {
        log.close();
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
