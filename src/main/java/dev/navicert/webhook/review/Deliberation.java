package dev.navicert.webhook.review;

import dev.navicert.policy.Code;
import dev.navicert.policy.Mode;
import dev.navicert.policy.Reason;
import dev.navicert.policy.Templates;
import dev.navicert.trust.Deadline;
import dev.navicert.webhook.review.ImageJudge.Case;
import dev.navicert.webhook.review.Outcome.Failed;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One review and the policy it is judged by. Judges its images: each distinct reference once, all at the same time, nobody waiting longer than the
 * deadline. What is known already is answered on the calling thread; only what has to be fetched goes to others.
 *
 * <p>Never waits itself. Whatever goes wrong on the way is a refusal of the image it went wrong for.
 */
public final class Deliberation {
    /** More images than any pod has. */
    static final int MAX_IMAGES = 256;

    private final ImageJudge judge;
    private final Staff workers;
    private final Phase.Observer phases;
    private final Consumer<? super Throwable> onBug;
    private long spentOnPolicy;
    private long spentOnViews;

    /**
     * @param workers may reject work when there is too much of it
     * @param phases is told what took how long
     * @param onBug is told of failures that are the program's own
     */
    public Deliberation(ImageJudge judge, Staff workers, Phase.Observer phases, Consumer<? super Throwable> onBug) {
        this.judge = judge;
        this.workers = workers;
        this.phases = phases;
        this.onBug = onBug;
    }

    /**
     * Decides a review.
     *
     * @return completed at the latest when the deadline passes, and never exceptionally
     */
    public CompletableFuture<Decision> decide(Endpoint endpoint, Review review, Deadline deadline)
            throws MalformedReviewException {
        List<ImageSource> places = ImageSources.of(review);
        List<ImageSource> sources = sourcesToJudge(review, places);
        List<ImageSource> untouched = ImageSources.untouched(review, places);
        if (sources.isEmpty()) {
            return CompletableFuture.completedFuture(Decision.nothingToJudge());
        }
        if (sources.size() > MAX_IMAGES) {
            return CompletableFuture.completedFuture(
                    Decision.ofWhole(modeWithoutRule(review.namespace()), tooMany(sources.size())));
        }
        Map<String, Opened> opened = new LinkedHashMap<>();
        for (ImageSource source : sources) {
            opened.computeIfAbsent(source.written(), written -> open(endpoint, written, review.namespace(), deadline));
        }
        phases.took(Phase.POLICY, spentOnPolicy);
        phases.took(Phase.VIEW, spentOnViews);
        return allOf(opened.values())
                .thenApply(done -> Decision.of(
                        endpoint,
                        review,
                        untouched,
                        sources.stream()
                                .map(source -> Objects.requireNonNull(opened.get(source.written()))
                                        .judged(source))
                                .toList()))
                .exceptionally(bug -> failed(review, bug));
    }

    /**
     * The answer to a review of which only the beginning could be read: nobody knows what it names, so it is refused where
     * refusals are carried out, unless whatever it named would pass.
     */
    public Decision unread(Review head, Reason reason) {
        return head.isNeverJudged()
                ? Decision.nothingToJudge()
                : Decision.ofWhole(modeWithoutRule(head.namespace()), reason);
    }

    /** The answer to a review that the program itself failed on: a refusal where refusals are carried out. */
    public Decision failed(Review review, Throwable bug) {
        onBug.accept(bug);
        return Decision.ofWhole(
                modeWithoutRule(review.namespace()), internal("the review " + Wording.quoted(review.uid())));
    }

    private static List<ImageSource> sourcesToJudge(Review review, List<ImageSource> places)
            throws MalformedReviewException {
        boolean isTemplate = review.workload().filter(Workload::isTemplate).isPresent();
        return ImageSources.toJudge(review, places).stream()
                .filter(source -> !(isTemplate && source.isBlank()))
                .toList();
    }

