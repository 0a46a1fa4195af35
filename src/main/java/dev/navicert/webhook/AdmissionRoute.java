package dev.navicert.webhook;

import dev.navicert.trust.Deadline;
import dev.navicert.webhook.review.Answer;
import dev.navicert.webhook.review.Decision;
import dev.navicert.webhook.review.Deliberation;
import dev.navicert.webhook.review.Endpoint;
import dev.navicert.webhook.review.MalformedReviewException;
import dev.navicert.webhook.review.RequestTimeout;
import dev.navicert.webhook.review.Review;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code POST /mutate} and {@code POST /validate}: from a request to a {@link Deliberation} and back. */
final class AdmissionRoute implements Handler<HttpServerRequest> {
    /** Longer bodies are decoded by a worker: the event loop has others to serve. */
    private static final int LONG_BODY = 256 << 10;

    private final Vertx vertx;
    private final Intake intake;
    private final Supplier<Deliberation> deliberations;
    private final Executor workers;
    private final Record record;
    private final BooleanSupplier isClosing;

    /**
     * @param deliberations a new one for each review, by the policy of that moment
     * @param isClosing whether no further request is wanted on a connection
     */
    AdmissionRoute(
            Vertx vertx,
            Intake intake,
            Supplier<Deliberation> deliberations,
            Executor workers,
            Record record,
            BooleanSupplier isClosing) {
        this.vertx = vertx;
        this.intake = intake;
        this.deliberations = deliberations;
        this.workers = workers;
        this.record = record;
        this.isClosing = isClosing;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Exchange exchange = new Exchange(request, intake, Review.MAX_BYTES, vertx, isClosing.getAsBoolean());
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
                exchange.read(body -> take(exchange, endpoint, body, deadline));
            } catch (MalformedReviewException e) {
                refuse(exchange, 400, e.getMessage());
            } catch (IllegalArgumentException e) {
                refuse(exchange, 400, "the query cannot be decoded"); // Vert.x decodes it when it is first asked for
            }
        }
    }

    private void take(Exchange exchange, Endpoint endpoint, byte[] body, Deadline deadline) {
        if (body.length <= LONG_BODY) {
            decide(exchange, endpoint, body, deadline);
            return;
        }
        try {
            workers.execute(() -> decide(exchange, endpoint, body, deadline));
        } catch (RejectedExecutionException full) {
            refuse(exchange, 503, "too many reviews at once; try again in a moment");
        }
    }

    private void decide(Exchange exchange, Endpoint endpoint, byte[] body, Deadline deadline) {
        Review review;
        try {
            review = Review.decode(body);
            Deliberation deliberation = deliberations.get();
            deliberation
                    .decide(endpoint, review, deadline)
                    .thenAccept(decision -> answer(exchange, endpoint, review, decision))
                    .exceptionally(bug -> {
                        answer(exchange, endpoint, review, deliberation.failed(review, bug));
                        return null;
                    });
        } catch (MalformedReviewException e) {
            refuse(exchange, 400, e.getMessage());
        } catch (RuntimeException | Error bug) {
            record.bug(bug);
            refuse(exchange, 500, "Navicert failed on this review; look into its log");
        }
    }

    private void answer(Exchange exchange, Endpoint endpoint, Review review, Decision decision) {
        byte[] answer = Answer.to(review, decision);
        exchange.answer(200, "application/json", answer);
        record.decision(endpoint, review, decision, exchange.nanos());
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
        void decision(Endpoint endpoint, Review review, Decision decision, long nanos);

        void badRequest(int status);

        /** A failure that is the program's own. */
        void bug(Throwable bug);
    }
}
