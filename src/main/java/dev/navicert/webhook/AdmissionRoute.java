package dev.navicert.webhook;

import dev.navicert.policy.Code;
import dev.navicert.policy.Reason;
import dev.navicert.trust.Deadline;
import dev.navicert.webhook.review.Answer;
import dev.navicert.webhook.review.Decision;
import dev.navicert.webhook.review.Deliberation;
import dev.navicert.webhook.review.Endpoint;
import dev.navicert.webhook.review.Facts;
import dev.navicert.webhook.review.LimitExceededException;
import dev.navicert.webhook.review.MalformedReviewException;
import dev.navicert.webhook.review.Phase;
import dev.navicert.webhook.review.RequestTimeout;
import dev.navicert.webhook.review.Review;
import dev.navicert.webhook.review.ReviewLimits;
import dev.navicert.webhook.trace.Tracing;
import dev.navicert.webhook.trace.Trail;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code POST /mutate} and {@code POST /validate}: from a request to a {@link Deliberation} and back. */
final class AdmissionRoute implements Handler<HttpServerRequest> {
    /** How long an API server may take to send the longest review. */
    static final Duration SLOWEST_BODY = Duration.ofSeconds(5);

    private static final Reason FAILED = new Reason(
            Code.INTERNAL, "Navicert failed on this review", "look into its log and report what is said there");

    /** Longer bodies are decoded by others: the event loop has more to do. */
    private static final int LONG_BODY = 256 << 10;

    private final Vertx vertx;
    private final Intake intake;
    private final Duration slowestBody;
    private final Function<Trail, Deliberation> deliberations;
    private final Executor readers;
    private final Record record;
    private final Tracing tracing;
    private final BooleanSupplier isClosing;

    /**
     * @param slowestBody how long a body may take to arrive, where the request itself grants as much
     * @param deliberations a new one for each review, by the policy of that moment, followed by its trail
     * @param readers decode long bodies, and wait for nothing
     * @param tracing follows reviews, or does not
     * @param isClosing whether no further request is wanted on a connection
     */
    AdmissionRoute(
            Vertx vertx,
            Intake intake,
            Duration slowestBody,
            Function<Trail, Deliberation> deliberations,
            Executor readers,
            Record record,
            Tracing tracing,
            BooleanSupplier isClosing) {
        this.vertx = vertx;
        this.intake = intake;
        this.slowestBody = slowestBody;
        this.deliberations = deliberations;
        this.readers = readers;
        this.record = record;
        this.tracing = tracing;
        this.isClosing = isClosing;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Exchange exchange = new Exchange(request, intake, ReviewLimits.longestBody(), vertx, isClosing.getAsBoolean());
        Endpoint endpoint = endpoint(request.path());
        if (endpoint == null) {
            refuse(exchange, 404, "there is nothing here but /mutate and /validate");
        } else if (!request.method().equals(HttpMethod.POST)) {
            request.response().putHeader("allow", "POST");
            refuse(exchange, 405, "an AdmissionReview is to be sent with POST");
        } else if (!isJson(request.getHeader("content-type"))) {
            refuse(exchange, 415, "an AdmissionReview is to be sent as application/json");
        } else {
            try {
                Deadline deadline = RequestTimeout.deadline(request.getParam("timeout"));
                Duration granted = deadline.remaining();
                exchange.read(
                        granted.compareTo(slowestBody) < 0 ? granted : slowestBody,
                        new Reception(
                                exchange, endpoint, deadline, tracing.follow(() -> request.getHeader("traceparent"))));
            } catch (MalformedReviewException e) {
                refuse(exchange, 400, e.getMessage());
            } catch (IllegalArgumentException e) {
                refuse(exchange, 400, "the query cannot be decoded"); // Vert.x decodes it when it is first asked for
            }
        }
    }

