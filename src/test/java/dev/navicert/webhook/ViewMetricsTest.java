package dev.navicert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.trust.view.Stock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Gauges per server come and go with what is in memory. */
class ViewMetricsTest {
    private static final Instant CHECKED = Instant.ofEpochSecond(1_000);
    private static final Instant EXPIRES = Instant.ofEpochSecond(2_000);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicReference<Map<String, Stock>> stock = new AtomicReference<>(Map.of());
    private final BoundedLabel servers = new BoundedLabel(2);
    private final ViewMetrics metrics = new ViewMetrics(registry, servers::of, stock::get);

    @Test
    void each_server_has_its_number_its_oldest_check_and_its_next_expiry() {
        stock.set(Map.of("corp", new Stock(3, CHECKED, EXPIRES)));
        metrics.refresh();
        assertThat(value("navicert.views", "corp")).isEqualTo(3);
        assertThat(value("navicert.views.oldest.check.timestamp.seconds", "corp"))
                .isEqualTo(1_000);
        assertThat(value("navicert.views.next.expiry.timestamp.seconds", "corp"))
                .isEqualTo(2_000);
    }

    @Test
    void what_is_not_in_use_has_no_times() {
        stock.set(Map.of("corp", new Stock(1, null, null)));
        metrics.refresh();
        assertThat(value("navicert.views.oldest.check.timestamp.seconds", "corp"))
                .isNaN();
    }

    @Test
    void what_has_left_memory_leaves_the_metrics() {
        stock.set(Map.of("corp", new Stock(1, CHECKED, EXPIRES)));
        metrics.refresh();
        stock.set(Map.of());
        metrics.refresh();
        assertThat(registry.find("navicert.views").gauges()).isEmpty();
    }

    @Test
    void too_many_servers_are_not_told() {
        Stock one = new Stock(1, CHECKED, EXPIRES);
        stock.set(Map.of("a", one, "b", one, "c", one, "d", one));
        metrics.refresh();
        assertThat(registry.find("navicert.views").gauges()).hasSize(2);
    }

    private double value(String name, String server) {
        Gauge gauge = registry.get(name).tag("server", server).gauge();
        return gauge.value();
    }
}
