package dev.navicert.notary;

import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Accompanies one request of {@link VertxTransport}: takes its answer as it comes, and ends it for both sides when there is too
 * much of it or the time is over. Its methods run on the event loop, except {@link #await}.
 */
final class VertxExchange {
    private final Request request;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final Buffer body = Buffer.buffer();
    private volatile Optional<HttpClientRequest> sent = Optional.empty();
    private volatile Optional<HttpClientResponse> received = Optional.empty();
    private long limit;

    VertxExchange(Request request) {
        this.request = request;
    }

    /** The connection ended before an answer began. */
    static final class HungUpException extends IOException {
        private static final long serialVersionUID = 1L;

        HungUpException(Throwable cause) {
            super("EOF", cause);
        }
    }

    /** What Web Client is to do with the body: hand it over here. */
    BodyCodec<Void> codec() {
        return handler -> handler.handle(Future.succeededFuture(new Pieces()));
    }

    /** The request is about to be sent. */
    void begin(HttpClientRequest ready) {
        sent = Optional.of(ready);
        if (answer.isDone()) {
            ready.reset();
        }
    }

    /** The head of the answer is there; returns whether its body is wanted. */
    boolean receive(HttpClientResponse response) {
        received = Optional.of(response);
        limit = Answer.limit(response.statusCode(), request);
        if (announced(response) > limit && overlong(response) != Request.Overlong.CUT) {
            response.exceptionHandler(reset -> {}); // told already
            fail(new TooLongException(limit));
        }
        return !answer.isDone();
    }

    private Request.Overlong overlong(HttpClientResponse response) {
        return Answer.overlong(response.statusCode(), request);
    }

    private static long announced(HttpClientResponse response) {
        String length = response.getHeader("content-length");
        return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
    }

    private void take(Buffer piece) {
        HttpClientResponse response = received.orElseThrow();
        long room = limit - body.length();
        if (answer.isDone()) {
            return;
        }
        if (piece.length() <= room) {
            body.appendBuffer(piece);
        } else if (overlong(response) == Request.Overlong.REFUSE) {
            fail(new TooLongException(limit));
        } else {
            body.appendBuffer(piece, 0, (int) room);
            complete();
            abort();
        }
    }

    /** The answer is there, whole. */
    void complete() {
        answer.complete(VertxWords.answer(received.orElseThrow(), body.getBytes()));
    }

    /** Whatever went wrong first is the reason. */
    void fail(Throwable cause) {
        if (answer.completeExceptionally(cause)) {
            abort();
        }
    }

    /** Ends the exchange for both sides; with HTTP/1.1 that closes the connection. */
    private void abort() {
        sent.ifPresent(HttpClientRequest::reset);
    }

    /** Waits for the answer, until the deadline at most. */
    Answer await(Deadline deadline) throws RemoteException, IOException {
        try {
            return answer.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            fail(e);
            throw sent.isPresent() ? Failures.notAnsweredInTime(request) : Failures.notConnectedInTime(request);
        } catch (InterruptedException e) {
            fail(e);
            Thread.currentThread().interrupt();
            throw Failures.notAnsweredInTime(request);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TooLongException) {
                throw Failures.tooLarge(request);
            }
            if (e.getCause() instanceof HttpClosedException hungUp && received.isEmpty()) {
                throw new HungUpException(hungUp);
            }
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    /** The body, piece by piece as it arrives. */
    private final class Pieces implements BodyStream<Void> {
        @Override
        public Future<Void> write(Buffer piece) {
            take(piece);
            return Future.succeededFuture();
        }

        @Override
        public void write(Buffer piece, Handler<AsyncResult<Void>> written) {
            take(piece);
            written.handle(Future.succeededFuture());
        }

        @Override
        public void end(Handler<AsyncResult<Void>> ended) {
            // Also called when the body broke off: Web Client's own result tells whether it is whole.
            ended.handle(Future.succeededFuture());
        }

        @Override
        public void handle(Throwable cause) {
            fail(cause);
        }

        @Override
        public Future<Void> result() {
            return Future.succeededFuture();
        }

        @Override
        public WriteStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
            return this;
        }

        @Override
        public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
            return this;
        }

        @Override
        public boolean writeQueueFull() {
            return false;
        }

        @Override
        public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
            return this;
        }
    }
}
