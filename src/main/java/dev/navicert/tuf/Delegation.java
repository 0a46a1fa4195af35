package dev.navicert.tuf;

import java.util.List;

/**
 * What a believed parent grants a child: keys, a threshold, and the names it may sign.
 *
 * @param parent who grants it
 * @param granted as it is written
 * @param paths those of its path prefixes that the parent may grant; none means that nothing of the child is visible
 */
public record Delegation(TrustedTargets parent, DelegatedRole granted, List<String> paths) {
    public Delegation {
        paths = List.copyOf(paths);
    }

    /** A prefix of a parent's prefix is more than the parent has: such paths are dropped (Notary: tuf/data/roles.go, Restrict). */
    static Delegation of(TrustedTargets parent, DelegatedRole granted) {
        List<String> within = granted.paths().stream()
                .filter(path -> parent.paths().stream().anyMatch(path::startsWith))
                .toList();
        return new Delegation(parent, granted, within);
    }

    public RoleName name() {
        return granted.name();
    }

    /** Plain prefixes: {@code qa-} allows {@code qa-1}, {@code test} allows {@code testing}. */
    public boolean allows(String target) {
        return paths.stream().anyMatch(target::startsWith);
    }

    Threshold threshold() {
        return Threshold.of(parent.payload(), granted);
    }
}
