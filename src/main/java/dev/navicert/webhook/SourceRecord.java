package dev.navicert.webhook;

import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustServer;
import dev.navicert.trust.view.ServerObserver;
import dev.navicert.trust.view.SourceObserver;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Tells the log and the metrics how trust servers are. The log gets a line when a server is left alone and one when it answers
 * again, however many requests that concerns.
 */
final class SourceRecord implements SourceObserver {
    private final EventLog log;
    private final WebhookMetrics metrics;
    private final Predicate<String> isInForce;
    /** How each server is that was ever met, by its name. */
    private final Map<String, OneServer> servers = new ConcurrentHashMap<>();

    /** @param isInForce whether the policy names a server of this name: what it does not is of no interest any more */
    SourceRecord(EventLog log, WebhookMetrics metrics, Predicate<String> isInForce) {
        this.log = log;
        this.metrics = metrics;
        this.isInForce = isInForce;
    }

    @Override
    public ServerObserver met(TrustServer server) {
        String name = server.name();
        return servers.compute(
                name,
                (same, before) -> new OneServer(
                        name,
                        before == null ? metrics.server(name, party -> isSuspended(name, party)) : before.metrics));
    }

    private boolean isSuspended(String name, ServerObserver.Party party) {
        OneServer server = servers.get(name);
        return server != null && server.suspended.contains(party) && isInForce.test(name);
    }

    /** One server, as long as the policy says the same of it. */
    private final class OneServer implements ServerObserver {
        private final String name;
        private final ServerMetrics metrics;
        private final Set<Party> suspended = ConcurrentHashMap.newKeySet();

        OneServer(String name, ServerMetrics metrics) {
            this.name = name;
            this.metrics = metrics;
        }

        @Override
        public void suspended(Party party, RemoteException.Suspended why) {
            suspended.add(party);
            metrics.suspended(party);
            log.write(log.line("error", "server")
                    .put("server", name)
                    .put("party", WebhookMetrics.lower(party))
                    .put("state", "suspended")
                    .put("since", why.since().toString())
                    .put("message", String.valueOf(why.getMessage())));
        }

        @Override
        public void probed(Party party) {
            metrics.probed(party);
        }

        @Override
        public void resumed(Party party, Duration after) {
            suspended.remove(party);
            log.write(log.line("info", "server")
                    .put("server", name)
                    .put("party", WebhookMetrics.lower(party))
                    .put("state", "answering")
                    .put("message", "answers again after " + after.toSeconds() + " s"));
        }

        @Override
        public void repeated(Party party) {
            metrics.repeated(party);
        }

        @Override
        public void tokenAsked(TokenAnswer answer) {
            metrics.tokenAsked(answer);
        }
    }
}
