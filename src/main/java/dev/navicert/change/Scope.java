package dev.navicert.change;

import dev.navicert.tuf.RoleName;
import java.util.Optional;

/**
 * What an edit is about: {@code targets}, a delegation, or all delegations below one ({@code targets/*},
 * {@code targets/team/*}).
 *
 * @param value as written
 * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/tuf/data/roles.go">Notary tuf/data/roles.go, IsDelegation
 *     and IsWildDelegation</a>
 */
public record Scope(String value) {
    private static final String WILD = "/*";

    public static final Scope TARGETS = new Scope("targets");
    /** Every delegation of a collection. */
    public static final Scope EVERY_DELEGATION = new Scope("targets" + WILD);

    /** @throws IllegalArgumentException if the text is no scope */
    public Scope {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a scope: " + value);
        }
    }

    /** Reads a scope from outside; empty if the text is none, as for {@code root}. */
    public static Optional<Scope> parse(String text) {
        return isValid(text) ? Optional.of(new Scope(text)) : Optional.empty();
    }

    /** The scope of one role; empty for roles that nobody edits. */
    public static Optional<Scope> of(RoleName role) {
        return parse(role.value());
    }

    private static boolean isValid(String text) {
        String role = text.endsWith(WILD) ? text.substring(0, text.length() - WILD.length()) : text;
        return RoleName.parse(role)
                .filter(name -> name.equals(RoleName.TARGETS) || name.isDelegation())
                .isPresent();
    }

    /** The one role this is about; empty for a wildcard. */
    public Optional<RoleName> role() {
        return isWildcard() ? Optional.empty() : RoleName.parse(value);
    }

    /** Whether this is about one delegation. */
    public boolean isDelegation() {
        return role().filter(RoleName::isDelegation).isPresent();
    }

    /** Whether this is about all delegations below a role. */
    public boolean isWildcard() {
        return value.endsWith(WILD);
    }

    @Override
    public String toString() {
        return value;
    }
}
