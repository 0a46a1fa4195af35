package dev.navicert.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.navicert.policy.Code;
import dev.navicert.policy.Mode;
import dev.navicert.policy.Reason;
import dev.navicert.policy.Templates;
import dev.navicert.webhook.review.Decision;
import dev.navicert.webhook.review.Endpoint;
import dev.navicert.webhook.review.ImageList;
import dev.navicert.webhook.review.ImageSource;
import dev.navicert.webhook.review.JudgedImage;
import dev.navicert.webhook.review.Outcome;
import dev.navicert.webhook.review.Phase;
import dev.navicert.webhook.review.Review;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Counting is cheap, and nobody fills Prometheus with series. */
class WebhookMetricsTest {
    private static final ImageSource SOURCE =
            new ImageSource(ImageList.CONTAINERS, 0, "app", "/spec/containers/0/image", "a:1");
    private static final Phase[] PHASES = Phase.values();
    private static final Review REVIEW =
            Review.head(new ByteArrayInputStream("""
                    {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"1",\
                    "operation":"CREATE","kind":{"group":"","version":"v1","kind":"Pod"},""".getBytes(UTF_8))).orElseThrow();

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final WebhookMetrics metrics = new WebhookMetrics(registry);

    @Test
    void a_policy_of_many_rules_has_only_so_many_series() {
        for (int rule = 0; rule < 5 * WebhookMetrics.MOST_RULES; rule++) {
            metrics.decision(Endpoint.MUTATE, REVIEW, decision("ClusterImagePolicy/a rules[" + rule + "]", 1), 1000);
        }
        assertThat(registry.find("navicert.image.decisions").counters()).hasSize(WebhookMetrics.MOST_RULES + 1);
        assertThat(registry.get("navicert.image.decisions")
                        .tag("rule", CounterTable.OTHER)
                        .counter()
                        .count())
                .isEqualTo(4.0 * WebhookMetrics.MOST_RULES);
    }

    @Test
    void so_have_policies_that_name_ever_new_servers() {
        for (int server = 0; server < 5 * WebhookMetrics.MOST_SERVERS; server++) {
            metrics.checked("server-" + server, "RolledBack", Duration.ofMillis(1));
        }
        assertThat(registry.find("navicert.trust.rollbacks").counters()).hasSize(WebhookMetrics.MOST_SERVERS + 1);
        assertThat(registry.find("navicert.trust.checks").timers()).hasSize(WebhookMetrics.MOST_SERVERS + 1);
    }

    @Test
    void an_image_that_fails_for_several_reasons_is_counted_once_for_each_code() {
        Reason one = new Reason(Code.EXPIRED, "x", "y");
        Reason other = new Reason(Code.NO_TRUST_DATA, "x", "y");
        metrics.decision(
                Endpoint.VALIDATE,
                REVIEW,
                new Decision.Refused(
                        List.of(image("r", new Outcome.Failed(List.of(one, other, one)))), null, "no", List.of()),
                1000);
        for (Code code : List.of(Code.EXPIRED, Code.NO_TRUST_DATA)) {
            assertThat(registry.get("navicert.image.decisions")
                            .tags("code", code.name(), "mode", "enforce", "rule", "r", "verdict", "refused")
                            .counter()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void a_rollback_is_counted_from_zero_so_that_the_first_one_is_an_increase() {
        metrics.checked("corp", "verified", Duration.ofMillis(1));
        assertThat(rollbacks("corp")).isZero();
        metrics.checked("corp", "RolledBack", Duration.ofMillis(1));
        assertThat(rollbacks("corp")).isEqualTo(1);
    }

    private double rollbacks(String server) {
        return registry.get("navicert.trust.rollbacks")
                .tag("server", server)
                .counter()
                .count();
    }

    @Test
    void what_was_counted_before_is_counted_again_without_garbage_per_image() {
        Decision few = decision("rule", 1);
        Decision many = decision("rule", 200);
        count(few, 20_000);
        count(many, 2_000);

        long ofFew = garbage(() -> count(few, 1000));
        long ofMany = garbage(() -> count(many, 1000));
        assertThat(ofMany - ofFew).as("bytes for 199,000 images more").isLessThan(199_000);
    }

    @Test
    void every_meter_of_ours_begins_with_our_name() {
        assertThat(registry.getMeters().stream().map(Meter::getId).map(Meter.Id::getName))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("navicert."));
    }

    private void count(Decision decision, int times) {
        for (int i = 0; i < times; i++) {
            for (Phase phase : PHASES) {
                metrics.took(phase, 1000);
            }
            metrics.decision(Endpoint.MUTATE, REVIEW, decision, 1000);
        }
    }

    private static long garbage(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        work.run();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }

    private static Decision decision(String rule, int images) {
        JudgedImage image = image(rule, new Outcome.Exempt(""));
        return new Decision.Admitted(
                IntStream.range(0, images).mapToObj(i -> image).toList(), null, List.of(), List.of());
    }

    private static JudgedImage image(String rule, Outcome outcome) {
        return new JudgedImage(SOURCE, Mode.ENFORCE, Templates.LEAVE, rule, outcome);
    }
}
