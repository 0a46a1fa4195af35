package dev.navicert.trustserver;

import dev.navicert.tuf.RoleName;

/** What is served in place of the honest files: how a demo or a test plays an attacker who holds some keys. */
@FunctionalInterface
public interface Substitution {
    /** Nothing is replaced. */
    Substitution NONE = (role, honest) -> honest;

    /**
     * The file to serve for a role. Snapshot and timestamp are signed after it and vouch for what it returns.
     *
     * @param honest what would be served
     */
    byte[] replace(RoleName role, byte[] honest);
}
