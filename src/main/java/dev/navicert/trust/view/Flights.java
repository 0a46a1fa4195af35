package dev.navicert.trust.view;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** The checks that are under way: one at a time for each repository, so that its floors never race. */
final class Flights {
    private static final Duration LONGEST_FIRST_FETCH = Duration.ofSeconds(20);
    /** Where there is a view, that the server is slow is said soon. */
    private static final Duration LONGEST_REFRESH = Duration.ofSeconds(10);

    private final Sources sources;
    private final RepositoryStore store;
    private final Clock clock;
    private final Executor fetchers;
    private final CheckObserver observer;
    private final KeptViews views;

    private final AbsentRepositories absent = new AbsentRepositories();
    private final FirstContacts firstContacts = new FirstContacts();
    /** Guards itself and whatever starts or ends a flight. */
    private final Map<RepositoryName, Flight> flights = new HashMap<>();

    Flights(
            Sources sources,
            RepositoryStore store,
            Clock clock,
            Executor fetchers,
            CheckObserver observer,
            KeptViews views) {
        this.sources = sources;
        this.store = store;
        this.clock = clock;
        this.fetchers = fetchers;
        this.observer = observer;
        this.views = views;
    }

    /** The flight for this repository, joined, and started if there was none; empty if one has just brought an answer. */
    Optional<Flight> board(Question question) throws RemoteException.NotFound {
        Flight flight = new Flight(question.name(), question.origin());
        synchronized (flights) {
            Flight flying = flights.get(question.name());
            if (flying != null) {
                flying.join();
                return Optional.of(flying);
            }
            Instant now = clock.instant();
            if (views.find(question.name(), question.origin())
                    .filter(kept -> question.isAnsweredBy(kept.checked().view(), now))
                    .isPresent()) {
                return Optional.empty();
            }
            Optional<RemoteException.NotFound> absence = absent.find(question.name(), question.origin(), now);
            if (absence.isPresent()) {
                throw absence.get();
            }
            flight.join();
            flights.put(question.name(), flight);
        }
        takeOff(flight, question.server());
        return Optional.of(flight);
    }

    /** Has a repository checked; nobody waits for it. Empty if it is being checked. */
    Optional<Flight> launch(TrustServer server, RepositoryName name, Origin origin) {
        Flight flight = new Flight(name, origin);
        synchronized (flights) {
            if (flights.putIfAbsent(name, flight) != null) {
                return Optional.empty();
            }
        }
        takeOff(flight, server);
        return Optional.of(flight);
    }

    private void takeOff(Flight flight, TrustServer server) {
        try {
            fetchers.execute(() -> start(flight, server));
        } catch (RejectedExecutionException e) {
            end(flight);
            flight.fail(
                    new RemoteException.Unreachable("shutting down: " + flight.name() + " is not fetched any more"));
        }
    }

    /** Never-seen repositories line up; what was verified before, by this process or an earlier one, is no invented name. */
    private void start(Flight flight, TrustServer server) {
        guard(flight, server, () -> {
            RepositoryCheck check =
                    new RepositoryCheck(store, server, flight.name().gun());
            Optional<Remembered> recalled = check.recall(clock.instant());
            if (recalled.isPresent() || views.find(flight.name()).isPresent()) {
                flight.begin();
                recalled.ifPresent(before -> revive(flight, server, check, before));
                fly(flight, server, check, recalled);
            } else {
                firstContacts.enter(new FirstFlight(flight, server, check));
            }
        });
    }

    /** After a restart, what the last process knew is the view that answers while the server does not. */
    private void revive(Flight flight, TrustServer server, RepositoryCheck check, Remembered recalled) {
        if (views.find(flight.name()).isEmpty()) {
            Instant now = clock.instant();
            check.revive(now, recalled)
                    .ifPresent(
                            checked -> views.verified(flight.name(), checked, VerifiedRepositories.grace(server), now));
        }
    }

    private void fly(Flight flight, TrustServer server, RepositoryCheck check, Optional<Remembered> recalled)
            throws TrustException, RemoteException {
        Optional<Kept> last = views.find(flight.name());
        Instant now = clock.instant();
        Duration longest = last.isPresent() ? LONGEST_REFRESH : LONGEST_FIRST_FETCH;
        RemoteMetadata source = sources.open(server, flight.name().gun(), Deadline.after(longest));
        List<UpdateFact> facts = new ArrayList<>();
        Checked checked = check.run(now, last.map(Kept::checked).orElse(null), recalled, source, facts::add);
        synchronized (flights) {
            views.verified(flight.name(), checked, VerifiedRepositories.grace(server), now);
            end(flight);
        }
        flight.land(checked.view());
        check.forgot().ifPresent(before -> observer.forgot(checked.view(), before));
        observer.verified(checked.view(), facts, last.flatMap(Kept::outage), flight.age());
    }

    /** What may go wrong in a flight. */
    private interface Leg {
        void fly() throws TrustException, RemoteException;
    }

    /** Whatever happens, nobody waits for a flight that has ended. */
    private void guard(Flight flight, TrustServer server, Leg leg) {
        try {
            leg.fly();
        } catch (TrustException | RemoteException e) {
            fail(flight, server, e);
        } catch (RuntimeException | Error bug) {
            end(flight);
            flight.fail(bug);
            observer.failed(server, flight.name().gun(), bug, flight.age());
        }
    }

    private void fail(Flight flight, TrustServer server, Exception cause) {
        Optional<Kept> kept;
        synchronized (flights) {
            Instant now = clock.instant();
            kept = Outage.isOutage(cause) ? views.failed(flight.name(), flight.origin(), cause, now) : Optional.empty();
            if (cause instanceof RemoteException.NotFound answer
                    && answer.isCollection()
                    && views.find(flight.name()).isEmpty()) {
                absent.add(flight.name(), flight.origin(), now, answer);
            }
            end(flight);
        }
        flight.fail(cause);
        if (kept.isPresent()) {
            observer.outage(server, kept.get().view(), flight.age());
        } else {
            observer.failed(server, flight.name().gun(), cause, flight.age());
        }
    }

    private void end(Flight flight) {
        synchronized (flights) {
            flights.remove(flight.name(), flight);
        }
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
                end(flight);
            }
            flight.fail(FirstContacts.busy(flight.name()));
            return false;
        }

        @Override
        public void run() {
            guard(flight, server, () -> fly(flight, server, check, Optional.empty()));
        }
    }
}
