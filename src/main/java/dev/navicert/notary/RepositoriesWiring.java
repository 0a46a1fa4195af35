package dev.navicert.notary;

import dev.navicert.disk.StateDirectory;
import dev.navicert.trust.TrustServer;
import dev.navicert.trust.view.CheckObserver;
import dev.navicert.trust.view.MemoryStore;
import dev.navicert.trust.view.Repositories;
import dev.navicert.trust.view.RepositoryStore;
import dev.navicert.trust.view.SourceObserver;
import dev.navicert.trust.view.Stock;
import dev.navicert.trust.view.VerifiedRepositories;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Verified repositories, put together: sources, what is remembered, and threads of their own for fetches (those who wait for
 * a fetch must never be the ones who run it).
 */
public final class RepositoriesWiring implements AutoCloseable {
    private final TrustSourcesWiring sources;
    private final ExecutorService fetchers;
    private final Optional<StateDirectory> state;
    private final VerifiedRepositories repositories;

    private RepositoriesWiring(
            TrustSourcesWiring.Transports transports,
            Clock clock,
            RepositoryStore store,
            Optional<StateDirectory> state,
            CheckObserver observer,
            SourceObserver sourceObserver) {
        this.state = state;
        this.fetchers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "navicert-fetch");
            thread.setDaemon(true);
            return thread;
        });
        this.sources = new TrustSourcesWiring(transports, fetchers, clock, sourceObserver);
        this.repositories = new VerifiedRepositories(sources, store, clock, fetchers, observer);
    }

    /**
     * For a service: what was accepted once is remembered in a state directory.
     *
     * @throws IOException if it cannot be used
     */
    public static RepositoriesWiring remembering(
            Path state,
            TrustSourcesWiring.Transports transports,
            Clock clock,
            CheckObserver observer,
            SourceObserver sourceObserver)
            throws IOException {
        StateDirectory directory = StateDirectory.open(state);
        return new RepositoriesWiring(transports, clock, directory, Optional.of(directory), observer, sourceObserver);
    }

    /** For a program that answers once: remembers nothing, and makes no file. */
    public static RepositoriesWiring forgetting(TrustSourcesWiring.Transports transports, Clock clock) {
        return new RepositoriesWiring(
                transports, clock, new MemoryStore(), Optional.empty(), CheckObserver.NONE, SourceObserver.NONE);
    }

    public Repositories repositories() {
        return repositories;
    }

    /** What there is in memory of each server. */
    public Map<String, Stock> stock() {
        return repositories.stock();
    }

    /**
     * Begins to keep what is in use young.
     *
     * @param inForce the trust servers that the policy names at that moment
     * @param onBug is told of failures that are the program's own
     * @return ends it when it is closed
     */
    public AutoCloseable refreshInBackground(Supplier<List<TrustServer>> inForce, Consumer<? super Throwable> onBug) {
        return repositories.refreshInBackground(inForce, onBug);
    }

    /** Fetches that are under way fail. */
    @Override
    public void close() throws IOException {
        fetchers.shutdownNow();
        sources.close();
        if (state.isPresent()) {
            state.get().close();
        }
    }
}
