package dev.navicert.notary;

import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.KeyManagerFactory;

/**
 * HTTP/1.1 over Vert.x with pooled connections, for the webhook: callers wait on worker threads, the event loop never does.
 *
 * <p>This is the client underneath Vert.x Web Client. The latter either holds a body whole before it can be judged or, when
 * told to stop, reads on and throws away; here the request is reset at the first byte too many. See {@code
 * docs/adr/0010-two-transports.md}.
 */
public final class VertxTransport implements Transport {
    private static final int POOL = 16;
    private static final int CONNECT_MILLIS = 10_000;
    private static final int IDLE_SECONDS = 60;

    private final HttpClient client;
    private final Proxies proxies;

    private VertxTransport(HttpClient client, Proxies proxies) {
        this.client = client;
        this.proxies = proxies;
    }

    /** @throws InvalidTlsSettingsException if the certificates cannot be used */
    public static VertxTransport of(Vertx vertx, TlsSettings tls, Proxies proxies) throws InvalidTlsSettingsException {
        HttpClientOptions options = new HttpClientOptions()
                .setMaxPoolSize(POOL)
                .setKeepAlive(true)
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setConnectTimeout(CONNECT_MILLIS)
                .setEnabledSecureTransportProtocols(new LinkedHashSet<>(TlsSettings.PROTOCOLS))
                .setVerifyHost(tls.isVerifying())
                .setDecompressionSupported(false);
        try {
            options.setTrustOptions(TrustOptions.wrap(tls.trustManager()));
            Optional<KeyManagerFactory> client = tls.keyManagers();
            if (client.isPresent()) {
                options.setKeyCertOptions(KeyCertOptions.wrap(
                        (javax.net.ssl.X509KeyManager) client.get().getKeyManagers()[0]));
            }
        } catch (GeneralSecurityException | IOException e) {
            throw new InvalidTlsSettingsException("tls: " + e.getMessage());
        }
        return new VertxTransport(
                vertx.httpClientBuilder()
                        .with(options)
                        .withConnectHandler(connection -> connection.exceptionHandler(VertxTransport::alreadyTold))
                        .build(),
                proxies);
    }

    /** Whatever breaks a connection reaches its request, which reports it; Vert.x would log it a second time. */
    private static void alreadyTold(Throwable failure) {}

    @Override
    public Answer send(Request request, Deadline deadline) throws RemoteException {
        try {
            return exchange(request, deadline);
        } catch (HungUpException idleConnectionEnded) {
            // The server may have ended a kept connection just when we used it; once more is no repetition.
        } catch (IOException e) {
            throw failure(request, e, deadline);
        }
        try {
            return exchange(request, deadline);
        } catch (IOException e) {
            throw failure(request, e, deadline);
        }
    }

    private static RemoteException failure(Request request, IOException e, Deadline deadline) {
        return deadline.passed()
                ? Failures.notAnsweredInTime(request)
                : Failures.unreachable(request, VertxWords.of(request, e));
    }

    private Answer exchange(Request request, Deadline deadline) throws RemoteException, IOException {
        Exchange exchange = new Exchange(request);
        client.request(options(request, deadline)).onComplete(exchange::begin, exchange::fail);
        return exchange.await(deadline);
    }

    /** The connection ended before an answer began. */
    private static final class HungUpException extends IOException {
        private static final long serialVersionUID = 1L;

        HungUpException(Throwable cause) {
            super("EOF", cause);
        }
    }

    private RequestOptions options(Request request, Deadline deadline) throws NetworkFailure {
        HttpUrl url = request.url();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(request.method()))
                .setSsl(url.isEncrypted())
                .setHost(url.host())
                .setPort(url.port())
                .setURI(url.target())
                .setConnectTimeout(Math.max(
                        1, Math.min(CONNECT_MILLIS, deadline.remaining().toMillis())))
                .putHeader("User-Agent", "navicert");
        request.headers().forEach(options::putHeader);
        proxies.proxyFor(url).ifPresent(proxy -> options.setProxyOptions(proxy(proxy)));
        return options;
    }

    private static ProxyOptions proxy(Proxy proxy) {
        ProxyOptions options = new ProxyOptions()
                .setType(proxy.kind() == Proxy.Kind.HTTP ? ProxyType.HTTP : ProxyType.SOCKS5)
                .setHost(proxy.host())
                .setPort(proxy.port());
        proxy.login().ifPresent(login -> options.setUsername(login.user()).setPassword(login.password()));
        return options;
    }

    @Override
    public void close() {
        client.close();
    }

    /** One request on its way; its methods run on the event loop, except {@link #await}. */
    private static final class Exchange {
        private final Request request;
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();
        private final Buffer body = Buffer.buffer();
        private volatile Optional<HttpClientRequest> sent = Optional.empty();
        private volatile boolean begun;

        Exchange(Request request) {
            this.request = request;
        }

        void begin(HttpClientRequest ready) {
            sent = Optional.of(ready);
            if (answer.isDone()) {
                ready.reset();
                return;
            }
            ready.exceptionHandler(this::fail);
            ready.send(Buffer.buffer(request.body())).onComplete(this::receive, this::fail);
        }

        private void receive(HttpClientResponse response) {
            begun = true;
            response.exceptionHandler(this::fail);
            int status = response.statusCode();
            long limit = Answer.limit(status, request);
            Request.Overlong overlong = Answer.overlong(status, request);
            if (announced(response) > limit && overlong != Request.Overlong.CUT) {
                fail(new TooLongException(limit));
                return;
            }
            response.handler(piece -> {
                long room = limit - body.length();
                if (piece.length() <= room) {
                    body.appendBuffer(piece);
                } else if (overlong == Request.Overlong.REFUSE) {
                    fail(new TooLongException(limit));
                } else {
                    body.appendBuffer(piece, 0, (int) room);
                    complete(response);
                    abort();
                }
            });
            response.endHandler(end -> complete(response));
        }

        private static long announced(HttpClientResponse response) {
            String length = response.getHeader("content-length");
            return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
        }

        private void complete(HttpClientResponse response) {
            answer.complete(VertxWords.answer(response, body.getBytes()));
        }

        void fail(Throwable cause) {
            if (answer.completeExceptionally(cause)) {
                abort();
            }
        }

        /** Ends the exchange for both sides; with HTTP/1.1 that closes the connection. */
        private void abort() {
            sent.ifPresent(HttpClientRequest::reset);
        }

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
                if (e.getCause() instanceof HttpClosedException hungUp && !begun) {
                    throw new HungUpException(hungUp);
                }
                throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
            }
        }
    }
}
