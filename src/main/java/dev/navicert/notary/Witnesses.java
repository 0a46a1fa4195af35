package dev.navicert.notary;

import dev.navicert.name.Gun;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The last two repositories that a server gave a file of: if it cannot do that again, it is not well. Two, so that there is one
 * beside the repository in question. Safe for use by several threads.
 */
final class Witnesses {
    private static final int MOST = 2;

    private final Deque<Gun> recent = new ArrayDeque<>();

    synchronized void add(Gun gun) {
        if (gun.equals(recent.peekFirst())) {
            return;
        }
        recent.remove(gun);
        recent.addFirst(gun);
        if (recent.size() > MOST) {
            recent.removeLast();
        }
    }

    synchronized Optional<Gun> find(Predicate<Gun> fit) {
        return recent.stream().filter(fit).findFirst();
    }
}
