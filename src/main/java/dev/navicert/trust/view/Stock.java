package dev.navicert.trust.view;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the views of one server fare.
 *
 * @param views how many there are in memory
 * @param oldestCheckOrNull of those in use, the time of the check that is longest ago; null if none is in use
 * @param nextExpiryOrNull of those in use, the moment at which the first is no longer valid; null if none is in use
 */
public record Stock(
        int views,
        @Nullable Instant oldestCheckOrNull,
        @Nullable Instant nextExpiryOrNull) {
    /** No views. */
    static final Stock NONE = new Stock(0, null, null);

    public Optional<Instant> oldestCheck() {
        return Optional.ofNullable(oldestCheckOrNull);
    }

    public Optional<Instant> nextExpiry() {
        return Optional.ofNullable(nextExpiryOrNull);
    }

    /** With one that is not in use. */
    Stock and() {
        return new Stock(views + 1, oldestCheckOrNull, nextExpiryOrNull);
    }

    /** With one that is. */
    Stock and(RepositoryView view) {
        boolean isOldest = oldestCheckOrNull == null || view.verifiedAt().isBefore(oldestCheckOrNull);
        boolean isNext = nextExpiryOrNull == null || view.expires().isBefore(nextExpiryOrNull);
        return new Stock(
                views + 1,
                isOldest ? view.verifiedAt() : oldestCheckOrNull,
                isNext ? view.expires() : nextExpiryOrNull);
    }
}
