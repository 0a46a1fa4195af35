package dev.navicert.webhook;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request from its first line to its answer: reads the body against the caps, answers once, and gives back what it took
 * from the {@link Intake} however it ends. Lives on its connection's event loop; {@link #answer} may be called from anywhere.
 */
final class Exchange {
    private final HttpServerRequest request;
    private final Intake intake;
    private final int longestBody;
    private final Vertx vertx;
    private final Context context;
    private final boolean isLast;
    private final long began = System.nanoTime();
    private Body body = new Body();
    private @Nullable Cut cut;
    private long timer = -1;
    private boolean complete;
    private boolean handedOver;
    private boolean ended;
    /** Nothing is to be given back before something was taken. */
    private Intake.@Nullable Share share;

    /** @param isLast whether the connection is to be closed after the answer, as when the webhook is about to end */
    Exchange(HttpServerRequest request, Intake intake, int longestBody, Vertx vertx, boolean isLast) {
        this.request = request;
        this.intake = intake;
        this.longestBody = longestBody;
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.isLast = isLast;
    }

    /** Who takes the body, one way or the other, once. */
    interface Receiver {
        void whole(Body body);

        /** @param beginning as much of it as there is, {@link Body#SMALL} at most */
        void cut(Body beginning, Cut why);
    }

    /**
     * Reads the body and hands it on. What is too long is read over to its end, so that its sender listens to the answer.
     *
     * @param patience how long the body may take
     */
    void read(Duration patience, Receiver receiver) {
        Intake.Share mine = intake.enter(() -> context.runOnContext(there -> handOver(Cut.TOO_MUCH, receiver)));
        if (mine == null) {
            end(Cut.TOO_MUCH.status(), "text/plain", bytes(Cut.TOO_MUCH.reason().line() + "\n"));
            return;
        }
        share = mine;
        request.response().closeHandler(closed -> release());
        request.response().exceptionHandler(failure -> release());
        if (mine.isTurnedAway()) {
            cut = Cut.TOO_MUCH;
        } else if (declaredLength() > longestBody) {
            cut = Cut.TOO_LONG;
        }
        timer = vertx.setTimer(
                Math.max(1, patience.toMillis()), late -> handOver(cut == null ? Cut.TOO_SLOW : cut, receiver));
        request.exceptionHandler(failure -> release());
        request.handler(chunk -> take(chunk, mine));
        request.endHandler(end -> {
            complete = true;
            handOver(cut, receiver);
        });
        request.resume();
    }

    private void take(Buffer chunk, Intake.Share mine) {
        if (handedOver || ended) {
            return;
        }
        if (cut == null && (long) body.length() + chunk.length() > longestBody) {
            cut(Cut.TOO_LONG, mine);
        } else if (cut == null && !mine.take(body.sizeWith(chunk.length()))) {
            cut(Cut.TOO_MUCH, mine);
        }
        body.add(chunk, cut == null ? longestBody : Body.SMALL);
    }

    private void cut(Cut why, Intake.Share mine) {
        cut = why;
        body.shorten();
        mine.keep(Body.SMALL);
    }

    private void handOver(@Nullable Cut why, Receiver receiver) {
        Intake.Share mine = share;
        if (handedOver || ended || mine == null) {
            return;
        }
        handedOver = true;
        vertx.cancelTimer(timer);
        mine.received();
        Body received = body;
        body = new Body();
        if (why == null) {
            receiver.whole(received);
        } else {
            received.shorten();
            mine.keep(Body.SMALL);
            receiver.cut(received, why);
        }
    }

    /** Tells that of the body only so many bytes are still in memory. */
    void keeps(long size) {
        Intake.Share mine = share;
        if (mine != null) {
            mine.keep(size);
        }
    }

    /** Answers; later answers are ignored. */
    void answer(int status, String type, byte[] content) {
        if (Vertx.currentContext() == context) {
            end(status, type, content);
        } else {
            context.runOnContext(there -> end(status, type, content));
        }
    }

    void refuse(int status, String message) {
        answer(status, "text/plain; charset=utf-8", bytes(message + "\n"));
    }

    /** Since the request's first line was read. */
    long nanos() {
        return System.nanoTime() - began;
    }

    private long declaredLength() {
        String text = request.getHeader("content-length");
        try {
            return text == null ? 0 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private void end(int status, String type, byte[] content) {
        HttpServerResponse response = request.response();
        if (ended) {
            return;
        }
        ended = true;
        boolean isHttp1 = request.version() != HttpVersion.HTTP_2;
        boolean breaksOff = status >= 408 || (share != null && !complete);
        boolean closes = isLast || breaksOff;
        if (!response.closed() && !response.ended()) {
            response.setStatusCode(status).putHeader("content-type", type);
            if (closes && isHttp1) {
                response.putHeader("connection", "close");
            }
            response.end(Buffer.buffer(content)).onComplete(sent -> {
                release();
                if (closes && isHttp1) {
                    request.connection().close();
                } else if (breaksOff) {
                    response.reset();
                }
            });
        } else {
            release();
        }
    }

    private void release() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
        }
        ended = true;
        if (share != null) {
            share.leave();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
