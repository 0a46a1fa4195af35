package dev.navicert.trust;

import dev.navicert.tuf.Floor;
import dev.navicert.tuf.RoleName;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The highest version ever accepted of each role of a collection: the part of trust that must survive restarts.
 *
 * @param versions by role; roles never seen are absent
 */
public record Floors(Map<RoleName, Long> versions) {
    /** Nothing has been seen yet. */
    public static final Floors NONE = new Floors(Map.of());

    public Floors {
        versions = Map.copyOf(versions);
    }

    /** The floor of one role. */
    public Floor of(RoleName role) {
        return new Floor(versions.getOrDefault(role, Floor.NONE.version()));
    }

    /** The higher of both, role by role. */
    public Floors or(Floors other) {
        Map<RoleName, Long> highest = new TreeMap<>(versions);
        other.versions.forEach((role, version) -> highest.merge(role, version, Math::max));
        return new Floors(highest);
    }

    /** Without the roles whose keys were exchanged: what the old keys signed binds nobody (fast-forward recovery). */
    Floors without(Predicate<RoleName> exchanged) {
        Map<RoleName, Long> kept = new TreeMap<>(versions);
        kept.keySet().removeIf(exchanged);
        return new Floors(kept);
    }
}
