package dev.navicert.webhook.trace;

import dev.navicert.policy.Mode;
import dev.navicert.policy.Templates;
import dev.navicert.trust.Deadline;
import dev.navicert.webhook.review.Decision;
import dev.navicert.webhook.review.Endpoint;
import dev.navicert.webhook.review.ImageJudge;
import dev.navicert.webhook.review.Outcome;
import dev.navicert.webhook.review.Review;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a span of each review, and of each image below it. */
public final class FollowedWork implements Tracing {
    private final Collector collector;
    private final TraceSettings settings;
    private final Clock clock;
    private final String selfTestUid;

    /** @param selfTestUid whose review nobody asked for */
    public FollowedWork(Collector collector, TraceSettings settings, Clock clock, String selfTestUid) {
        this.collector = collector;
        this.settings = settings;
        this.clock = clock;
        this.selfTestUid = selfTestUid;
    }

    @Override
    public Trail follow(Supplier<@Nullable String> traceparent) {
        Optional<TraceContext.Caller> caller = TraceContext.caller(traceparent.get());
        boolean isWanted = settings.followsCaller() && caller.isPresent()
                ? caller.get().isSampled()
                : ThreadLocalRandom.current().nextDouble() < settings.ratio();
        return isWanted
                ? new Following(caller.map(TraceContext.Caller::child).orElseGet(TraceContext::root), clock.instant())
                : Trail.NONE;
    }

    private final class Following implements Trail {
        private final TraceContext context;
        private final Instant began;

        Following(TraceContext context, Instant began) {
            this.context = context;
            this.began = began;
        }

        @Override
        public ImageJudge judge(ImageJudge judge) {
            return new FollowedJudge(judge, context);
        }

        @Override
        public void ended(Endpoint endpoint, Review review, Decision decision, long nanos) {
            if (review.uid().equals(selfTestUid)) {
                return;
            }
            boolean isRefused = decision instanceof Decision.Refused;
            collector.add(new Span(
                    context,
                    "review " + lower(endpoint),
                    Span.Kind.SERVER,
                    began,
                    nanos,
                    Map.of(
                            "navicert.uid", review.uid(),
                            "navicert.endpoint", lower(endpoint),
                            "navicert.operation", review.operation().name(),
                            "navicert.kind", review.kind().toString(),
                            "k8s.namespace.name", review.namespace(),
                            "navicert.decision", isRefused ? "refused" : "admitted")));
        }
    }

    private final class FollowedJudge implements ImageJudge {
        private final ImageJudge judge;
        private final TraceContext review;

        FollowedJudge(ImageJudge judge, TraceContext review) {
            this.judge = judge;
            this.review = review;
        }

        @Override
        public Case open(Endpoint endpoint, String written, String namespace) {
            return new FollowedCase(judge.open(endpoint, written, namespace), written, review);
        }

        @Override
        public Mode modeWithoutRule(String namespace) {
            return judge.modeWithoutRule(namespace);
        }
    }

    private final class FollowedCase implements ImageJudge.Case {
        private final ImageJudge.Case opened;
        private final String written;
        private final TraceContext review;

        FollowedCase(ImageJudge.Case opened, String written, TraceContext review) {
            this.opened = opened;
            this.written = written;
            this.review = review;
        }

        @Override
        public Mode mode() {
            return opened.mode();
        }

        @Override
        public Templates templates() {
            return opened.templates();
        }

        @Override
        public String rule() {
            return opened.rule();
        }

        @Override
        public Optional<Outcome> atOnce() {
            Instant began = clock.instant();
            long start = System.nanoTime();
            Optional<Outcome> known = opened.atOnce();
            known.ifPresent(outcome -> tell(outcome, "view", began, System.nanoTime() - start));
            return known;
        }

        @Override
        public CompletableFuture<Outcome> verify(Deadline deadline) {
            Instant began = clock.instant();
            long start = System.nanoTime();
            return opened.verify(deadline).thenApply(outcome -> {
                tell(outcome, "verify", began, System.nanoTime() - start);
                return outcome;
            });
        }

        private void tell(Outcome outcome, String phase, Instant began, long nanos) {
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("navicert.image", written);
            attributes.put("navicert.rule", opened.rule());
            attributes.put("navicert.mode", lower(opened.mode()));
            attributes.put(
                    "navicert.verdict", outcome.fold(vouched -> "signed", exempt -> "exempt", failed -> "refused"));
            attributes.put(
                    "navicert.codes",
                    outcome.fold(
                            vouched -> "",
                            exempt -> "",
                            failed -> failed.reasons().stream()
                                    .map(reason -> reason.code().name())
                                    .distinct()
                                    .collect(Collectors.joining(","))));
            collector.add(new Span(review.child(), phase, Span.Kind.INTERNAL, began, nanos, attributes));
        }
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
