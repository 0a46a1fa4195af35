package dev.navicert.trust;

import dev.navicert.tuf.Delegation;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustedTargets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which role signs a name, in Notary's order: the given roles by priority, and within the tree of each breadth first, siblings
 * as their parent lists them. The first that has the name wins. A role that is skipped, not loaded or not in charge of the
 * name takes its whole subtree out.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/tuf/tuf.go">Notary tuf/tuf.go, WalkTargets;
 *     client/reader.go</a>
 */
final class TargetLookup {
    private static final List<RoleName> DEFAULT = List.of(RoleName.TARGETS);

    private final Map<RoleName, TrustedTargets> loaded;

    TargetLookup(Map<RoleName, TrustedTargets> loaded) {
        this.loaded = Map.copyOf(loaded);
    }

    /** Every name once, with the role that has it first; no roles are {@code targets}. */
    List<SignedTarget> list(List<RoleName> roles) {
        Map<String, SignedTarget> found = new LinkedHashMap<>();
        for (RoleName start : orDefault(roles)) {
            walk(start, without(roles, start), role -> true, role -> {
                for (SignedTarget target : signedBy(role)) {
                    found.putIfAbsent(target.name(), target);
                }
                return false;
            });
        }
        return List.copyOf(found.values());
    }

    /** The first that has the name; no roles are {@code targets}. */
    Optional<SignedTarget> find(String name, List<RoleName> roles) {
        List<SignedTarget> found = new ArrayList<>();
        for (RoleName start : orDefault(roles)) {
            walk(start, without(roles, start), role -> name.isEmpty() || role.allows(name), role -> {
                Optional.ofNullable(role.entries().get(name))
                        .map(meta -> target(role, name, meta))
                        .ifPresent(found::add);
                return !found.isEmpty();
            });
            if (!found.isEmpty()) {
                return Optional.of(found.get(0));
            }
        }
        return Optional.empty();
    }

    /** What this very role, none below it, signs under names that its paths allow. */
    List<SignedTarget> signedBy(RoleName role) {
        return Optional.ofNullable(loaded.get(role)).map(TargetLookup::signedBy).orElse(List.of());
    }

    private static List<SignedTarget> signedBy(TrustedTargets role) {
        List<SignedTarget> signed = new ArrayList<>();
        role.entries().forEach((name, meta) -> {
            if (role.allows(name)) {
                signed.add(target(role, name, meta));
            }
        });
        return List.copyOf(signed);
    }

    private void walk(
            RoleName start,
            Set<RoleName> skipped,
            Predicate<TrustedTargets> inCharge,
            Predicate<TrustedTargets> stops) {
        Deque<RoleName> queue = new ArrayDeque<>(DEFAULT);
        while (!queue.isEmpty()) {
            TrustedTargets role = loaded.get(queue.removeFirst());
            if (role == null) {
                continue;
            }
            boolean onTheWayDown = start.isBelow(role.name());
            boolean within = role.name().equals(start) || role.name().isBelow(start);
            if (!onTheWayDown) {
                if (!within || !inCharge.test(role) || skipped.contains(role.name())) {
                    continue;
                }
                if (stops.test(role)) {
                    return;
                }
            }
            role.delegations().stream().map(Delegation::name).forEach(queue::addLast);
        }
    }

    private static List<RoleName> orDefault(List<RoleName> roles) {
        return roles.isEmpty() ? DEFAULT : roles;
    }

    private static Set<RoleName> without(List<RoleName> roles, RoleName start) {
        Set<RoleName> others = new TreeSet<>(roles);
        others.remove(start);
        return others;
    }

    private static SignedTarget target(TrustedTargets role, String name, FileMeta meta) {
        return new SignedTarget(name, meta.hashes(), meta.length(), role.name());
    }
}
