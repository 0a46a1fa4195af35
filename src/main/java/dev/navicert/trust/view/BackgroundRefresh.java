package dev.navicert.trust.view;

import dev.navicert.trust.TrustServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keeps the views that are in use younger than their interval, so that whoever asks finds one without waiting. After three
 * quarters of the interval, each at a moment of its own, a view is checked like by anybody else: one request if nothing has
 * changed. Repositories whose checks fail are tried again ever more rarely.
 *
 * <p>Of one server a few are checked at a time, and so many in a second; those that have waited longest come first. Only what
 * the policy in force names is asked, as it names it. What nobody has asked for lately grows old.
 */
public final class BackgroundRefresh implements AutoCloseable {
    /** Per server. */
    static final int AT_ONCE = 8;

    static final int PER_SECOND = 100;

    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration LATELY = Duration.ofHours(1);

    private final KeptViews views;
    private final Flights flights;
    private final Clock clock;
    private final Supplier<List<TrustServer>> inForce;
    private final Map<String, Line> lines = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "navicert-refresh");
        daemon.setDaemon(true);
        return daemon;
    });

    BackgroundRefresh(KeptViews views, Flights flights, Clock clock, Supplier<List<TrustServer>> inForce) {
        this.views = views;
        this.flights = flights;
        this.clock = clock;
        this.inForce = inForce;
    }

    BackgroundRefresh begin(Consumer<? super Throwable> onBug) {
        thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        tick();
                    } catch (RuntimeException | Error bug) {
                        onBug.accept(bug);
                    }
                },
                TICK.toMillis(),
                TICK.toMillis(),
                TimeUnit.MILLISECONDS);
        return this;
    }

    /** Starts what is due now, and what may still be started of it when others have ended. */
    void tick() {
        Instant now = clock.instant();
        views.sweep(now);
        Map<String, TrustServer> servers = new HashMap<>();
        inForce.get().forEach(server -> servers.put(server.name(), server));
        Map<String, List<Due>> due = new HashMap<>();
        servers.keySet().forEach(name -> due.put(name, new ArrayList<>()));
        views.all().forEach((name, kept) -> {
            TrustServer server = servers.get(name.server());
            List<Due> ofServer = due.get(name.server());
            if (server != null && ofServer != null) {
                Due candidate = new Due(server, name, kept);
                if (candidate.isNow(now)) {
                    ofServer.add(candidate);
                }
            }
        });
        due.forEach((name, ofServer) ->
                lines.computeIfAbsent(name, any -> new Line()).restock(ofServer));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** A repository and when it is to be checked. */
    private record Due(TrustServer server, RepositoryName name, Kept kept) {
        boolean isNow(Instant now) {
            Duration interval = server.refresh().interval();
            return isUsed(interval, now)
                    && kept.outage().map(outage -> outage.isRetryDue(now)).orElseGet(() -> isOld(interval, now))
                    && Origin.of(server, name.gun()).equals(kept.checked().origin());
        }

        private boolean isUsed(Duration interval, Instant now) {
            Duration thrice = interval.multipliedBy(3);
            return kept.lastUse().isAfter(now.minus(thrice.compareTo(LATELY) > 0 ? thrice : LATELY));
        }

        /** Between three quarters of the interval and nine tenths of it, by a lot that is drawn anew with each view. */
        private boolean isOld(Duration interval, Instant now) {
            Instant verifiedAt = verifiedAt();
            long mixed = (31L * name.hashCode() + verifiedAt.hashCode()) * 0x9E3779B97F4A7C15L;
            long lot = (mixed >>> 32) % 1000;
            Duration age = interval.multipliedBy(15_000 + 3 * lot).dividedBy(20_000);
            return !now.isBefore(verifiedAt.plus(age)) || now.isBefore(verifiedAt);
        }

        private Instant verifiedAt() {
            return kept.checked().view().verifiedAt();
        }
    }

    /** Those of one server. */
    private final class Line {
        private Deque<Due> waiting = new ArrayDeque<>();
        private int running;
        private int left;

        synchronized void restock(List<Due> due) {
            due.sort(Comparator.comparing(Due::verifiedAt));
            waiting = new ArrayDeque<>(due);
            left = (int) (PER_SECOND * TICK.toMillis() / 1000);
            go();
        }

        private synchronized void go() {
            while (running < AT_ONCE && left > 0 && !waiting.isEmpty()) {
                Due next = waiting.removeFirst();
                if (views.find(next.name()).filter(next.kept()::equals).isEmpty()) {
                    continue; // somebody else was faster
                }
                Optional<Flight> flight = flights.launch(
                        next.server(), next.name(), next.kept().checked().origin());
                if (flight.isPresent()) {
                    running++;
                    left--;
                    flight.get().whenOver(this::over);
                }
            }
        }

        private synchronized void over() {
            running--;
            go();
        }
    }
}
