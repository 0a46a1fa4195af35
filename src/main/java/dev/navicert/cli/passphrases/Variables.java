package dev.navicert.cli.passphrases;

import dev.navicert.cli.settings.Surroundings;
import dev.navicert.cli.verbs.ProgramName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Passphrases in environment variables: Notary's, and for {@code navicert} then Docker's.
 *
 * <p>An environment cannot be wiped; whoever minds hands a passphrase over in a descriptor.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/cmd/notary/main.go">notary,
 *     getPassphraseRetriever</a>
 */
final class Variables implements Provided {
    static final String DELEGATION = "NOTARY_DELEGATION_PASSPHRASE";

    private static final Set<String> BASE_ROLES = Set.of("root", "targets", "snapshot", "timestamp");

    private final Surroundings surroundings;
    private final boolean alsoDockers;

    Variables(ProgramName program, Surroundings surroundings) {
        this.surroundings = surroundings;
        this.alsoDockers = program == ProgramName.NAVICERT;
    }

    @Override
    public Optional<char[]> passphrase(String role) {
        return names(role).stream()
                .map(surroundings::variable)
                .filter(value -> !value.isEmpty())
                .map(String::toCharArray)
                .findFirst();
    }

    @Override
    public String origin(String role) {
        return names(role).stream()
                .filter(name -> !surroundings.variable(name).isEmpty())
                .findFirst()
                .orElse("no variable");
    }

    /** The variables that are looked at for a role, in order. */
    List<String> names(String role) {
        List<String> names = new ArrayList<>();
        switch (role) {
            case "root" -> names.add("NOTARY_ROOT_PASSPHRASE");
            case "targets" -> names.add("NOTARY_TARGETS_PASSPHRASE");
            case "snapshot" -> names.add("NOTARY_SNAPSHOT_PASSPHRASE");
            default -> {
                if (!BASE_ROLES.contains(role)) {
                    names.add(DELEGATION);
                }
            }
        }
        if (alsoDockers) {
            names.add(
                    role.equals("root")
                            ? "DOCKER_CONTENT_TRUST_ROOT_PASSPHRASE"
                            : "DOCKER_CONTENT_TRUST_REPOSITORY_PASSPHRASE");
        }
        return names;
    }
}
