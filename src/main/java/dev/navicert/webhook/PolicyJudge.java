package dev.navicert.webhook;

import dev.navicert.name.Gun;
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
import dev.navicert.policy.Standing;
import dev.navicert.policy.Templates;
import dev.navicert.policy.Verdict;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustServer;
import dev.navicert.trust.view.Freshness;
import dev.navicert.trust.view.Repositories;
import dev.navicert.trust.view.RepositoryView;
import dev.navicert.tuf.Renewal;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.webhook.KnownImages.Known;
import dev.navicert.webhook.review.Endpoint;
import dev.navicert.webhook.review.ImageJudge;
import dev.navicert.webhook.review.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
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

    private final Executor judges;

    /**
     * @param knownImages shared by the judges of all reviews
     * @param judges judge once there is something to judge by
     */
    PolicyJudge(PolicySet policy, Repositories repositories, KnownImages knownImages, Clock clock, Executor judges) {
        this.policy = policy;
        this.repositories = repositories;
        this.knownImages = knownImages;
        this.judges = judges;
        this.verifier = new ImageVerifier(repositories);
        this.quick = new ImageVerifier(new InMemory(repositories));
        this.clock = clock;
    }

    /** What can be had without waiting. */
    private record InMemory(Repositories repositories) implements Repositories {
        @Override
        public RepositoryView view(TrustServer server, Gun gun, Freshness need, Deadline deadline)
                throws RemoteException {
            return repositories
                    .inMemory(server, gun, need)
                    .orElseThrow(() -> new RemoteException.TimedOut("not in memory"));
        }

        @Override
        public List<RepositoryView> superseded(TrustServer server, Gun gun) {
            return repositories.superseded(server, gun);
        }
    }

    @Override
    public Mode modeWithoutRule(String namespace) {
        return namespace.isEmpty() ? policy.strictestMode() : policy.modeWithoutRule(Namespace.named(namespace));
    }

    @Override
    public Case open(Endpoint endpoint, String written, String namespace) {
        if (written.isBlank()) {
            return new Settled(
                    modeWithoutRule(namespace), new Reason(Code.REFERENCE_INVALID, "no image is named", "name one"));
        }
        Standing standing = endpoint == Endpoint.VALIDATE ? Standing.LATELY : Standing.CURRENT;
        Instant now = clock.instant();
        Known known = knownImages.find(policy, namespace, written, now).orElse(null);
        if (known != null) {
            return new Ruled(known.ruling(), standing, now, known);
        }
        try {
            ImageReference image = ImageReference.parse(written);
            return new Ruled(policy.ruling(image, Namespace.named(namespace), now), standing, now, null);
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
        public CompletableFuture<Outcome> verify(Deadline deadline) {
            return CompletableFuture.completedFuture(new Outcome.Failed(List.of(reason)));
        }
    }

    /** A rule was looked for; what it asks may have to be fetched. */
    private final class Ruled implements Case {
        private final Ruling ruling;
        private final Standing standing;
        private final Instant now;
        private final @Nullable Known knownOrNull;

        Ruled(Ruling ruling, Standing standing, Instant now, @Nullable Known knownOrNull) {
            this.ruling = ruling;
            this.standing = standing;
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
                    ? superseded()
                    : Optional.of(remembered(explanation.verdict(), explanation.viewOrNull()));
        }

        /** Never remembered: it holds for a moment, and for nobody who pins. */
        private Optional<Outcome> superseded() {
            return standing == Standing.CURRENT
                    ? Optional.empty()
                    : Optional.of(quick.verify(ruling, standing, Deadline.after(Duration.ZERO), Runnable::run)
                                    .join())
                            .filter(verdict -> !(verdict instanceof Verdict.Refused))
                            .map(PolicyJudge::outcome);
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
        public CompletableFuture<Outcome> verify(Deadline deadline) {
            return verifier.verify(ruling, standing, deadline, judges).thenApply(PolicyJudge::outcome);
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
                signed.aged().map(why -> new Outcome.Aged(signed.verifiedAt(), why)));
    }

    private static String name(Hit hit) {
        return hit.policy() + " rules[" + hit.rule().index() + "]";
    }
}
