package dev.navicert.tuf;

import java.util.List;

/**
 * An entry of {@code delegations.roles}: who may sign which names below this role.
 *
 * @param name a direct child of the role in whose file this stands
 * @param signers who must sign
 * @param paths prefixes of target names; none allows nothing, {@code ""} allows all
 */
public record DelegatedRole(RoleName name, RoleKeys signers, List<String> paths) {
    public DelegatedRole {
        paths = List.copyOf(paths);
    }
}
