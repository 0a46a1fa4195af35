package dev.navicert.trust;

import dev.navicert.name.Gun;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What an administrator wants forgotten: a collection that was made anew begins at version 1 again, which floors from before forbid
 * for ever. Everything that was remembered of it before an instant is void: floors, anchor and metadata.
 */
@FunctionalInterface
public interface ForgetBefore {
    /** Everything is remembered. */
    ForgetBefore NOTHING = gun -> Optional.empty();

    /** Since when memories of this collection count; an instant to come does not count before it has come. */
    Optional<Instant> forGun(Gun gun);

    /** The instant that makes void what was learned by a check that began at {@code checkedAt}; to the second, as that is kept. */
    default Optional<Instant> voiding(Gun gun, Instant checkedAt, Instant now) {
        return forGun(gun)
                .filter(before -> !before.isAfter(now) && checkedAt.isBefore(before.truncatedTo(ChronoUnit.SECONDS)));
    }
}
