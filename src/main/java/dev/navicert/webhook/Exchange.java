package dev.navicert.webhook;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * One request from its first line to its answer: reads the body against the caps, answers once, and gives back what it took
 * from the {@link Intake} however it ends. Lives on its connection's event loop; {@link #answer} may be called from anywhere.
 */
final class Exchange {
    private static final long SLOWEST_BODY_MILLIS = 10_000;
    private static final int FIRST_GUESS = 16 << 10;

    private final HttpServerRequest request;
    private final Intake intake;
    private final int longestBody;
    private final Vertx vertx;
    private final Context context;
    private final boolean isLast;
    private final long began = System.nanoTime();
    private final Buffer body = Buffer.buffer(FIRST_GUESS);
    private long timer = -1;
    private long taken;
    private boolean ended;
    /** Nothing is to be given back before something was taken. */
    private boolean released = true;

    /** @param isLast whether the connection is to be closed after the answer, as when the webhook is about to end */
    Exchange(HttpServerRequest request, Intake intake, int longestBody, Vertx vertx, boolean isLast) {
        this.request = request;
        this.intake = intake;
        this.longestBody = longestBody;
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.isLast = isLast;
    }

    /** Reads the body and hands it on; answers itself if it is too long, too slow or broken off. */
    void read(Consumer<byte[]> whole) {
        if (!intake.enter()) {
            end(503, "text/plain", bytes("too many requests at once; try again in a moment\n"));
            return;
        }
        released = false;
        request.response().closeHandler(closed -> release());
        request.response().exceptionHandler(failure -> release());
        if (declaredLength() > longestBody) {
            end(413, "text/plain", bytes("the body is longer than " + longestBody + " bytes\n"));
            return;
        }
        timer = vertx.setTimer(SLOWEST_BODY_MILLIS, late -> end(408, "text/plain", bytes("the body took too long\n")));
        request.exceptionHandler(failure -> release());
        request.handler(this::take);
        request.endHandler(complete -> {
            vertx.cancelTimer(timer);
            if (!ended) {
                whole.accept(body.getBytes());
            }
        });
        request.resume();
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

    private void take(Buffer chunk) {
        if (ended) {
            return;
        }
        if (taken + chunk.length() > longestBody) {
            end(413, "text/plain", bytes("the body is longer than " + longestBody + " bytes\n"));
        } else if (!intake.take(chunk.length())) {
            end(503, "text/plain", bytes("too much data at once; try again in a moment\n"));
        } else {
            taken += chunk.length();
            body.appendBuffer(chunk);
        }
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
        boolean closes = isLast || status >= 408;
        if (!response.closed() && !response.ended()) {
            response.setStatusCode(status).putHeader("content-type", type);
            if (closes && isHttp1) {
                response.putHeader("connection", "close");
            }
            response.end(Buffer.buffer(content)).onComplete(sent -> {
                release();
                if (closes && isHttp1) {
                    request.connection().close();
                } else if (status >= 408) {
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
        if (!released) {
            released = true;
            ended = true;
            intake.leave(taken);
            taken = 0;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
