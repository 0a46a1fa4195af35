package dev.navicert.webhook;

import dev.navicert.name.ImageReference;
import dev.navicert.name.InvalidReferenceException;
import dev.navicert.policy.Code;
import dev.navicert.policy.Explanation;
import dev.navicert.policy.Hit;
import dev.navicert.policy.ImageVerifier;
import dev.navicert.policy.Mode;
import dev.navicert.policy.Namespace;
import dev.navicert.policy.PolicySet;
import dev.navicert.policy.Reason;
import dev.navicert.policy.Route;
import dev.navicert.policy.Ruling;
import dev.navicert.policy.Signature;
import dev.navicert.policy.Templates;
import dev.navicert.policy.Verdict;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.view.Freshness;
import dev.navicert.trust.view.Repositories;
import dev.navicert.trust.view.RepositoryView;
import dev.navicert.tuf.Renewal;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.webhook.KnownImages.Known;
import dev.navicert.webhook.review.ImageJudge;
import dev.navicert.webhook.review.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Judges the images of one review by one policy set, whatever is in force by the time of the last. */
final class PolicyJudge implements ImageJudge {
    private final PolicySet policy;
    private final ImageVerifier verifier;
    /** Knows only what is in memory; what it refuses, the other may yet admit. */
    private final ImageVerifier quick;

    private final Repositories repositories;
    private final KnownImages knownImages;
    private final Clock clock;

    /** @param knownImages shared by the judges of all reviews */
    PolicyJudge(PolicySet policy, Repositories repositories, KnownImages knownImages, Clock clock) {
        this.policy = policy;
        this.repositories = repositories;
        this.knownImages = knownImages;
        this.verifier = new ImageVerifier(repositories);
        this.quick = new ImageVerifier((server, gun, need, deadline) -> repositories
                .inMemory(server, gun, need)
                .orElseThrow(() -> new RemoteException.TimedOut("not in memory")));
        this.clock = clock;
    }

    @Override
    public Mode modeWithoutRule(String namespace) {
        return namespace.isEmpty() ? policy.strictestMode() : policy.modeWithoutRule(Namespace.named(namespace));
    }

    @Override
    public Case open(String written, String namespace) {
        if (written.isBlank()) {
            return new Settled(
                    modeWithoutRule(namespace), new Reason(Code.REFERENCE_INVALID, "no image is named", "name one"));
        }
        Instant now = clock.instant();
        Known known = knownImages.find(policy, namespace, written, now).orElse(null);
        if (known != null) {
            return new Ruled(known.ruling(), now, known);
        }
        try {
            ImageReference image = ImageReference.parse(written);
            return new Ruled(policy.ruling(image, Namespace.named(namespace), now), now, null);
        } catch (InvalidReferenceException e) {
            return new Settled(
                    modeWithoutRule(namespace),
                    new Reason(
                            Code.REFERENCE_INVALID,
                            "\"" + (written.length() > 120 ? written.substring(0, 120) + "…" : written)
                                    + "\" is no image reference: " + e.getMessage(),
                            "correct it"));
        }
    }

    /** Nothing to verify: the text alone is reason enough. */
    private record Settled(Mode mode, Reason reason) implements Case {
        @Override
        public Templates templates() {
            return Templates.LEAVE;
        }

        @Override
        public String rule() {
            return "";
        }

        @Override
        public Optional<Outcome> atOnce() {
            return Optional.of(new Outcome.Failed(List.of(reason)));
        }

        @Override
        public Outcome verify(Deadline deadline) {
            return new Outcome.Failed(List.of(reason));
        }
    }

    /** A rule was looked for; what it asks may have to be fetched. */
    private final class Ruled implements Case {
        private final Ruling ruling;

        private final Instant now;
        private final @Nullable Known knownOrNull;

        Ruled(Ruling ruling, Instant now, @Nullable Known knownOrNull) {
            this.ruling = ruling;
            this.now = now;
            this.knownOrNull = knownOrNull;
        }

        @Override
        public Mode mode() {
            return ruling.mode();
        }

        @Override
        public Templates templates() {
            return ruling.templates();
        }

        @Override
        public String rule() {
            return ruling.clusterWinner()
                    .or(ruling::namespaceWinner)
                    .map(winner -> name(winner.first()))
                    .orElse("");
        }

        @Override
        public Optional<Outcome> atOnce() {
            if (knownOrNull != null && isStillTrue(knownOrNull)) {
                return Optional.of(knownOrNull.outcome());
            }
            Verdict verdict = ImageVerifier.atOnce(ruling).orElse(null);
            if (verdict != null) {
                return Optional.of(remembered(verdict, null));
            }
            Explanation explanation = quick.explain(ruling, Deadline.after(Duration.ZERO));
            return explanation.verdict() instanceof Verdict.Refused
                    ? Optional.empty()
                    : Optional.of(remembered(explanation.verdict(), explanation.viewOrNull()));
        }

        private boolean isStillTrue(Known known) {
            return known.viewOrNull() == null
                    || ruling.route() instanceof Route.Served served
                            && repositories
                                            .inMemory(served.server(), served.gun(), Freshness.WITHIN_INTERVAL)
                                            .orElse(null)
                                    == known.viewOrNull();
        }

        private Outcome remembered(Verdict verdict, @Nullable RepositoryView viewOrNull) {
            Outcome outcome = outcome(verdict);
            if (!(verdict instanceof Verdict.Refused)) {
                knownImages.remember(
                        policy,
                        ruling.namespace().name(),
                        ruling.image().written(),
                        knownOrNull == null
                                ? new Known(ruling, outcome, viewOrNull, now, policy.nextEnd(now))
                                : new Known(ruling, outcome, viewOrNull, knownOrNull.since(), knownOrNull.until()));
            }
            return outcome;
        }

        @Override
        public Outcome verify(Deadline deadline) {
            return outcome(verifier.verify(ruling, deadline));
        }
    }

    private static Outcome outcome(Verdict verdict) {
        return verdict.fold(
                signed -> new Outcome.Vouched(signed.pinned(), evidence(signed)),
                exempt -> new Outcome.Exempt(exempt.reason()),
                refused -> new Outcome.Failed(refused.reasons()));
    }

    private static Outcome.Evidence evidence(Verdict.Signed signed) {
        Map<String, List<String>> roles = new TreeMap<>();
        Map<String, Long> versions = new TreeMap<>();
        for (Signature signature : signed.signatures()) {
            roles.put(
                    signature.role().value(),
                    signature.keys().stream().map(KeyId::hex).sorted().toList());
            versions.put(signature.role().value(), signature.version());
        }
        return new Outcome.Evidence(
                signed.rules().stream().map(PolicyJudge::name).distinct().toList(),
                signed.digest().toString(),
                roles,
                versions,
                signed.renewal().frozen().map(Renewal.Frozen::until),
                signed.outage()
                        .map(outage -> new Outcome.Aged(
                                signed.verifiedAt(),
                                String.valueOf(outage.cause().getMessage()))));
    }

    private static String name(Hit hit) {
        return hit.policy() + " rules[" + hit.rule().index() + "]";
    }
}
