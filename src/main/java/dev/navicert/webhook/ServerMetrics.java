package dev.navicert.webhook;

import dev.navicert.trust.view.ServerObserver.Party;
import dev.navicert.trust.view.ServerObserver.TokenAnswer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;

/** What Prometheus is told of one trust server, all of it from the moment when it is met. */
final class ServerMetrics {
    private final Map<Party, Counter> suspensions = new EnumMap<>(Party.class);
    private final Map<Party, Counter> probes = new EnumMap<>(Party.class);
    private final Map<Party, Counter> retries = new EnumMap<>(Party.class);
    private final Map<TokenAnswer, Counter> tokens = new EnumMap<>(TokenAnswer.class);

    /**
     * @param server as labels name it; servers beyond a number share one name, which has no gauge
     * @param isSuspended whether requests to that party fail at once at the moment
     */
    ServerMetrics(MeterRegistry registry, String server, Predicate<Party> isSuspended) {
        for (Party party : Party.values()) {
            Tags tags = Tags.of("server", server, "party", WebhookMetrics.lower(party));
            if (!server.equals(CounterTable.OTHER)) {
                Gauge.builder("navicert.trust.server.suspended", () -> isSuspended.test(party) ? 1 : 0)
                        .tags(tags)
                        .register(registry);
            }
            suspensions.put(party, registry.counter("navicert.trust.server.suspensions", tags));
            probes.put(party, registry.counter("navicert.trust.server.probes", tags));
            retries.put(party, registry.counter("navicert.trust.server.retries", tags));
        }
        for (TokenAnswer answer : TokenAnswer.values()) {
            tokens.put(
                    answer,
                    registry.counter(
                            "navicert.trust.server.tokens", "server", server, "result", WebhookMetrics.lower(answer)));
        }
    }

    void suspended(Party party) {
        count(suspensions, party);
    }

    void probed(Party party) {
        count(probes, party);
    }

    void repeated(Party party) {
        count(retries, party);
    }

    void tokenAsked(TokenAnswer answer) {
        count(tokens, answer);
    }

    private static <T> void count(Map<T, Counter> counters, T which) {
        Counter counter = counters.get(which);
        if (counter != null) {
            counter.increment();
        }
    }
}
