package dev.navicert.cli.inspect;

import dev.navicert.change.Preview;
import dev.navicert.name.Gun;
import dev.navicert.trust.TrustPin;
import dev.navicert.trust.inspection.RoleState;
import dev.navicert.tuf.Renewal;
import dev.navicert.tuf.crypto.KeyId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All there is to say about a collection.
 *
 * @param server the address, as the user gave it
 * @param frozen for how long the mirror is believed that was read in place of a server; empty for a server
 * @param state where what is shown comes from
 * @param at the instant that everything was judged at
 * @param roles empty if nothing could be read
 * @param staged how many edits wait to be published
 * @param preview what publishing would do; empty if nothing could be read
 * @param keysHere canonical identifiers of the private keys in the trust directory
 */
public record Report(
        Gun gun,
        String server,
        Optional<Renewal.Frozen> frozen,
        State state,
        TrustPin pin,
        Instant at,
        List<RoleState> roles,
        List<Finding> findings,
        int staged,
        Optional<Preview> preview,
        Set<KeyId> keysHere) {
    /** Where what is shown comes from. */
    public enum State {
        /** The server, or the mirror that stands for it. */
        CURRENT,
        /** A mirror that is read as it was pinned. */
        FROZEN,
        /** The trust directory: the server was not asked, or did not answer. */
        REMEMBERED,
        /** The trust directory: it was made here, and no server that is known has it. */
        UNPUBLISHED,
        /** Nothing could be read. */
        UNREAD
    }

    public Report {
        roles = List.copyOf(roles);
        findings = List.copyOf(findings);
        keysHere = Set.copyOf(keysHere);
    }

    /** The worst of what was found. */
    public Verdict verdict() {
        return findings.stream()
                .map(Finding::verdict)
                .max(Comparator.naturalOrder())
                .orElse(Verdict.WELL);
    }
}
