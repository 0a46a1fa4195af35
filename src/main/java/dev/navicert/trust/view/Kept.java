package dev.navicert.trust.view;

import dev.navicert.tuf.RoleName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A repository in memory: its last successful check, how its server has fared since, and when somebody last asked for it. */
final class Kept {
    /** More is published in that time by nobody who means well. */
    private static final int MOST_SUPERSEDED = 8;

    private final Checked checked;
    private final RepositoryView view;
    private final @Nullable Outage outage;
    private final List<Superseded> superseded;
    private volatile Instant lastUse;

    /** A view that another has taken the place of. */
    private record Superseded(RepositoryView view, Instant at) {
        boolean isWithin(Duration grace, Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(grace));
        }
    }

    private Kept(Checked checked, @Nullable Outage outage, List<Superseded> superseded, Instant lastUse) {
        this.checked = checked;
        this.superseded = superseded;
        this.outage = outage;
        this.view = outage == null ? checked.view() : checked.view().during(outage);
        this.lastUse = lastUse;
    }

    /** After the first check. */
    static Kept of(Checked checked, Instant lastUse) {
        return new Kept(checked, null, List.of(), lastUse);
    }

    /**
     * After another that succeeded.
     *
     * @param grace how long what it superseded is still of use
     */
    Kept verified(Checked newer, Duration grace) {
        Instant now = newer.view().verifiedAt();
        List<Superseded> former = new ArrayList<>();
        if (newer.origin().equals(checked.origin())) {
            if (!checked.view().saysTheSameAs(newer.view())) {
                former.add(new Superseded(checked.view().superseded(now), now));
            }
            superseded.stream().filter(one -> one.isWithin(grace, now)).forEach(former::add);
        }
        return new Kept(newer, null, former.stream().limit(MOST_SUPERSEDED).toList(), lastUse);
    }

    /** After a check that failed. */
    Kept failed(Exception cause, Instant now) {
        Outage after = outage == null ? Outage.began(cause, now) : outage.again(cause, now);
        return new Kept(checked, after, superseded, lastUse);
    }

    Checked checked() {
        return checked;
    }

    /** The view; one that says so if the last check failed. */
    RepositoryView view() {
        return view;
    }

    /** What was superseded a moment ago under the same root and is valid still, newest first. */
    List<RepositoryView> superseded(Duration grace, Instant now) {
        RepositoryView current = checked.view();
        return superseded.stream()
                .filter(one -> one.isWithin(grace, now)
                        && one.view.expires().isAfter(now)
                        && one.view.role(RoleName.ROOT).equals(current.role(RoleName.ROOT)))
                .map(Superseded::view)
                .toList();
    }

    Optional<Outage> outage() {
        return Optional.ofNullable(outage);
    }

    Instant lastUse() {
        return lastUse;
    }

    void usedAt(Instant now) {
        lastUse = now;
    }
}
