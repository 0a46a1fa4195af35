package dev.navicert.notary;

import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteException.TimedOut;
import dev.navicert.trust.RemoteException.Unauthorized;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What may be shown to one server, by scope. Each is got by one thread for all who need it, and kept until shortly before it
 * ends. That there is none to be had is remembered for a moment too: a wrong password that is shown again and again locks its
 * user out. Safe for use by several threads.
 */
final class Authorizations {
    /** As long as that a repository does not exist. Other credentials are tried at once. */
    static final Duration REFUSAL_REMEMBERED = Duration.ofSeconds(10);

    private static final int MOST = 1024;

    private final Timing timing;
    private final Map<String, Authorization> granted = new Recent<>();
    private final Map<String, Refusal> refused = new Recent<>();
    private final Map<String, CompletableFuture<Authorization>> underWay = new HashMap<>();

    private record Refusal(Optional<Credentials> credentials, Unauthorized answer, long until) {}

    /** Gets one. */
    @FunctionalInterface
    interface Source {
        Authorization get() throws RemoteException;
    }

    private static final class Recent<T> extends LinkedHashMap<String, T> {
        private static final long serialVersionUID = 1L;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > MOST;
        }
    }

    Authorizations(Timing timing) {
        this.timing = timing;
    }

    /** What was got before and is still worth sending. */
    synchronized Optional<Authorization> known(String scope) {
        return Optional.ofNullable(granted.get(scope)).filter(one -> one.isGoodAt(timing.nanoTime()));
    }

    /**
     * Another one than {@code stale}, which the server does not take any more; waits for whoever is getting it already.
     *
     * @param credentials what will be shown
     * @throws Unauthorized if there is none to be had with these credentials, perhaps as remembered
     */
    Authorization fresh(
            String scope,
            Optional<Authorization> stale,
            Optional<Credentials> credentials,
            Source source,
            Deadline deadline)
            throws RemoteException {
        while (true) {
            CompletableFuture<Authorization> mine = new CompletableFuture<>();
            CompletableFuture<Authorization> another;
            synchronized (this) {
                stale.ifPresent(one -> granted.remove(scope, one));
                Optional<Authorization> gotMeanwhile = known(scope);
                if (gotMeanwhile.isPresent()) {
                    return gotMeanwhile.get();
                }
                Refusal refusal = refused.get(scope);
                if (refusal != null
                        && timing.nanoTime() - refusal.until < 0
                        && refusal.credentials.equals(credentials)) {
                    throw refusal.answer;
                }
                another = underWay.putIfAbsent(scope, mine);
            }
            if (another == null) {
                return get(scope, credentials, source, mine);
            }
            Optional<Authorization> shared = await(another, scope, deadline);
            if (shared.isPresent()) {
                return shared.get();
            }
        }
    }

    private Authorization get(
            String scope, Optional<Credentials> credentials, Source source, CompletableFuture<Authorization> outcome)
            throws RemoteException {
        try {
            Authorization got = source.get();
            synchronized (this) {
                granted.put(scope, got);
                refused.remove(scope);
                underWay.remove(scope);
            }
            outcome.complete(got);
            return got;
        } catch (RemoteException | RuntimeException | Error e) {
            synchronized (this) {
                if (e instanceof Unauthorized answer) {
                    refuse(scope, credentials, answer);
                }
                underWay.remove(scope);
            }
            outcome.completeExceptionally(e);
            throw e;
        }
    }

    /** Empty if whoever was getting it had less time than is left here. */
    private static Optional<Authorization> await(
            CompletableFuture<Authorization> outcome, String scope, Deadline deadline) throws RemoteException {
        try {
            return Optional.of(outcome.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            throw new TimedOut("gave up waiting for a token for " + scope);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimedOut("stopped waiting for a token for " + scope + ": interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimedOut && !deadline.passed()) {
                return Optional.empty();
            }
            if (e.getCause() instanceof RemoteException failure) {
                throw failure;
            }
            throw new IllegalStateException("no token for " + scope, e.getCause());
        }
    }

    /** The server does not take one that was got a moment ago, or whoever gives them does not. */
    synchronized void refuse(String scope, Optional<Credentials> credentials, Unauthorized answer) {
        granted.remove(scope);
        refused.put(scope, new Refusal(credentials, answer, timing.nanoTime() + REFUSAL_REMEMBERED.toNanos()));
    }
}
