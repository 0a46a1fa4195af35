package dev.navicert.trust.inspection;

import dev.navicert.trust.TrustPin;
import dev.navicert.trust.TrustedCollection;
import dev.navicert.trust.UnpublishedCollection;
import dev.navicert.trust.UpdateFact;
import dev.navicert.trust.VerifiedRole;
import dev.navicert.tuf.DelegatedRole;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Root;
import dev.navicert.tuf.Targets;
import dev.navicert.tuf.TrustedTargets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A collection as it is, and what of it ends.
 *
 * @param at the instant that everything was judged at
 * @param roles base roles first, then delegations, parents before children
 * @param warnings in the order of the roles
 */
public record Inspection(Instant at, List<RoleState> roles, List<Warning> warnings) {
    private static final List<RoleName> SIGNED_FOR_BY_THE_ROOT =
            List.of(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT, RoleName.TIMESTAMP);

    public Inspection {
        roles = List.copyOf(roles);
        warnings = List.copyOf(warnings);
    }

    /**
     * Looks at a collection that was read with {@link dev.navicert.trust.UpdateRequest#inspected}.
     *
     * @param pin the one that it was read under
     * @param renewer who gives out its timestamp
     * @param within what ends later than this from now is no warning
     */
    public static Inspection of(TrustedCollection collection, TrustPin pin, Renewer renewer, Duration within) {
        List<Targets> targets = collection.targets().values().stream()
                .map(TrustedTargets::payload)
                .toList();
        List<RoleState> roles = roles(collection.root().payload(), targets, collection.roles());
        Instant now = collection.verifiedAt();
        Horizon horizon = new Horizon(now, now.plus(within), renewer);
        List<Warning> warnings = warnings(horizon, roles, pin);
        for (UpdateFact.RoleSkipped skipped : collection.skipped()) {
            warnings.add(horizon.unsigned(skipped.role()));
        }
        return new Inspection(now, roles, warnings);
    }

    /** Looks at a collection that was made here and that no server has: the server's timestamp is still to come. */
    public static Inspection of(UnpublishedCollection own, TrustPin pin, Instant now, Duration within) {
        List<RoleState> roles = roles(own.root().payload(), List.of(own.targets()), own.roles());
        return new Inspection(now, roles, warnings(new Horizon(now, now.plus(within), Renewer.SERVER), roles, pin));
    }

    private static List<Warning> warnings(Horizon horizon, List<RoleState> roles, TrustPin pin) {
        List<Warning> warnings = new ArrayList<>();
        roles.forEach(role -> warnings.addAll(horizon.of(role)));
        warnings.addAll(horizon.of(pin));
        return warnings;
    }

    private static List<RoleState> roles(Root root, List<Targets> targets, Map<RoleName, VerifiedRole> files) {
        List<RoleState> roles = new ArrayList<>();
        for (RoleName name : SIGNED_FOR_BY_THE_ROOT) {
            VerifiedRole file = files.get(name);
            roles.add(RoleState.of(name, root.role(name), root.keys(), file));
        }
        for (Targets parent : targets) {
            for (DelegatedRole granted : parent.delegations().roles()) {
                VerifiedRole file = files.get(granted.name());
                roles.add(RoleState.of(granted, parent.delegations().keys(), file));
            }
        }
        return roles;
    }
}
