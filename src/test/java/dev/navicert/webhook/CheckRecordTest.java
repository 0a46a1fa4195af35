package dev.navicert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.name.Gun;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustPins;
import dev.navicert.trust.TrustServer;
import dev.navicert.trust.view.Freshness;
import dev.navicert.trust.view.MemoryStore;
import dev.navicert.trust.view.Repositories;
import dev.navicert.trust.view.VerifiedRepositories;
import dev.navicert.trustserver.RepositoryFiles;
import dev.navicert.trustserver.RepositoryKeys;
import dev.navicert.trustserver.SignedRepository;
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
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What the log says of a check that failed. */
class CheckRecordTest {
    private static final TrustServer SERVER =
            TrustServer.of("corp", URI.create("https://notary.example"), TrustPins.FIRST_USE);
    private static final Gun GUN = new Gun("a.example/app");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
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

    @Test
    void an_outage_is_told_at_once_then_ever_more_rarely_and_when_it_is_over() throws Exception {
        List<String> lines = loggedOf(RepositoryFiles.NONE, 20);

        assertThat(lines).hasSize(6); // failures 1, 2, 4, 8, 16, and the end
        assertThat(lines.get(0))
                .contains(
                        "\"level\":\"warn\"", "\"event\":\"outage\"", "\"repository\":\"a.example/app\"", "verifiedAt");
        assertThat(lines.get(4)).contains("\"failures\":16");
        assertThat(lines.get(5)).contains("\"event\":\"outage-over\"");
        assertThat(registry.scrape()).contains("navicert_trust_distrusted_total{server=\"corp\",} 0.0");
    }

    @Test
    void a_server_that_is_not_believed_is_told_at_once_and_counted_each_time() throws Exception {
        RepositoryFiles strangers = SignedRepository.create(
                        GUN, RepositoryKeys.generate(), new MovableClock().instant())
                .publish(new MovableClock().instant());

        List<String> lines = loggedOf(strangers, 3);

        assertThat(lines.get(0)).contains("\"level\":\"error\"", "\"event\":\"distrust\"", "a.example/app");
        assertThat(registry.scrape()).containsPattern("navicert_trust_distrusted_total\\{server=\"corp\"[,}]+ ?3");
    }

    private String logged(Throwable cause) {
        try (EventLog log = new EventLog(Clock.systemUTC(), new PrintStream(out, true, StandardCharsets.UTF_8))) {
            new CheckRecord(log, new WebhookMetrics(registry)).failed(SERVER, GUN, cause, Duration.ofMillis(5));
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** A server is verified once, and then says {@code files} as often as it is asked. */
    private List<String> loggedOf(RepositoryFiles files, int checks) throws Exception {
        MovableClock clock = new MovableClock();
        SignedRepository repository = SignedRepository.create(GUN, RepositoryKeys.generate(), clock.instant());
        RepositoryFiles good = repository.publish(clock.instant());
        AtomicReference<RepositoryFiles> served = new AtomicReference<>(good);
        try (EventLog log = new EventLog(clock, new PrintStream(out, true, StandardCharsets.UTF_8))) {
            Repositories repositories = new VerifiedRepositories(
                    (server, gun, deadline) -> (name, max) -> Objects.requireNonNull(served.get())
                            .file(name.path())
                            .orElseThrow(() -> new RemoteException.NotFound(name, "no " + name.path())),
                    new MemoryStore(),
                    clock,
                    Runnable::run,
                    new CheckRecord(log, new WebhookMetrics(registry)));
            repositories.view(SERVER, GUN, Freshness.WITHIN_INTERVAL, Deadline.after(Duration.ofSeconds(5)));
            served.set(files);
            for (int check = 0; check < checks; check++) {
                clock.advance(Duration.ofSeconds(61));
                repositories.view(SERVER, GUN, Freshness.WITHIN_INTERVAL, Deadline.after(Duration.ofSeconds(5)));
            }
            served.set(good);
            clock.advance(Duration.ofSeconds(61));
            repositories.view(SERVER, GUN, Freshness.WITHIN_INTERVAL, Deadline.after(Duration.ofSeconds(5)));
        }
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
