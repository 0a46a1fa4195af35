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
     * The verdict. It does not depend on the mode.
     *
     * @param deadline for everything that has to be fetched; when it passes the image is refused, never admitted
     */
    public Verdict verify(Ruling ruling, Deadline deadline) {
        return examine(ruling, deadline).verdict;
    }

    /** The verdict, and everything that led to it. */
    public Explanation explain(Ruling ruling, Deadline deadline) {
        Examination examination = examine(ruling, deadline);
        return new Explanation(ruling, examination.verdict, examination.view);
    }

    private record Examination(Verdict verdict, @Nullable RepositoryView view) {}

    private Examination examine(Ruling ruling, Deadline deadline) {
        Verdict atOnce = atOnce(ruling).orElse(null);
        return atOnce != null
                ? new Examination(atOnce, null)
                : ruling.route()
                        .fold(
                                served -> ask(ruling, served, deadline),
                                unserved -> new Examination(refused(ruling.image(), unserved.reason()), null));
    }

    private Examination ask(Ruling ruling, Route.Served served, Deadline deadline) {
        Failures failures = new Failures(served.server(), served.gun().value());
        Deadline inTime =
                deadline.butAtMost(deadline.remaining().multipliedBy(19).dividedBy(20)); // leaves time to say why
        try {
            RepositoryView view = repositories.view(served.server(), served.gun(), Freshness.WITHIN_INTERVAL, inTime);
            Verdict verdict = judge(ruling, view, failures);
            return verdict instanceof Verdict.Refused refused
                    ? recheck(ruling, served, refused, view, inTime)
                    : new Examination(verdict, view);
        } catch (TrustException e) {
            return new Examination(refused(ruling.image(), failures.of(e)), null);
        } catch (RemoteException e) {
            return new Examination(refused(ruling.image(), failures.of(e)), null);
        }
    }

    /**
     * A refusal is given only from a view that was checked a moment ago: the image may have just been signed. If there is no
     * such view, that is the reason, and what the older one says is a detail of it.
     */
    private Examination recheck(
            Ruling ruling, Route.Served served, Verdict.Refused refused, RepositoryView view, Deadline deadline) {
        Failures failures = new Failures(served.server(), served.gun().value());
        try {
            RepositoryView fresh = repositories.view(served.server(), served.gun(), Freshness.RECHECKED, deadline);
            return new Examination(fresh == view ? refused : judge(ruling, fresh, failures), fresh);
        } catch (TrustException e) {
            return new Examination(undecided(refused, failures.of(e), view), view);
        } catch (RemoteException e) {
            return new Examination(undecided(refused, failures.of(e), view), view);
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
                view.outage());
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
