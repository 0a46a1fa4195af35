package dev.navicert.trust.view;

import dev.navicert.name.Gun;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteMetadata;
import dev.navicert.trust.TrustServer;
import dev.navicert.trust.UpdateFact;
import dev.navicert.tuf.TrustException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Keeps the views. A question that a view in memory can answer costs one look into a map; any other waits for one fetch, shared
 * with everybody who asks for the same repository.
 *
 * <ul>
 *   <li>A repository is fetched by one thread at a time, so that its floors never race.
 *   <li>A view answers while it is younger than what the question allows, none of its metadata has expired, and the policy
 *       still names the server and the pin it was verified with.
 *   <li>A fetch that fails gives its error to those who waited for it and to nobody later. Only "there is no such repository"
 *       is remembered, for ten seconds.
 *   <li>What is not asked for during a day leaves memory; its floors stay in the {@link RepositoryStore}.
 * </ul>
 */
public final class VerifiedRepositories implements Repositories {
    private static final Duration LONGEST_FETCH = Duration.ofSeconds(20);
    private static final Duration IDLE = Duration.ofHours(24);
    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final int MOST_VIEWS = 20_000;

    private final Sources sources;
    private final RepositoryStore store;
    private final Clock clock;
    private final Executor fetchers;
    private final CheckObserver observer;

    private final Map<RepositoryName, Kept> kept = new ConcurrentHashMap<>();
    private final AbsentRepositories absent = new AbsentRepositories();
    private final FirstContacts firstContacts = new FirstContacts();
    /** Guards itself and whatever starts or ends a flight. */
    private final Map<RepositoryName, Flight> flights = new HashMap<>();

    private Instant swept;

    /** A finished check and when somebody last asked for it. */
    private static final class Kept {
        private final Checked checked;
        private volatile Instant lastUse;

        Kept(Checked checked, Instant lastUse) {
            this.checked = checked;
            this.lastUse = lastUse;
        }
    }

    /**
     * @param sources opens a server
     * @param store what outlives this process
     * @param clock says how old a view is and what has expired
     * @param fetchers runs fetches; one thread is busy per repository being fetched. Never the threads that wait in {@link
     *     #view}: if all of them waited, none would fetch
     * @param observer is told how checks end
     */
    public VerifiedRepositories(
            Sources sources, RepositoryStore store, Clock clock, Executor fetchers, CheckObserver observer) {
        this.sources = sources;
        this.store = store;
        this.clock = clock;
        this.fetchers = fetchers;
        this.observer = observer;
        this.swept = clock.instant();
    }

    @Override
    public RepositoryView view(TrustServer server, Gun gun, Freshness need, Deadline deadline)
            throws TrustException, RemoteException {
        RepositoryName name = new RepositoryName(server.name(), gun);
        Origin origin = Origin.of(server, gun);
        Instant oldest = clock.instant().minus(longest(server, need));
        while (true) {
            Optional<RepositoryView> view = inMemory(name, origin, oldest);
            if (view.isPresent()) {
                return view.get();
            }
            Optional<Flight> boarded = board(name, server, gun, oldest);
            if (boarded.isEmpty()) {
                continue;
            }
            Flight flight = boarded.get();
            if (flight.origin().equals(origin)) {
                RepositoryView fetched = flight.await(deadline);
                if (!fetched.verifiedAt().isBefore(oldest)) {
                    return fetched;
                }
            } else {
                flight.awaitEnd(deadline);
            }
            // That flight began too long before the question, or under another policy: once more.
        }
    }

    @Override
    public Optional<RepositoryView> inMemory(TrustServer server, Gun gun, Freshness need) {
        Instant oldest = clock.instant().minus(longest(server, need));
        return inMemory(new RepositoryName(server.name(), gun), Origin.of(server, gun), oldest);
    }

    private static Duration longest(TrustServer server, Freshness need) {
        Duration interval = server.refresh().interval();
        Duration recheckAfter = server.refresh().recheckAfter();
        return need == Freshness.RECHECKED && recheckAfter.compareTo(interval) < 0 ? recheckAfter : interval;
    }

