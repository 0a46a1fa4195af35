package dev.navicert.trust.inspection;

import dev.navicert.trust.TrustPin;
import dev.navicert.trust.VerifiedRole;
import dev.navicert.trust.inspection.Warning.Cause;
import dev.navicert.trust.inspection.Warning.Severity;
import dev.navicert.tuf.RoleName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which dates are worth a warning.
 *
 * <p>Not judged: certificates of delegations. Notary looks at their dates when they are added, and never when it reads.
 *
 * @param end what ends before this is a warning
 */
record Horizon(Instant now, Instant end, Renewer renewer) {
    List<Warning> of(RoleState role) {
        List<Warning> warnings = new ArrayList<>();
        role.file().flatMap(this::of).ifPresent(warnings::add);
        if (role.name().equals(RoleName.ROOT)) {
            warnings.addAll(certificates(role));
        }
        return warnings;
    }

    private Optional<Warning> of(VerifiedRole file) {
        Instant expires = file.expires().toInstant();
        if (renewer == Renewer.FROZEN
                && (file.name().equals(RoleName.TIMESTAMP) || file.name().equals(RoleName.SNAPSHOT))) {
            return Optional.empty();
        }
        boolean ends = file.name().equals(RoleName.TIMESTAMP)
                ? renewer == Renewer.NOBODY && expires.isBefore(end)
                        || renewer == Renewer.SERVER && expires.isBefore(now)
                : expires.isBefore(end);
        return ends ? Optional.of(warning(file.name(), Cause.METADATA, expires)) : Optional.empty();
    }

    /** Readers are lost when fewer certificates hold, of those that have signed, than the root's threshold. */
    private List<Warning> certificates(RoleState root) {
        long holding = root.keys().stream()
                .filter(key -> key.hasSigned() && key.holdsAt(now))
                .count();
        Severity severity = holding < root.threshold() ? Severity.BROKEN : Severity.SOON;
        List<Warning> warnings = new ArrayList<>();
        for (KeyState key : root.keys()) {
            Optional<Instant> from = key.certificateBegins().filter(begin -> !key.holdsAt(now) && begin.isAfter(now));
            if (from.isPresent()) {
                warnings.add(new Warning(
                        root.name(), Cause.CERTIFICATE_TO_COME, Optional.of(key.id()), from.get(), severity));
                continue;
            }
            key.certificateEnds()
                    .filter(end::isAfter)
                    .map(at -> new Warning(
                            root.name(),
                            Cause.CERTIFICATE,
                            Optional.of(key.id()),
                            at,
                            key.holdsAt(now) ? Severity.SOON : severity))
                    .ifPresent(warnings::add);
        }
        return warnings;
    }

    List<Warning> of(TrustPin pin) {
        return pin instanceof TrustPin.Authority pinned
                ? pinned.authority()
                        .ends(now)
                        .filter(end::isAfter)
                        .map(at -> List.of(warning(RoleName.ROOT, Cause.AUTHORITY, at)))
                        .orElse(List.of())
                : List.of();
    }

    Warning unsigned(RoleName role) {
        return new Warning(role, Cause.SIGNATURES, Optional.empty(), now, Severity.BROKEN);
    }

    private Warning warning(RoleName role, Cause cause, Instant at) {
        return new Warning(role, cause, Optional.empty(), at, at.isBefore(now) ? Severity.BROKEN : Severity.SOON);
    }
}