    /** Takes one review's body. */
    private final class Reception implements Exchange.Receiver {
        private final Exchange exchange;
        private final Endpoint endpoint;
        private final Deadline deadline;
        private final Trail trail;

        Reception(Exchange exchange, Endpoint endpoint, Deadline deadline, Trail trail) {
            this.exchange = exchange;
            this.endpoint = endpoint;
            this.deadline = deadline;
            this.trail = trail;
        }

        @Override
        public void whole(Body body) {
            if (body.length() <= LONG_BODY) {
                decide(body);
                return;
            }
            try {
                readers.execute(() -> decide(body));
            } catch (RejectedExecutionException full) {
                cut(body, Cut.TOO_MUCH);
            }
        }

        @Override
        public void cut(Body beginning, Cut why) {
            unread(beginning, why.status(), why.reason());
        }

        private void decide(Body body) {
            Deliberation deliberation;
            Review review;
            try {
                deliberation = deliberations.apply(trail);
                long began = System.nanoTime();
                review = Review.decode(body.stream());
                record.took(review, Phase.PARSE, System.nanoTime() - began);
                exchange.keeps(review.weight());
            } catch (MalformedReviewException e) {
                refuse(exchange, 400, e.getMessage());
                return;
            } catch (LimitExceededException e) {
                unread(body, 413, tooLarge(e));
                return;
            } catch (RuntimeException | Error bug) {
                record.bug(bug);
                unread(body, 500, FAILED);
                return;
            }
            decide(deliberation, review);
        }

        private void decide(Deliberation deliberation, Review review) {
            try {
                deliberation
                        .decide(endpoint, review, deadline)
                        .thenAccept(decision -> answer(review, decision))
                        .exceptionally(bug -> {
                            answer(review, deliberation.failed(review, bug));
                            return null;
                        });
            } catch (MalformedReviewException e) {
                refuse(exchange, 400, e.getMessage());
            } catch (RuntimeException | Error bug) {
                answer(review, deliberation.failed(review, bug));
            }
        }

        /** Refuses what could not be read whole: by a review where there is a uid to answer, else by an HTTP status. */
        private void unread(Body body, int status, Reason reason) {
            try {
                Review head = Review.head(body.stream()).orElse(null);
                if (head == null) {
                    refuse(exchange, status, reason.line());
                } else {
                    answer(head, deliberations.apply(trail).unread(head, reason));
                }
            } catch (RuntimeException | Error bug) {
                record.bug(bug);
                refuse(exchange, 500, FAILED.line());
            }
        }

        private void answer(Review review, Decision decision) {
            long began = System.nanoTime();
            Facts facts = Facts.of(decision);
            byte[] answer = Answer.to(review, decision, facts);
            exchange.answer(200, "application/json", answer);
            record.took(review, Phase.WRITE, System.nanoTime() - began);
            long nanos = exchange.nanos();
            record.decision(endpoint, review, decision, facts, nanos);
            trail.ended(endpoint, review, decision, nanos);
        }

        private Reason tooLarge(LimitExceededException e) {
            return new Reason(
                    Code.LIMIT,
                    String.valueOf(e.getMessage()),
                    "make the object smaller: it is larger than any that runs");
        }
    }

    private void refuse(Exchange exchange, int status, @Nullable String message) {
        record.badRequest(status);
        exchange.refuse(status, String.valueOf(message));
    }

    private static @Nullable Endpoint endpoint(@Nullable String path) {
        if ("/mutate".equals(path)) {
            return Endpoint.MUTATE;
        }
        return "/validate".equals(path) ? Endpoint.VALIDATE : null;
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.strip().toLowerCase(Locale.ROOT).equals("application/json");
    }

    /** Where it is kept what happened here. */
    interface Record {
        void decision(Endpoint endpoint, Review review, Decision decision, Facts facts, long nanos);

        void took(Review review, Phase phase, long nanos);

        void badRequest(int status);

        /** A failure that is the program's own. */
        void bug(Throwable bug);
    }
}
