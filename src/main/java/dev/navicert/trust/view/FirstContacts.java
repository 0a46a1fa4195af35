package dev.navicert.trust.view;

import dev.navicert.trust.RemoteException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets only a few never-seen repositories of one server be fetched at once, so that invented names keep neither the server nor
 * this program busy. The others wait their turn; who has stopped waiting by then loses it.
 */
final class FirstContacts {
    /** Per server. */
    static final int AT_ONCE = 16;

    private static final int IN_LINE = 512;

    private final Map<String, Line> lines = new HashMap<>();

    /** A first contact. Its methods do not throw. */
    interface Contact {
        RepositoryName name();

        /** Takes the turn; false if nobody wants the outcome any more, and then the contact is over. */
        boolean begin();

        void run();
    }

    /** Those who wait for one server. */
    private static final class Line {
        private final Deque<Contact> waiting = new ArrayDeque<>();
        private int running;
    }

    /**
     * Runs the contact in this thread, or leaves it to a thread that has finished another.
     *
     * @throws RemoteException.Busy if even the line is full
     */
    void enter(Contact contact) throws RemoteException.Busy {
        synchronized (this) {
            Line line = lines.computeIfAbsent(contact.name().server(), server -> new Line());
            if (line.running >= AT_ONCE) {
                if (line.waiting.size() >= IN_LINE) {
                    throw busy(contact.name());
                }
                line.waiting.add(contact);
                return;
            }
            line.running++;
        }
        for (Contact turn = contact; turn != null; turn = next(contact.name().server())) {
            if (turn.begin()) {
                turn.run();
            }
        }
    }

    static RemoteException.Busy busy(RepositoryName name) {
        return new RemoteException.Busy(
                AT_ONCE,
                "too many unknown repositories of trust server " + name.server() + " are asked for at once; "
                        + name.gun() + " had no turn");
    }

    private synchronized @Nullable Contact next(String server) {
        Line line = lines.get(server);
        if (line == null) {
            return null;
        }
        Contact next = line.waiting.poll();
        if (next == null && --line.running == 0) {
            lines.remove(server);
        }
        return next;
    }
}
