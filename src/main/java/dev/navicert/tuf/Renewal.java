package dev.navicert.tuf;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Who signs anew what expires, and so what may have expired: a server that is asked for every time; nobody any more, where an
 * administrator has pinned the last files of a server that is gone; the reader, who is about to publish; or nobody needs to, for
 * nothing is going to be believed.
 *
 * <p>It concerns expiry and nothing else: signatures, hashes, versions and pins are judged as ever.
 *
 * @see <a href="https://theupdateframework.github.io/specification/latest/#update-timestamp">TUF §5.4.4, freeze attack</a>
 */
public sealed interface Renewal {
    /** A server renews what expires: the usual case. */
    Renewal SERVED = new Served();

    /** The reader signs anew what has expired. */
    Renewal BY_PUBLISHER = new ByPublisher(Certificates.VALID);

    /** The reader replaces the keys of the root. */
    Renewal BY_ROOT_PUBLISHER = new ByPublisher(Certificates.VALID_OR_EXPIRED);

    /** Nothing is going to be believed: the reader only reports when it all ends, or has ended. */
    Renewal INSPECTED = new Inspected();

    /** One answer per case. */
    <T> T fold(
            Supplier<? extends T> served,
            Function<? super Frozen, ? extends T> frozen,
            Supplier<? extends T> byPublisher,
            Supplier<? extends T> inspected);

    /** The terms of the freeze, if it is one. */
    default Optional<Frozen> frozen() {
        return fold(Optional::empty, Optional::of, Optional::empty, Optional::empty);
    }

    /** Refuses what has expired and is not going to be renewed; the very instant is still good. */
    void check(RoleName role, Expires expires, Instant now) throws TrustException;

    /** Which certificates may vouch for the root that names them. */
    default Certificates certificates() {
        return Certificates.VALID;
    }

    /** Whether certificates may have expired. */
    enum Certificates {
        VALID,
        VALID_OR_EXPIRED
    }

    /** Everything must be fresh. */
    record Served() implements Renewal {
        @Override
        public void check(RoleName role, Expires expires, Instant now) throws TrustException {
            checkFresh(role, expires, now);
        }

        @Override
        public <T> T fold(
                Supplier<? extends T> served,
                Function<? super Frozen, ? extends T> frozen,
                Supplier<? extends T> byPublisher,
                Supplier<? extends T> inspected) {
            return served.get();
        }
    }

    /**
     * Nobody renews; files that are pinned from outside stand for themselves. Timestamp and snapshot may have expired.
     *
     * @param until the last day, in UTC; after it nothing is believed
     */
    record Frozen(LocalDate until) implements Renewal {
        /** The first instant at which it no longer holds. */
        public Instant end() {
            return until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        @Override
        public void check(RoleName role, Expires expires, Instant now) throws TrustException {
            if (!role.equals(RoleName.TIMESTAMP) && !role.equals(RoleName.SNAPSHOT)) {
                checkFresh(role, expires, now);
            } else if (!now.isBefore(end())) {
                throw new TrustException.FrozenTooLong(role, until);
            }
        }

        @Override
        public <T> T fold(
                Supplier<? extends T> served,
                Function<? super Frozen, ? extends T> frozen,
                Supplier<? extends T> byPublisher,
                Supplier<? extends T> inspected) {
            return frozen.apply(this);
        }
    }

    /**
     * Who holds the keys may take up what has expired, to sign it anew. The server's own timestamp must be fresh, so that nobody
     * can hand a publisher an old collection to bring back to life; an expired delegation is left out as ever, until it is
     * witnessed.
     *
     * @param certificates with expired ones, what they vouch for is only good to be replaced
     */
    record ByPublisher(Certificates certificates) implements Renewal {
        @Override
        public void check(RoleName role, Expires expires, Instant now) throws TrustException {
            if (role.equals(RoleName.TIMESTAMP) || role.isDelegation()) {
                checkFresh(role, expires, now);
            }
        }

        @Override
        public <T> T fold(
                Supplier<? extends T> served,
                Function<? super Frozen, ? extends T> frozen,
                Supplier<? extends T> byPublisher,
                Supplier<? extends T> inspected) {
            return byPublisher.get();
        }
    }

    /** What has expired is a finding, and no reason to stop; certificates too. */
    record Inspected() implements Renewal {
        @Override
        public void check(RoleName role, Expires expires, Instant now) {
            // Whoever reports it judges it.
        }

        @Override
        public Certificates certificates() {
            return Certificates.VALID_OR_EXPIRED;
        }

        @Override
        public <T> T fold(
                Supplier<? extends T> served,
                Function<? super Frozen, ? extends T> frozen,
                Supplier<? extends T> byPublisher,
                Supplier<? extends T> inspected) {
            return inspected.get();
        }
    }

    private static void checkFresh(RoleName role, Expires expires, Instant now) throws TrustException {
        if (expires.isBefore(now)) {
            throw new TrustException.Expired(role, expires.at(), now);
        }
    }
}