    private Optional<RepositoryView> inMemory(RepositoryName name, Origin origin, Instant oldest) {
        Kept found = kept.get(name);
        if (found == null || !found.checked.origin().equals(origin)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        found.lastUse = now;
        RepositoryView view = found.checked.view();
        boolean recent =
                !view.verifiedAt().isBefore(oldest) && !view.verifiedAt().isAfter(now);
        return recent && view.expires().isAfter(now) ? Optional.of(view) : Optional.empty();
    }

    /** The flight for this repository, joined, and started if there was none; empty if one has just brought a view. */
    private Optional<Flight> board(RepositoryName name, TrustServer server, Gun gun, Instant oldest)
            throws RemoteException.NotFound {
        Flight flight = new Flight(name, Origin.of(server, gun));
        synchronized (flights) {
            Flight flying = flights.get(name);
            if (flying != null) {
                flying.join();
                return Optional.of(flying);
            }
            if (inMemory(name, flight.origin(), oldest).isPresent()) {
                return Optional.empty();
            }
            Optional<RemoteException.NotFound> absence = absent.find(name, flight.origin(), clock.instant());
            if (absence.isPresent()) {
                throw absence.get();
            }
            flight.join();
            flights.put(name, flight);
        }
        try {
            fetchers.execute(() -> start(flight, server));
        } catch (RejectedExecutionException e) {
            fail(flight, new RemoteException.Unreachable("shutting down: " + name + " is not fetched any more"));
        }
        return Optional.of(flight);
    }

    /** Never-seen repositories line up; what was verified before, by this process or an earlier one, is no invented name. */
    private void start(Flight flight, TrustServer server) {
        guard(flight, server, () -> {
            RepositoryCheck check =
                    new RepositoryCheck(store, server, flight.name().gun());
            Optional<Remembered> recalled = check.recall();
            if (recalled.isPresent() || kept.containsKey(flight.name())) {
                flight.begin();
                fly(flight, server, check, recalled);
            } else {
                firstContacts.enter(new FirstFlight(flight, server, check));
            }
        });
    }

    private void fly(Flight flight, TrustServer server, RepositoryCheck check, Optional<Remembered> recalled)
            throws TrustException, RemoteException {
        Kept last = kept.get(flight.name());
        Instant now = clock.instant();
        RemoteMetadata source = sources.open(server, flight.name().gun(), Deadline.after(LONGEST_FETCH));
        List<UpdateFact> facts = new ArrayList<>();
        Checked checked = check.run(now, last == null ? null : last.checked, recalled, source, facts::add);
        synchronized (flights) {
            kept.put(flight.name(), new Kept(checked, now));
            sweep(now);
            flights.remove(flight.name());
        }
        flight.land(checked.view());
        observer.verified(checked.view(), facts, flight.age());
    }

    /** What may go wrong in a flight. */
    private interface Leg {
        void fly() throws TrustException, RemoteException;
    }

    /** Whatever happens, nobody waits for a flight that has ended. */
    private void guard(Flight flight, TrustServer server, Leg leg) {
        try {
            leg.fly();
        } catch (TrustException | RemoteException | RuntimeException | Error e) {
            fail(flight, e);
            observer.failed(server, flight.name().gun(), e, flight.age());
        }
    }

    private void fail(Flight flight, Throwable cause) {
        synchronized (flights) {
            if (cause instanceof RemoteException.NotFound answer
                    && answer.isCollection()
                    && !kept.containsKey(flight.name())) {
                absent.add(flight.name(), flight.origin(), clock.instant(), answer);
            }
            flights.remove(flight.name());
        }
        flight.fail(cause);
    }

    /** A never-seen repository whose turn has to come. */
    private final class FirstFlight implements FirstContacts.Contact {
        private final Flight flight;
        private final TrustServer server;
        private final RepositoryCheck check;

        FirstFlight(Flight flight, TrustServer server, RepositoryCheck check) {
            this.flight = flight;
            this.server = server;
            this.check = check;
        }

        @Override
        public RepositoryName name() {
            return flight.name();
        }

        @Override
        public boolean begin() {
            synchronized (flights) {
                if (flight.isAwaited()) {
                    flight.begin();
                    return true;
                }
                flights.remove(flight.name());
            }
            flight.fail(FirstContacts.busy(flight.name()));
            return false;
        }

        @Override
        public void run() {
            guard(flight, server, () -> fly(flight, server, check, Optional.empty()));
        }
    }

    private void sweep(Instant now) {
        if (kept.size() > MOST_VIEWS) {
            kept.entrySet().stream()
                    .min(Comparator.comparing(entry -> entry.getValue().lastUse))
                    .ifPresent(entry -> kept.remove(entry.getKey()));
        }
        if (Duration.between(swept, now).compareTo(SWEEP) >= 0 || now.isBefore(swept)) {
            swept = now;
            Instant idle = now.minus(IDLE);
            kept.values().removeIf(one -> one.lastUse.isBefore(idle));
        }
    }
}
