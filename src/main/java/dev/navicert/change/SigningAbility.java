package dev.navicert.change;

import java.util.Optional;

/** Whether roles can be signed here. */
@FunctionalInterface
interface SigningAbility {
    /** Why a role cannot be signed: none of its keys can be used. One is enough to begin with. */
    Optional<PublishException.NoSigningKeys> objection(SigningRole role);
}
