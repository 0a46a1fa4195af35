package dev.navicert.policy;

import dev.navicert.name.Digest;
import dev.navicert.name.ImageReference;
import dev.navicert.name.MatchingName;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.view.Freshness;
import dev.navicert.trust.view.Repositories;
import dev.navicert.trust.view.RepositoryView;
import dev.navicert.tuf.TrustException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns a ruling into a verdict: asks the repository what its signers say, and holds it against every rule that judges. Safe for
 * any number of threads.
 */
public final class ImageVerifier {
    private final Repositories repositories;

    public ImageVerifier(Repositories repositories) {
        this.repositories = repositories;
    }

    /** The verdict, if it can be had without asking for trust data: no rule, denied, exempt, or nobody to ask. */
    public static Optional<Verdict> atOnce(Ruling ruling) {
        ImageReference image = ruling.image();
        List<Winner> judges = ruling.judges();
        if (judges.isEmpty()) {
            return Optional.of(refused(
                    image,
                    new Reason(
                            Code.NO_RULE,
                            image.spelledOut() + " is governed by no rule in namespace "
                                    + ruling.namespace().name(),
                            "ask the administrator for a rule, or use an image that has one",
                            spellings(image))));
        }
        List<Reason> denied = judges.stream()
                .filter(winner -> winner.kind() == Winner.Kind.DENY)
                .map(winner -> new Reason(
                        Code.POLICY_DENY,
                        image.spelledOut() + " is denied by " + winner,
                        "use an image that the policies admit, or ask the administrator",
                        spellings(image)))
                .toList();
        if (!denied.isEmpty()) {
            return Optional.of(new Verdict.Refused(image, denied));
        }
        if (judges.stream().allMatch(winner -> winner.kind() == Winner.Kind.ALLOW)) {
            return Optional.of(new Verdict.Exempt(
                    image,
                    judges.stream().flatMap(winner -> winner.hits().stream()).toList()));
        }
        return ruling.route()
                .fold(served -> Optional.empty(), unserved -> Optional.of(refused(image, unserved.reason())));
    }

    /**
     * The verdict. It does not depend on the mode. Waits for it.
     *
     * @param deadline for everything that has to be fetched; when it passes the image is refused, never admitted
     */
    public Verdict verify(Ruling ruling, Deadline deadline) {
        return awaited(examine(ruling, Standing.CURRENT, deadline, Runnable::run)).verdict;
    }

    /**
     * The same, for somebody who does not wait.
     *
     * @param judges judge once there is something to judge by; if they reject it, the future completes with that
     */
    public CompletableFuture<Verdict> verify(Ruling ruling, Standing standing, Deadline deadline, Executor judges) {
        return examine(ruling, standing, deadline, judges).thenApply(Examination::verdict);
    }

    /** The verdict, and everything that led to it. Waits for it. */
    public Explanation explain(Ruling ruling, Deadline deadline) {
        Examination examination = awaited(examine(ruling, Standing.CURRENT, deadline, Runnable::run));
        return new Explanation(ruling, examination.verdict, examination.view);
    }

    private record Examination(Verdict verdict, @Nullable RepositoryView view) {}

    private CompletableFuture<Examination> examine(
            Ruling ruling, Standing standing, Deadline deadline, Executor judges) {
        Verdict atOnce = atOnce(ruling).orElse(null);
        return atOnce != null
                ? completed(atOnce, null)
                : ruling.route()
                        .fold(
                                served -> new Inquiry(ruling, served, standing, deadline, judges).begin(),
                                unserved -> completed(refused(ruling.image(), unserved.reason()), null));
    }

