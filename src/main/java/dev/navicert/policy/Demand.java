package dev.navicert.policy;

import dev.navicert.name.Digest;
import dev.navicert.name.ImageReference;
import dev.navicert.trust.SignedTarget;
import dev.navicert.trust.UpdateFact;
import dev.navicert.trust.view.RepositoryView;
import dev.navicert.trust.view.RoleView;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.crypto.KeyId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one rule demands of one image, held against a verified repository.
 *
 * <p>Whoever could contradict must be heard: a signer whose metadata could not be verified might sign other content under the
 * tag, so nobody speaks in its place. Otherwise whoever holds the snapshot key could silence it.
 */
final class Demand {
    private final Action.Verify verify;
    private final ImageReference image;
    private final RepositoryView view;
    private final Failures failures;

    Demand(Action.Verify verify, ImageReference image, RepositoryView view, Failures failures) {
        this.verify = verify;
        this.image = image;
        this.view = view;
        this.failures = failures;
    }

    /** What the signers say. */
    sealed interface Answer {}

    /** They vouch for this content. */
    record Vouched(Digest digest, List<String> tags, List<Signature> signatures) implements Answer {}

    /** They do not. */
    record Denied(Reason reason) implements Answer {}

    /** A signer that knows the image, and what it signs: one digest, under one tag or more. */
    private record Voice(Signers.Signer signer, Optional<Digest> digest, Set<String> tags) {}

    Answer answer() {
        boolean byDigest =
                image.digest().isPresent() && (image.tag().isEmpty() || verify.digestRule() == DigestRule.ANY_TAG);
        if (!byDigest) {
            String tag = image.effectiveTag().orElseThrow().value();
            Answer unheard = unheard(skipped -> skipped.allows(tag)).orElse(null);
            return unheard == null ? answerForTag(tag) : unheard;
        }
        Answer answer = answerForDigest(image.digest().orElseThrow());
        return answer instanceof Denied denied ? unheard(skipped -> true).orElse(denied) : answer;
    }

    /** The first signer whose word is needed and not to be had. */
    private Optional<Denied> unheard(Predicate<UpdateFact.RoleSkipped> matters) {
        Signers.AtLeast signers =
                verify.signers() instanceof Signers.AtLeast atLeast ? atLeast : one(RoleName.RELEASES);
        return signers.named().stream()
                .flatMap(signer -> view.skipped(signer.role()).stream())
                .filter(matters)
                .findFirst()
                .map(skipped -> {
                    Reason why = failures.of(skipped.reason());
                    return new Denied(new Reason(
                            why.code(),
                            why.what() + "; what it signs for " + name() + " is not known",
                            why.remedy(),
                            states(signers)));
                });
    }

    // ---- by tag ----

    private Answer answerForTag(String tag) {
        Signers.AtLeast signers = named(tag);
        List<Voice> voices = new ArrayList<>();
        for (Signers.Signer signer : signers.named()) {
            SignedTarget target = view.target(signer.role(), tag).orElse(null);
            if (target != null) {
                voices.add(new Voice(signer, digestOf(target), Set.of(tag)));
            }
        }
        if (voices.isEmpty()) {
            return denied(
                    Code.UNSIGNED_TAG,
                    name() + " is not signed by " + verify.signers(),
                    "sign this tag, or use one that is signed",
                    signers);
        }
        Set<Digest> digests = new LinkedHashSet<>();
        voices.forEach(voice -> voice.digest.ifPresent(digests::add));
        if (voices.stream().anyMatch(voice -> voice.digest.isEmpty())) {
            return new Denied(new Reason(
                    Code.METADATA_INVALID,
                    name() + " is signed without a SHA-256, so its content cannot be told",
                    "sign this tag again"));
        }
        if (digests.size() > 1) {
            return new Denied(new Reason(
                    Code.SIGNERS_DISAGREE,
                    name() + " means different content to different signers: " + byRole(voices),
                    "let all of them sign the same content"));
        }
        Digest digest = Objects.requireNonNull(digests.iterator().next());
        Answer answer = satisfied(signers, voices, digest);
        boolean other = image.digest().filter(asked -> !asked.equals(digest)).isPresent();
        return answer instanceof Vouched && other ? mismatch(tag, digest) : answer;
    }

    /** As Docker looks up a tag: whoever of the two knows it first. */
    private Signers.AtLeast named(String tag) {
        if (verify.signers() instanceof Signers.AtLeast atLeast) {
            return atLeast;
        }
        boolean released = view.target(RoleName.RELEASES, tag).isPresent();
        return one(released ? RoleName.RELEASES : RoleName.TARGETS);
    }

    private Denied mismatch(String tag, Digest signed) {
        return new Denied(new Reason(
                Code.DIGEST_MISMATCH,
                name() + " is not what is signed under " + tag + ": " + signed,
                "use the signed digest, or the tag alone"));
    }

    // ---- by digest ----

