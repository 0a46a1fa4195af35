package dev.navicert.trust.view;

import dev.navicert.name.Gun;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustServer;
import java.time.Duration;
import java.time.Instant;

/**
 * What somebody wants to know of a repository, under the policy of that moment.
 *
 * @param oldest when the check must have begun that answers it
 */
record Question(
        TrustServer server, RepositoryName name, Origin origin, Freshness need, Instant oldest, Deadline deadline) {
    static Question of(TrustServer server, Gun gun, Freshness need, Instant now, Deadline deadline) {
        Duration interval = server.refresh().interval();
        Duration recheckAfter = server.refresh().recheckAfter();
        Duration longest =
                need == Freshness.RECHECKED && recheckAfter.compareTo(interval) < 0 ? recheckAfter : interval;
        return new Question(
                server,
                new RepositoryName(server.name(), gun),
                Origin.of(server, gun),
                need,
                now.minus(longest),
                deadline);
    }

    /** Whether a view is recent enough, and valid. */
    boolean isAnsweredBy(RepositoryView view, Instant now) {
        return !view.verifiedAt().isBefore(oldest) && isValid(view, now);
    }

    /** Whether an older view answers it while the server does not. A refusal needs a fresh look, whatever that takes. */
    boolean isAnsweredDuringAnOutageBy(RepositoryView view, Instant now) {
        return need == Freshness.WITHIN_INTERVAL
                && now.isBefore(view.verifiedAt().plus(server.serveVerifiedFor()))
                && isValid(view, now);
    }

    /** Why a view does not answer it, and what its server said instead of helping. */
    RemoteException.NotRefreshed unanswered(RemoteException cause, RepositoryView view, Instant now) {
        String known = "it was last verified " + Age.of(view.verifiedAt(), now) + " ago, at " + view.verifiedAt();
        String why = "";
        if (!view.expires().isAfter(now)) {
            why = ", and what was verified has expired at " + view.expires();
        } else if (need == Freshness.WITHIN_INTERVAL) {
            why = ", and outage.serveVerifiedFor is " + new Age(server.serveVerifiedFor());
        }
        return new RemoteException.NotRefreshed(cause, cause.getMessage() + "; " + known + why);
    }

    private static boolean isValid(RepositoryView view, Instant now) {
        return !view.verifiedAt().isAfter(now) && view.expires().isAfter(now);
    }
}
