package dev.navicert.policy;

import dev.navicert.name.Digest;
import dev.navicert.name.MatchingName;
import dev.navicert.trust.SignedTarget;
import dev.navicert.trust.TrustPin;
import dev.navicert.trust.UpdateFact;
import dev.navicert.trust.view.RepositoryView;
import dev.navicert.trust.view.RoleView;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.crypto.KeyId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that led to a verdict, for a person who asks why: how the name was read, which rules matched and which won, who was
 * asked, and what the roles of the repository say of the image.
 *
 * @param viewOrNull the repository that was judged by; none if nobody was asked, or nothing believable was answered
 */
public record Explanation(
        Ruling ruling, Verdict verdict, @Nullable RepositoryView viewOrNull) {
    /** The repository that was judged by. */
    public Optional<RepositoryView> view() {
        return Optional.ofNullable(viewOrNull);
    }

    /** The canonical name, as rules are compared with it. */
    public MatchingName name() {
        return MatchingName.of(ruling.image());
    }

    /** The usual spelling of the name; equal to {@link #name} if it is written so. */
    public MatchingName alias() {
        return name().alias();
    }

    /** What the collection's first root must show; empty where no server serves it. */
    public Optional<TrustPin> pin() {
        return ruling.route()
                .fold(served -> Optional.of(served.server().pins().forGun(served.gun())), unserved -> Optional.empty());
    }

    /** The pattern that pins the collection; empty where first use decides. */
    public Optional<Pattern> pinPattern() {
        return ruling.route()
                .fold(
                        served -> served.server().pins() instanceof PolicyPins pins
                                ? pins.patternFor(served.gun())
                                : Optional.empty(),
                        unserved -> Optional.empty());
    }

    /** What a role of the repository says of the image. */
    public record RoleFacts(
            RoleName role, long version, Instant expires, List<KeyId> signedBy, Map<String, Digest> tags) {
        public RoleFacts {
            signedBy = List.copyOf(signedBy);
            tags = Map.copyOf(tags);
        }

        /** Whether the role knows the image's tag or digest. */
        public boolean knowsImage() {
            return !tags.isEmpty();
        }
    }

    /** Every verified role, in the order of names, with what it signs under the image's tag or with its digest. */
    public List<RoleFacts> roles() {
        return view().map(view -> new TreeMap<>(view.roles())
                        .entrySet().stream()
                                .map(entry -> facts(view, entry.getKey(), entry.getValue()))
                                .toList())
                .orElse(List.of());
    }

    /** The delegations that could not be verified, each with all below it. */
    public List<UpdateFact.RoleSkipped> skipped() {
        return view().map(RepositoryView::skipped).orElse(List.of());
    }

    private RoleFacts facts(RepositoryView view, RoleName role, RoleView found) {
        Map<String, Digest> tags = new TreeMap<>();
        ruling.image()
                .effectiveTag()
                .flatMap(tag -> view.target(role, tag.value()))
                .ifPresent(target -> put(tags, target));
        ruling.image()
                .digest()
                .ifPresent(digest -> view.withDigest(role, digest).forEach(target -> put(tags, target)));
        return new RoleFacts(
                role,
                found.version(),
                found.expires(),
                found.signedBy().stream().sorted().toList(),
                tags);
    }

    private static void put(Map<String, Digest> tags, SignedTarget target) {
        Demand.digestOf(target).ifPresent(digest -> tags.put(target.name(), digest));
    }

    /** What enforcing comes to, whatever the mode in force. */
    public Outcome outcome() {
        return verdict.fold(
                signed -> Outcome.ADMITTED,
                exempt -> Outcome.ADMITTED,
                refused -> refused.reasons().stream()
                                .anyMatch(reason -> reason.code().isJudgement())
                        ? Outcome.REFUSED
                        : Outcome.UNDECIDED);
    }

    /** The three answers to "may it run?". */
    public enum Outcome {
        ADMITTED,
        REFUSED,
        /** Somebody could not be asked. Enforcing refuses then, too. */
        UNDECIDED
    }
}
