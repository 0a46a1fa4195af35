package dev.navicert.webhook;

import java.util.List;
import sun.misc.Signal;

/**
 * What whoever stops the process sends: {@code SIGTERM}, or {@code SIGINT} from a terminal. Left to the virtual machine, they
 * begin shutdown hooks, and Quarkus' hook closes Vert.x under requests that are still to be answered; and the exit status is
 * that of a process that was killed. The JDK has no other way to be told.
 */
final class EndSignals {
    private static final List<String> NAMES = List.of("TERM", "INT");

    private EndSignals() {}

    /** Has this done instead, as often as one comes. */
    static void handle(Runnable end) {
        for (String name : NAMES) {
            try {
                Signal.handle(new Signal(name), signal -> end.run());
            } catch (IllegalArgumentException taken) {
                // the virtual machine keeps it for itself (-Xrs), or there is no such signal here
            }
        }
    }
}