    /** Ends with the deadline of whoever waits. */
    private static Examination awaited(CompletableFuture<Examination> examination) {
        try {
            return examination.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException bug) {
                throw bug;
            }
            throw e;
        }
    }

    private static CompletableFuture<Examination> completed(Verdict verdict, @Nullable RepositoryView view) {
        return CompletableFuture.completedFuture(new Examination(verdict, view));
    }

    /** What is asked of one repository about one image. */
    private final class Inquiry {
        private final Ruling ruling;
        private final Route.Served served;
        private final Standing standing;
        private final Deadline deadline;
        private final Executor judges;
        private final Failures failures;

        Inquiry(Ruling ruling, Route.Served served, Standing standing, Deadline deadline, Executor judges) {
            this.ruling = ruling;
            this.standing = standing;
            this.served = served;
            // what is left is time to say why
            this.deadline =
                    deadline.butAtMost(deadline.remaining().multipliedBy(19).dividedBy(20));
            this.judges = judges;
            this.failures = new Failures(served.server(), served.gun().value());
        }

        CompletableFuture<Examination> begin() {
            return ask(
                    Freshness.WITHIN_INTERVAL,
                    this::judgeOrLookAgain,
                    why -> new Examination(refused(ruling.image(), why), null));
        }

        private CompletableFuture<Examination> judgeOrLookAgain(RepositoryView view) {
            Verdict verdict = judge(ruling, view, failures);
            if (!(verdict instanceof Verdict.Refused refused)) {
                return completed(verdict, view);
            }
            return lately().map(CompletableFuture::completedFuture).orElseGet(() -> lookAgain(refused, view));
        }

        /** By what was superseded a moment ago, if that is to count. */
        private Optional<Examination> lately() {
            if (standing == Standing.CURRENT || ruling.image().digest().isEmpty()) {
                return Optional.empty();
            }
            return repositories.superseded(served.server(), served.gun()).stream()
                    .map(former -> new Examination(judge(ruling, former, failures), former))
                    .filter(found -> found.verdict instanceof Verdict.Signed)
                    .findFirst();
        }

        /**
         * A refusal is given only from a view that was checked a moment ago: the image may have just been signed. If there is
         * no such view, that is the reason, and what the older one says is a detail of it.
         */
        private CompletableFuture<Examination> lookAgain(Verdict.Refused refused, RepositoryView view) {
            return ask(
                    Freshness.RECHECKED,
                    fresh -> completed(fresh == view ? refused : judge(ruling, fresh, failures), fresh),
                    why -> new Examination(undecided(refused, why, view), view));
        }

        private CompletableFuture<Examination> ask(
                Freshness need,
                Function<RepositoryView, CompletableFuture<Examination>> found,
                Function<Reason, Examination> missed) {
            return repositories
                    .ask(served.server(), served.gun(), need, deadline)
                    .handleAsync(
                            (view, failure) -> failure == null
                                    ? found.apply(view)
                                    : CompletableFuture.completedFuture(missed.apply(reason(failure))),
                            judges)
                    .thenCompose(Function.identity());
        }

        /** A fault of ours is no reason: it stays what it is. */
        private Reason reason(Throwable failure) {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause instanceof TrustException refused) {
                return failures.of(refused);
            }
            if (cause instanceof RemoteException unasked) {
                return failures.of(unasked);
            }
            throw new IllegalStateException("the metadata of " + served.gun() + " could not be checked", cause);
        }
    }

    private static Verdict undecided(Verdict.Refused refused, Reason why, RepositoryView view) {
        List<String> details = new ArrayList<>(why.details());
        refused.reasons()
                .forEach(reason -> details.add("by what was known at " + view.verifiedAt() + ": " + reason.line()));
        return refused(refused.image(), new Reason(why.code(), why.what(), why.remedy(), details));
    }

    /** Holds every rule that asks for signatures against one view; all must be satisfied, by the same content. */
    private static Verdict judge(Ruling ruling, RepositoryView view, Failures failures) {
        ImageReference image = ruling.image();
        List<Reason> reasons = new ArrayList<>();
        List<Hit> rules = new ArrayList<>();
        Map<Digest, List<Hit>> digests = new LinkedHashMap<>();
        Map<Object, Signature> signatures = new LinkedHashMap<>();
        TreeSet<String> tags = new TreeSet<>();
        for (Winner winner : ruling.judges()) {
            for (Hit hit : winner.hits()) {
                if (hit.rule().action() instanceof Action.Verify verify) {
                    Demand.Answer answer = new Demand(verify, image, view, failures).answer();
                    if (answer instanceof Demand.Vouched vouched) {
                        rules.add(hit);
                        digests.computeIfAbsent(vouched.digest(), digest -> new ArrayList<>())
                                .add(hit);
                        vouched.signatures().forEach(signature -> signatures.put(signature.role(), signature));
                        tags.addAll(vouched.tags());
                    } else if (answer instanceof Demand.Denied denied && !reasons.contains(denied.reason())) {
                        reasons.add(denied.reason());
                    }
                }
            }
        }
        if (reasons.isEmpty() && digests.size() > 1) {
            reasons.add(new Reason(
                    Code.SIGNERS_DISAGREE,
                    image.spelledOut() + " means different content to the signers that different rules name",
                    "let all of them sign the same content",
                    digests.entrySet().stream()
                            .map(entry ->
                                    entry.getKey() + " for " + entry.getValue().get(0))
                            .toList()));
        }
        if (!reasons.isEmpty()) {
            return new Verdict.Refused(image, reasons);
        }
        return new Verdict.Signed(
                image,
                Objects.requireNonNull(digests.keySet().iterator().next()),
                view.gun(),
                view.server(),
                List.copyOf(tags),
                List.copyOf(signatures.values()),
                rules,
                ruling.pin(),
                view.verifiedAt(),
                view.expires(),
                view.renewal(),
                view.aged());
    }

    private static Verdict refused(ImageReference image, Reason reason) {
        return new Verdict.Refused(image, List.of(reason));
    }

    /** Where the host is spelled unusually, that may be why. */
    private static List<String> spellings(ImageReference image) {
        MatchingName written = MatchingName.of(image);
        MatchingName alias = written.alias();
        return written.equals(alias)
                ? List.of()
                : List.of("written " + written + ", usually " + alias + ": the strictest rule for either holds");
    }
}
