package dev.navicert.trust;

import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustedRoot;
import dev.navicert.tuf.TrustedSnapshot;
import dev.navicert.tuf.TrustedTargets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Which metadata expires within six months. Not the timestamp: a server renews it every time.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/client/helpers.go">Notary client/helpers.go,
 *     warnRolesNearExpiry</a>
 */
public final class NearExpiry {
    private static final int MONTHS = 6;

    private NearExpiry() {}

    static List<UpdateFact> of(
            Instant now, TrustedRoot root, TrustedSnapshot snapshot, Collection<TrustedTargets> targets) {
        Instant horizon = horizon(now);
        List<UpdateFact> facts = new ArrayList<>();
        if (root.payload().expires().isBefore(horizon)) {
            facts.add(new UpdateFact.NearExpiry(RoleName.ROOT));
        }
        for (TrustedTargets role : targets) {
            if (role.payload().expires().isBefore(horizon)) {
                facts.add(new UpdateFact.NearExpiry(role.name()));
            }
        }
        if (snapshot.payload().expires().isBefore(horizon)) {
            facts.add(new UpdateFact.NearExpiry(RoleName.SNAPSHOT));
        }
        return facts;
    }

    /** Six calendar months on; like Go, what is beyond the last day of the month runs over into the next. */
    public static Instant horizon(Instant now) {
        LocalDateTime time = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        return time.withDayOfMonth(1)
                .plusMonths(MONTHS)
                .plusDays(time.getDayOfMonth() - 1L)
                .toInstant(ZoneOffset.UTC);
    }
}
