package dev.navicert.trust.view;

import dev.navicert.name.Gun;
import dev.navicert.trust.TrustServer;
import dev.navicert.trust.UpdateFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Is told how each check of a repository with its server ended, by the thread that made it. The core decides; edges log and
 * count. Whoever counts does not count per collection: names may be invented until a root was verified.
 */
public interface CheckObserver {
    /** Nobody is interested. */
    CheckObserver NONE = new CheckObserver() {
        @Override
        public void verified(RepositoryView view, List<UpdateFact> facts, Optional<Outage> ended, Duration took) {}

        @Override
        public void forgot(RepositoryView view, Instant before) {}

        @Override
        public void outage(TrustServer server, RepositoryView view, Duration took) {}

        @Override
        public void failed(TrustServer server, Gun gun, Throwable cause, Duration took) {}
    };

    /**
     * There is a new view.
     *
     * @param facts what is worth saying of it, such as delegations that were left out
     * @param ended how the checks before it had failed, if they had
     */
    void verified(RepositoryView view, List<UpdateFact> facts, Optional<Outage> ended, Duration took);

    /**
     * What was known was void, because an administrator says so, and the new view begins anew.
     *
     * @param before since when memories of it count
     */
    void forgot(RepositoryView view, Instant before);

    /**
     * There is none, and the one before stays: the server could not be asked, or was not believed.
     *
     * @param view the one that stays; its {@link RepositoryView#outage} says why
     */
    void outage(TrustServer server, RepositoryView view, Duration took);

    /**
     * There is none, and none before it, or none that may stay.
     *
     * @param cause a {@code TrustException} or {@code RemoteException}, or a fault of ours
     */
    void failed(TrustServer server, Gun gun, Throwable cause, Duration took);
}
