package dev.navicert.trust.view;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A repository in memory: its last successful check, how its server has fared since, and when somebody last asked for it. */
final class Kept {
    private final Checked checked;
    private final RepositoryView view;
    private final @Nullable Outage outage;
    private volatile Instant lastUse;

    private Kept(Checked checked, @Nullable Outage outage, Instant lastUse) {
        this.checked = checked;
        this.outage = outage;
        this.view = outage == null ? checked.view() : checked.view().during(outage);
        this.lastUse = lastUse;
    }

    /** After a check that succeeded. */
    static Kept of(Checked checked, Instant lastUse) {
        return new Kept(checked, null, lastUse);
    }

    /** After a check that failed. */
    Kept failed(Exception cause, Instant now) {
        return new Kept(checked, outage == null ? Outage.began(cause, now) : outage.again(cause, now), lastUse);
    }

    Checked checked() {
        return checked;
    }

    /** The view; one that says so if the last check failed. */
    RepositoryView view() {
        return view;
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
