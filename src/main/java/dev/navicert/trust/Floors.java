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

    /** Whether anything of a role was ever accepted. */
    boolean knows(RoleName role) {
        return versions.containsKey(role);
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

    /**
     * No version of the roles whose keys were exchanged binds any more: what the old keys signed binds nobody (fast-forward
     * recovery). That something of them was published is still known.
     */
    Floors unbinding(Predicate<RoleName> exchanged) {
        Map<RoleName, Long> lowered = new TreeMap<>(versions);
        lowered.replaceAll((role, version) -> exchanged.test(role) ? Floor.NONE.version() : version);
        return new Floors(lowered);
    }

    /** Without roles that are granted to nobody any more. */
    Floors without(Predicate<RoleName> withdrawn) {
        Map<RoleName, Long> kept = new TreeMap<>(versions);
        kept.keySet().removeIf(withdrawn);
        return new Floors(kept);
    }
}
