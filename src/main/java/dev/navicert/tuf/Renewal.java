package dev.navicert.tuf;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What stands for it that metadata is current: a server that signs timestamps anew, or, where that server is gone, an
 * administrator who pinned the last files that it signed.
 *
 * <p>A freeze concerns the expiry of timestamp and snapshot and nothing else: signatures, hashes, versions, pins, and the
 * expiry of root, targets and delegations are judged as ever.
 *
 * @see <a href="https://theupdateframework.github.io/specification/latest/#update-timestamp">TUF §5.4.4, freeze attack</a>
 */
public sealed interface Renewal {
    /** A server renews what expires: the usual case. */
    Renewal SERVED = new Served();

    /** One answer per case. */
    <T> T fold(Supplier<? extends T> served, Function<? super Frozen, ? extends T> frozen);

    /** What a server renews must not have expired; the very instant is still good. */
    default void check(RoleName role, Expires expires, Scrutiny scrutiny) throws TrustException {
        scrutiny.checkFresh(role, expires);
    }

    /** A server signs timestamps anew before they expire. */
    record Served() implements Renewal {
        @Override
        public <T> T fold(Supplier<? extends T> served, Function<? super Frozen, ? extends T> frozen) {
            return served.get();
        }
    }

    /**
     * Nobody renews; files that are pinned from outside stand for themselves.
     *
     * @param until the last day, in UTC; after it nothing is believed
     */
    record Frozen(LocalDate until) implements Renewal {
        /** The first instant at which it no longer holds. */
        public Instant end() {
            return until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        @Override
        public void check(RoleName role, Expires expires, Scrutiny scrutiny) throws TrustException {
            if (!scrutiny.now().isBefore(end())) {
                throw new TrustException.FrozenTooLong(role, until);
            }
        }

        @Override
        public <T> T fold(Supplier<? extends T> served, Function<? super Frozen, ? extends T> frozen) {
            return frozen.apply(this);
        }
    }
}
