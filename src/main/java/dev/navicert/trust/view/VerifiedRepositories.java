package dev.navicert.trust.view;

import dev.navicert.name.Gun;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustServer;
import dev.navicert.tuf.TrustException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps the views. A question that a view in memory can answer costs one look into a map; any other waits for one fetch, shared
 * with everybody who asks for the same repository.
 *
 * <ul>
 *   <li>A repository is fetched by one thread at a time, so that its floors never race.
 *   <li>A view answers while it is younger than what the question allows, none of its metadata has expired, and the policy
 *       still names the server and the pin it was verified with.
 *   <li>When its server cannot be asked, or is not believed, it goes on answering for as long as the policy says, and says
 *       so; what is missing in it is then unknown, not unsigned. Nobody waits for a server that has just failed.
 *   <li>A fetch of a repository that has no view gives its error to those who waited for it and to nobody later. Only "there
 *       is no such repository" is remembered, for ten seconds.
 * </ul>
 */
public final class VerifiedRepositories implements Repositories {
    /** How long a fetch may take before those who could do with the old view do. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Clock clock;
    private final KeptViews views;
    private final Flights flights;

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
        this.clock = clock;
        this.views = new KeptViews(clock.instant());
        this.flights = new Flights(sources, store, clock, fetchers, observer, views);
    }

    /** What there is in memory of each server. Looks at every view: for a glance now and then. */
    public Map<String, Stock> stock() {
        return views.stock(clock.instant());
    }

    @Override
    public RepositoryView view(TrustServer server, Gun gun, Freshness need, Deadline deadline)
            throws TrustException, RemoteException {
        Question question = Question.of(server, gun, need, clock.instant(), deadline);
        try {
            return pursue(question).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RemoteException.TimedOut(
                    "stopped waiting for the metadata of " + question.name() + ": interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TrustException refused) {
                throw refused;
            }
            if (e.getCause() instanceof RemoteException unasked) {
                throw unasked;
            }
            throw new IllegalStateException(
                    "the metadata of " + question.name() + " could not be checked", e.getCause());
        }
    }

    @Override
    public CompletableFuture<RepositoryView> ask(TrustServer server, Gun gun, Freshness need, Deadline deadline) {
        return pursue(Question.of(server, gun, need, clock.instant(), deadline));
    }

    @Override
    public Optional<RepositoryView> inMemory(TrustServer server, Gun gun, Freshness need) {
        try {
            return atOnce(Question.of(server, gun, need, clock.instant(), Deadline.after(Duration.ZERO)));
        } catch (TrustException | RemoteException sayItToWhoMayWait) {
            return Optional.empty();
        }
    }

    @Override
    public List<RepositoryView> superseded(TrustServer server, Gun gun) {
        return views.find(new RepositoryName(server.name(), gun), Origin.of(server, gun))
                .map(kept -> kept.superseded(grace(server), clock.instant()))
                .orElse(List.of());
    }

    /** Another replica may have a view that is almost an interval old, and what it decided takes a while to get here. */
    static Duration grace(TrustServer server) {
        return server.refresh().interval().multipliedBy(2);
    }

    /**
     * Begins to keep what is in use young, without anybody asking for it.
     *
     * @param inForce the trust servers that the policy names at that moment
     * @param onBug is told of failures that are the program's own; they end nothing
     * @return ends it when it is closed; checks that are under way go on
     */
    public BackgroundRefresh refreshInBackground(
            Supplier<List<TrustServer>> inForce, Consumer<? super Throwable> onBug) {
        return refreshWhenTold(inForce).begin(onBug);
    }

    BackgroundRefresh refreshWhenTold(Supplier<List<TrustServer>> inForce) {
        return new BackgroundRefresh(views, flights, clock, inForce);
    }

    private CompletableFuture<RepositoryView> pursue(Question question) {
        try {
            while (true) {
                Optional<RepositoryView> view = atOnce(question);
                if (view.isPresent()) {
                    return CompletableFuture.completedFuture(view.get());
                }
                Optional<Flight> flight = flights.board(question);
                if (flight.isPresent()) {
                    return await(question, flight.get());
                }
            }
        } catch (TrustException | RemoteException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** The answer if nobody has to be asked for it; the error if there is no use in asking. */
    private Optional<RepositoryView> atOnce(Question question) throws TrustException, RemoteException {
        Kept kept = views.find(question.name(), question.origin()).orElse(null);
        if (kept == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        kept.usedAt(now);
        RepositoryView checked = kept.checked().view();
        if (question.isAnsweredBy(checked, now)) {
            return Optional.of(checked);
        }
        Outage outage = kept.outage().orElse(null);
        if (outage == null) {
            return Optional.empty();
        }
        if (question.isAnsweredDuringAnOutageBy(kept.view(), now)) {
            if (outage.isRetryDue(now)) {
                flights.launch(question.server(), question.name(), question.origin());
            }
            return Optional.of(kept.view());
        }
        return outage.holdsOff(now) ? Optional.of(tooOld(question, kept.view(), outage.cause())) : Optional.empty();
    }

    /** There is a view, but not for this question, and the server does not help. */
    private RepositoryView tooOld(Question question, RepositoryView view, Exception cause)
            throws TrustException, RemoteException {
        if (cause instanceof TrustException refused) {
            throw refused;
        }
        RemoteException unasked = (RemoteException) cause;
        throw Outage.isDistrust(unasked) ? unasked : question.unanswered(unasked, view, clock.instant());
    }

    private CompletableFuture<RepositoryView> await(Question question, Flight flight) {
        return flight.await(patience(question, flight))
                .handle((view, failure) ->
                        failure == null ? landed(question, flight, view) : failed(question, flight, cause(failure)))
                .thenCompose(Function.identity());
    }

    private Duration patience(Question question, Flight flight) {
        Instant now = clock.instant();
        boolean hasOldView = views.find(question.name(), question.origin())
                .filter(kept -> question.isAnsweredDuringAnOutageBy(kept.view(), now))
                .isPresent();
        Duration left = question.deadline().remaining();
        Duration patience = PATIENCE.minus(flight.age());
        if (!hasOldView || left.compareTo(patience) < 0) {
            return left;
        }
        return patience.isNegative() ? Duration.ZERO : patience;
    }

    /** One that began too long before the question, or under another policy, does not answer it: once more. */
    private CompletionStage<RepositoryView> landed(Question question, Flight flight, RepositoryView view) {
        boolean answers =
                flight.origin().equals(question.origin()) && !view.verifiedAt().isBefore(question.oldest());
        return answers ? CompletableFuture.completedFuture(view) : pursue(question);
    }

    private CompletionStage<RepositoryView> failed(Question question, Flight flight, Throwable failure) {
        boolean isOver = !(failure instanceof TimeoutException);
        if (isOver && !flight.origin().equals(question.origin())) {
            return pursue(question);
        }
        Throwable cause = isOver ? failure : flight.impatience();
        Kept kept = views.find(question.name(), question.origin()).orElse(null);
        if (kept == null || !Outage.isOutage(cause)) {
            return CompletableFuture.failedFuture(cause);
        }
        Instant now = clock.instant();
        Exception outage = (Exception) cause;
        if (question.isAnsweredDuringAnOutageBy(kept.view(), now)) {
            return CompletableFuture.completedFuture(
                    kept.outage().isPresent()
                            ? kept.view()
                            : kept.failed(outage, now).view());
        }
        try {
            return CompletableFuture.completedFuture(tooOld(question, kept.view(), outage));
        } catch (TrustException | RemoteException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
