package dev.navicert.webhook;

import dev.navicert.trust.view.Stock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What Prometheus is told of the views in memory, per server. Looked up when somebody asks, and so always whole. */
final class ViewMetrics {
    private final Supplier<Map<String, Stock>> stock;
    private final Function<String, String> label;
    private final MultiGauge views;
    private final MultiGauge oldestCheck;
    private final MultiGauge nextExpiry;

    /** @param label what a server is called; several share one name where there are too many */
    ViewMetrics(MeterRegistry registry, Function<String, String> label, Supplier<Map<String, Stock>> stock) {
        this.stock = stock;
        this.label = label;
        this.views = MultiGauge.builder("navicert.views").register(registry);
        this.oldestCheck = MultiGauge.builder("navicert.views.oldest.check.timestamp.seconds")
                .register(registry);
        this.nextExpiry = MultiGauge.builder("navicert.views.next.expiry.timestamp.seconds")
                .register(registry);
    }

    /** To be called before each answer. */
    synchronized void refresh() {
        List<MultiGauge.Row<?>> counts = new ArrayList<>();
        List<MultiGauge.Row<?>> checks = new ArrayList<>();
        List<MultiGauge.Row<?>> expiries = new ArrayList<>();
        stock.get().forEach((server, of) -> {
            String name = label.apply(server);
            if (!name.equals(CounterTable.OTHER)) { // nothing could be said of several
                Tags tags = Tags.of("server", name);
                counts.add(MultiGauge.Row.of(tags, of.views()));
                checks.add(MultiGauge.Row.of(tags, seconds(of.oldestCheck())));
                expiries.add(MultiGauge.Row.of(tags, seconds(of.nextExpiry())));
            }
        });
        views.register(counts, true);
        oldestCheck.register(checks, true);
        nextExpiry.register(expiries, true);
    }

    private static double seconds(Optional<Instant> instant) {
        return instant.map(known -> (double) known.getEpochSecond()).orElse(Double.NaN);
    }
}
