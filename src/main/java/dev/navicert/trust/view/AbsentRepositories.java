package dev.navicert.trust.view;

import dev.navicert.trust.RemoteException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers for a moment which repositories a server said it does not have, so that a controller that retries does not ask it
 * each time. Short, because somebody may just be about to sign the first image.
 */
final class AbsentRepositories {
    static final Duration REMEMBERED = Duration.ofSeconds(10);

    private static final int MOST = 4096;

    private record Absence(Origin origin, Instant since, RemoteException.NotFound answer) {}

    private final Map<RepositoryName, Absence> absences = new LinkedHashMap<>();

    synchronized void add(RepositoryName name, Origin origin, Instant since, RemoteException.NotFound answer) {
        absences.remove(name);
        absences.put(name, new Absence(origin, since, answer));
        if (absences.size() > MOST) {
            absences.remove(absences.keySet().iterator().next());
        }
    }

    /** The server's answer, if it is recent and was the answer to the same question. */
    synchronized Optional<RemoteException.NotFound> find(RepositoryName name, Origin origin, Instant now) {
        Absence absence = absences.get(name);
        if (absence == null) {
            return Optional.empty();
        }
        Duration age = Duration.between(absence.since, now);
        if (age.isNegative() || age.compareTo(REMEMBERED) >= 0 || !absence.origin.equals(origin)) {
            absences.remove(name);
            return Optional.empty();
        }
        return Optional.of(absence.answer);
    }
}
