package dev.navicert.trust.view;

import dev.navicert.trust.RemoteException;
import dev.navicert.tuf.TrustException;
import java.time.Duration;
import java.time.Instant;

/**
 * How the checks of a verified repository have failed since the last one that succeeded. While it lasts nobody is kept waiting:
 * the view answers as long as it may, and the server is asked again now and then.
 *
 * @param cause what the last check failed of: a {@link RemoteException} or a {@link TrustException}
 * @param since when the first check failed
 * @param last when the last one did
 * @param failures how many in a row failed in the same way
 */
public record Outage(Exception cause, Instant since, Instant last, int failures) {
    /** After a failure nobody waits for the server for so long. */
    static final Duration HOLD_OFF = Duration.ofSeconds(5);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    static Outage began(Exception cause, Instant now) {
        return new Outage(cause, now, now, 1);
    }

    Outage again(Exception other, Instant now) {
        boolean same = isDistrust(other) ? other.getClass() == cause.getClass() : !isDistrust();
        return new Outage(other, since, now, same ? failures + 1 : 1);
    }

    /** Whether the server answered and was not believed, in contrast to one that could not be asked. */
    public boolean isDistrust() {
        return isDistrust(cause);
    }

    static boolean isDistrust(Throwable cause) {
        return cause instanceof TrustException
                || cause instanceof RemoteException.TooLarge
                || cause instanceof RemoteException.Altered;
    }

    /**
     * Whether a view outlives a check that failed so: not if it is our own program that failed. A disk that keeps nothing is like
     * an outage: nothing new is believed, and what was verified before stays as true as it was.
     */
    static boolean isOutage(Throwable cause) {
        return isDistrust(cause) || (cause instanceof RemoteException && !(cause instanceof RemoteException.Busy));
    }

    boolean holdsOff(Instant now) {
        return isWithin(HOLD_OFF, now);
    }

    /** Whether the server is to be asked again, although nobody waits for it. */
    boolean isRetryDue(Instant now) {
        Duration pause = HOLD_OFF.multipliedBy(1L << Math.min(failures - 1, 10));
        return !isWithin(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE, now);
    }

    private boolean isWithin(Duration pause, Instant now) {
        return !now.isBefore(last) && now.isBefore(last.plus(pause));
    }
}