    private Answer answerForDigest(Digest digest) {
        Signers.AtLeast signers = named(digest);
        List<Voice> voices = new ArrayList<>();
        for (Signers.Signer signer : signers.named()) {
            Set<String> tags = tagsOf(signer.role(), digest);
            if (!tags.isEmpty()) {
                voices.add(new Voice(signer, Optional.of(digest), tags));
            }
        }
        if (voices.isEmpty()) {
            return denied(
                    Code.UNSIGNED_DIGEST,
                    name() + " is signed under no tag by " + verify.signers(),
                    "sign this content, or use a digest that is signed",
                    signers);
        }
        return satisfied(signers, voices, digest);
    }

    private Signers.AtLeast named(Digest digest) {
        if (verify.signers() instanceof Signers.AtLeast atLeast) {
            return atLeast;
        }
        boolean released = !tagsOf(RoleName.RELEASES, digest).isEmpty();
        return one(released ? RoleName.RELEASES : RoleName.TARGETS);
    }

    /** What Docker would take from {@code targets} only counts under tags that the releases cannot say otherwise of. */
    private Set<String> tagsOf(RoleName role, Digest digest) {
        boolean asDocker = !(verify.signers() instanceof Signers.AtLeast);
        return view.withDigest(role, digest).stream()
                .map(SignedTarget::name)
                .filter(tag -> !asDocker || role.equals(RoleName.RELEASES) || !isForReleases(tag))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean isForReleases(String tag) {
        return view.target(RoleName.RELEASES, tag).isPresent()
                || view.skipped(RoleName.RELEASES)
                        .filter(skipped -> skipped.allows(tag))
                        .isPresent();
    }

    // ---- both ----

    private static Signers.AtLeast one(RoleName role) {
        return new Signers.AtLeast(1, List.of(new Signers.Signer(role, Set.of())));
    }

    private Answer satisfied(Signers.AtLeast signers, List<Voice> voices, Digest digest) {
        List<Voice> valid =
                voices.stream().filter(voice -> isByPinnedKey(voice.signer)).toList();
        if (valid.size() < signers.needed()) {
            return denied(
                    Code.SIGNER_MISSING,
                    name() + " needs " + verify.signers() + ", but has " + valid.size() + " of " + signers.needed(),
                    "let the missing signers sign it",
                    signers);
        }
        Set<String> tags = new TreeSet<>();
        valid.forEach(voice -> tags.addAll(voice.tags));
        return new Vouched(
                digest,
                List.copyOf(tags),
                valid.stream().map(voice -> signature(voice.signer.role())).toList());
    }

    /** A key that is listed and did not sign counts for nothing. */
    private boolean isByPinnedKey(Signers.Signer signer) {
        return signer.keys().isEmpty() || keysOf(signer.role()).stream().anyMatch(signer.keys()::contains);
    }

    private Set<KeyId> keysOf(RoleName role) {
        RoleView found = view.roles().get(role);
        return found == null ? Set.of() : found.signedBy();
    }

    private Signature signature(RoleName role) {
        RoleView found = view.roles().get(role);
        return new Signature(role, found == null ? 0 : found.version(), keysOf(role));
    }

    private Denied denied(Code code, String what, String remedy, Signers.AtLeast signers) {
        return new Denied(new Reason(code, what, remedy, states(signers)));
    }

    private List<String> states(Signers.AtLeast signers) {
        Stream<String> frozen = view.renewal().frozen().stream()
                .map(terms -> view.server() + ": a frozen mirror, until " + terms.until()
                        + "; it has nothing that was signed later");
        return Stream.concat(signers.named().stream().map(this::stateOf), frozen)
                .toList();
    }

    private String stateOf(Signers.Signer signer) {
        RoleName role = signer.role();
        if (!view.roles().containsKey(role)) {
            return view.skipped(role)
                    .map(skipped -> role + ": could not be verified: "
                            + skipped.reason().getMessage())
                    .orElse(role + ": the repository has no such role, or nothing was published for it yet");
        }
        boolean knows = image.digest().isPresent() && image.tag().isEmpty()
                ? !tagsOf(role, image.digest().orElseThrow()).isEmpty()
                : view.target(role, image.effectiveTag().orElseThrow().value()).isPresent();
        if (!knows) {
            return role + ": does not sign it";
        }
        return isByPinnedKey(signer)
                ? role + ": signs it"
                : role + ": signs it, but with none of the pinned keys; with "
                        + keysOf(role).stream().sorted().map(KeyId::hex).collect(Collectors.joining(", "));
    }

    /** Metadata may name a hash of any length, or none. */
    static Optional<Digest> digestOf(SignedTarget target) {
        return target.sha256().filter(Digest::isSha256).map(Digest::sha256);
    }

    private static String byRole(List<Voice> voices) {
        return voices.stream()
                .map(voice -> voice.signer.role() + " "
                        + voice.digest.map(Digest::toString).orElse(""))
                .collect(Collectors.joining(", "));
    }

    private String name() {
        return image.spelledOut();
    }
}