    private Opened open(Endpoint endpoint, String written, String namespace, Deadline deadline) {
        long began = System.nanoTime();
        try {
            Case opened = judge.open(endpoint, written, namespace);
            long ruled = System.nanoTime();
            spentOnPolicy += ruled - began;
            if (opened.mode() == Mode.OFF) {
                return new Opened(Mode.OFF, Templates.LEAVE, opened.rule(), completed(new Outcome.Exempt("mode off")));
            }
            Optional<Outcome> known = opened.atOnce();
            spentOnViews += System.nanoTime() - ruled;
            CompletableFuture<Outcome> outcome = known.map(CompletableFuture::completedFuture)
                    .orElseGet(() -> start(written, namespace, opened, deadline));
            return new Opened(opened.mode(), opened.templates(), opened.rule(), outcome);
        } catch (RuntimeException | Error bug) {
            onBug.accept(bug);
            return new Opened(
                    modeWithoutRule(namespace),
                    Templates.LEAVE,
                    "",
                    completed(new Failed(List.of(internal(Wording.quoted(written))))));
        }
    }

    private CompletableFuture<Outcome> start(String written, String namespace, Case opened, Deadline deadline) {
        long began = System.nanoTime();
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        try {
            workers.execute(
                    namespace,
                    () -> verify(written, opened, deadline).whenComplete((found, bug) -> {
                        phases.took(Phase.VERIFY, System.nanoTime() - began);
                        outcome.complete(found);
                    }));
        } catch (RejectedExecutionException full) {
            return completed(tooBusy(written));
        }
        return outcome.completeOnTimeout(tooLate(written), deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Never completes exceptionally. */
    private CompletableFuture<Outcome> verify(String written, Case opened, Deadline deadline) {
        try {
            return deadline.passed()
                    ? completed(tooLate(written))
                    : opened.verify(deadline).exceptionally(bug -> failed(written, bug));
        } catch (RuntimeException | Error bug) {
            return completed(failed(written, bug));
        }
    }

    private Outcome failed(String written, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof RejectedExecutionException) {
            return tooBusy(written);
        }
        onBug.accept(cause);
        return new Failed(List.of(internal(Wording.quoted(written))));
    }

    /** Where even this cannot be told, refusals are carried out. */
    private Mode modeWithoutRule(String namespace) {
        try {
            return judge.modeWithoutRule(namespace);
        } catch (RuntimeException | Error bug) {
            onBug.accept(bug);
            return Mode.ENFORCE;
        }
    }

    private static Reason tooMany(int images) {
        return new Reason(Code.LIMIT, "the object names " + images + " images", "name " + MAX_IMAGES + " at most");
    }

    private static Failed tooLate(String written) {
        return Failed.because(
                Code.DEADLINE,
                "no verdict on " + Wording.quoted(written) + " in the time that the API server grants",
                "try again, and if it stays so raise the webhook's timeoutSeconds");
    }

    private static Failed tooBusy(String written) {
        return Failed.because(
                Code.LIMIT,
                "too many images wait to be verified before " + Wording.quoted(written),
                "try again in a moment");
    }

    private static Reason internal(String what) {
        return new Reason(
                Code.INTERNAL, "Navicert failed on " + what, "look into its log and report what is said there");
    }

    private static CompletableFuture<Outcome> completed(Outcome outcome) {
        return CompletableFuture.completedFuture(outcome);
    }

    private static CompletableFuture<Void> allOf(Collection<Opened> opened) {
        return CompletableFuture.allOf(opened.stream().map(Opened::outcome).toArray(CompletableFuture[]::new));
    }

    /** A reference under judgement. */
    private record Opened(Mode mode, Templates templates, String rule, CompletableFuture<Outcome> outcome) {
        /** Only to be asked once the outcome is there. */
        JudgedImage judged(ImageSource source) {
            return new JudgedImage(source, mode, templates, rule, outcome.join());
        }
    }
}
