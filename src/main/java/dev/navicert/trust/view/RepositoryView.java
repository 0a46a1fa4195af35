package dev.navicert.trust.view;

import dev.navicert.name.Digest;
import dev.navicert.name.Gun;
import dev.navicert.trust.Anchor;
import dev.navicert.trust.SignedTarget;
import dev.navicert.trust.TrustedCollection;
import dev.navicert.trust.UpdateFact;
import dev.navicert.trust.VerifiedRole;
import dev.navicert.tuf.Renewal;
import dev.navicert.tuf.RoleName;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A verified repository as one immutable object: what each role signs, until when, and by which keys. Replaced as a whole,
 * never edited.
 */
public final class RepositoryView {
    private static final Set<RoleName> RENEWED = Set.of(RoleName.TIMESTAMP, RoleName.SNAPSHOT);

    private final String server;
    private final Gun gun;
    private final Instant verifiedAt;
    private final Instant expires;
    private final Renewal renewal;
    private final @Nullable Anchor anchor;
    private final Map<RoleName, RoleView> roles;
    private final Map<RoleName, SignedTable> targets;
    private final List<UpdateFact.RoleSkipped> skipped;
    private final @Nullable Outage outage;
    private final @Nullable Instant supersededAt;

    private RepositoryView(
            String server,
            Gun gun,
            Instant verifiedAt,
            Renewal renewal,
            @Nullable Anchor anchor,
            Map<RoleName, RoleView> roles,
            Map<RoleName, SignedTable> targets,
            List<UpdateFact.RoleSkipped> skipped,
            @Nullable Outage outage,
            @Nullable Instant supersededAt) {
        this.server = server;
        this.gun = gun;
        this.verifiedAt = verifiedAt;
        this.renewal = renewal;
        this.expires = expires(roles, renewal);
        this.anchor = anchor;
        this.roles = roles;
        this.targets = targets;
        this.skipped = skipped;
        this.outage = outage;
        this.supersededAt = supersededAt;
    }

    /** A freeze stands for what a server would renew, and ends at its own time. */
    private static Instant expires(Map<RoleName, RoleView> roles, Renewal renewal) {
        Optional<Instant> end = renewal.frozen().map(Renewal.Frozen::end);
        Stream<Instant> judged = roles.entrySet().stream()
                .filter(role -> end.isEmpty() || !RENEWED.contains(role.getKey()))
                .map(role -> role.getValue().expires());
        return Stream.concat(judged, end.stream()).min(Instant::compareTo).orElse(Instant.MIN);
    }

    /**
     * What a finished update found.
     *
     * @param verifiedAt when the check began in which the server offered it
     */
    static RepositoryView of(String server, TrustedCollection collection, Instant verifiedAt) {
        Map<RoleName, RoleView> roles = new TreeMap<>();
        Map<RoleName, SignedTable> targets = new HashMap<>();
        for (VerifiedRole role : collection.roles().values()) {
            roles.put(role.name(), new RoleView(role.version(), role.expires().toInstant(), role.signedBy()));
            targets.put(role.name(), SignedTable.of(role.name(), collection.signedBy(role.name())));
        }
        return new RepositoryView(
                server,
                collection.gun(),
                verifiedAt,
                collection.renewal(),
                collection.memory().anchor(),
                Map.copyOf(roles),
                Map.copyOf(targets),
                collection.skipped(),
                null,
                null);
    }

    /** The same, saying why there is none that is newer. */
    RepositoryView during(Outage why) {
        return new RepositoryView(server, gun, verifiedAt, renewal, anchor, roles, targets, skipped, why, null);
    }

    /** The same, saying that there is one that is newer. */
    RepositoryView superseded(Instant at) {
        return new RepositoryView(server, gun, verifiedAt, renewal, anchor, roles, targets, skipped, null, at);
    }

    /** Whether signers say the same in both: everything but what servers renew by themselves. */
    boolean saysTheSameAs(RepositoryView other) {
        return signed().equals(other.signed());
    }

    private Map<RoleName, RoleView> signed() {
        Map<RoleName, RoleView> signed = new HashMap<>(roles);
        signed.keySet().removeAll(RENEWED);
        return signed;
    }

    /** Which collection. */
    public Gun gun() {
        return gun;
    }

    /** The name of the trust server it was verified with. */
    public String server() {
        return server;
    }

    /** When the check began whose outcome this is. */
    public Instant verifiedAt() {
        return verifiedAt;
    }

    /** Whether a server renews it, or it is frozen. */
    public Renewal renewal() {
        return renewal;
    }

    /** The first moment at which some of its metadata is no longer valid, or it is frozen no longer. */
    public Instant expires() {
        return expires;
    }

    /** Why it was not replaced by a newer one, if checks after it have failed. What it does not say is not known then. */
    public Optional<Outage> outage() {
        return Optional.ofNullable(outage);
    }

    /** What a decision that rests on it must say of it: why it is not what the signers say now, as far as that is known. */
    public Optional<String> aged() {
        return supersededAt != null
                ? Optional.of("superseded at " + supersededAt)
                : outage().map(why -> String.valueOf(why.cause().getMessage()));
    }

    /** The root at which trust in it started. */
    public Optional<Anchor> anchor() {
        return Optional.ofNullable(anchor);
    }

    /** The four base roles and every delegation that could be verified. */
    public Map<RoleName, RoleView> roles() {
        return roles;
    }

    /** One of them. */
    public Optional<RoleView> role(RoleName name) {
        return Optional.ofNullable(roles.get(name));
    }

    /** The delegations that could not be verified, each with all below it. What they sign is not known. */
    public List<UpdateFact.RoleSkipped> skipped() {
        return skipped;
    }

    /** Why it is not known what a role signs: it, or one above it, could not be verified. Empty for one that never was. */
    public Optional<UpdateFact.RoleSkipped> skipped(RoleName role) {
        return roles.containsKey(role)
                ? Optional.empty()
                : skipped.stream()
                        .filter(one -> role.equals(one.role()) || role.isBelow(one.role()))
                        .findFirst();
    }

    /** What this very role (none below it) signs under a name that its paths allow; of the hashes, SHA-256 alone. */
    public Optional<SignedTarget> target(RoleName role, String name) {
        return Optional.ofNullable(targets.get(role)).flatMap(table -> table.find(name));
    }

    /** Everything that this very role signs with a digest, under names that its paths allow; in order of their names. */
    public List<SignedTarget> withDigest(RoleName role, Digest digest) {
        return Optional.ofNullable(targets.get(role))
                .map(table -> table.withSha256(digest.hex()))
                .orElse(List.of());
    }
}
