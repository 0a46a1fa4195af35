package dev.navicert.notary;

import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteException.TimedOut;
import dev.navicert.trust.RemoteException.TooLarge;
import dev.navicert.trust.RemoteException.Unreachable;
import java.time.Duration;
import java.util.Optional;

/**
 * Which answers and failures say that a server is not well, and which of them may be over in a moment. Whatever a healthy server
 * says of one repository, that it is not there, forbidden or enormous, is no sickness.
 */
final class Sickness {
    /** Whoever asks for more patience is not asked again within the same fetch. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /** Before anything is asked again, more or less, and in addition to what the server wants. */
    static final Duration SHORT_WAIT = Duration.ofMillis(200);

    private static final int TOO_MANY_REQUESTS = 429;

    private Sickness() {}

    /** What is wrong with a server that gives this answer; empty if nothing is. */
    static Optional<String> of(Answer answer) {
        return answer.status() >= 500 || answer.status() == TOO_MANY_REQUESTS
                ? Optional.of(RegistryErrors.printable(answer.statusLine()))
                : Optional.empty();
    }

    /** The same of a failure. Without the address, which may name a repository that is not everybody's business. */
    static Optional<String> of(RemoteException failure) {
        if (failure instanceof TooLarge) {
            return Optional.empty();
        }
        return Optional.of(failure instanceof TimedOut ? "no answer in the time allowed" : failure.reason());
    }

    /** How long the server wants to be left alone before the request is sent again; empty if it should not be. */
    static Optional<Duration> secondTry(Answer answer) {
        boolean ofTheWay = answer.status() >= 502 && answer.status() <= 504;
        Optional<String> after = answer.header("retry-after");
        if (ofTheWay && after.isEmpty()) {
            return Optional.of(Duration.ZERO);
        }
        return ofTheWay || answer.status() == TOO_MANY_REQUESTS
                ? after.flatMap(Sickness::seconds).filter(wait -> wait.compareTo(LONGEST_WAIT) <= 0)
                : Optional.empty();
    }

    /** Dates are not understood: they are the words of servers that need longer. */
    private static Optional<Duration> seconds(String retryAfter) {
        return retryAfter.matches("[0-9]{1,9}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)))
                : Optional.empty();
    }

    /** The same for a failure. */
    static Optional<Duration> secondTry(RemoteException failure) {
        return failure instanceof Unreachable unreachable && unreachable.prospect() == Unreachable.Prospect.PASSING
                ? Optional.of(Duration.ZERO)
                : Optional.empty();
    }
}
