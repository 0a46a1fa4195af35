package dev.navicert.notary;

import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.core.net.TrustOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.client.impl.ClientPhase;
import io.vertx.ext.web.client.impl.HttpContext;
import io.vertx.ext.web.client.impl.WebClientInternal;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;

/**
 * HTTP/1.1 by Vert.x Web Client with pooled connections, for the webhook: callers wait on worker threads, the event loop never
 * does.
 *
 * <p>Left to itself, Web Client holds a body whole before anybody can judge it or, told to stop, reads on and throws away. So
 * each request is accompanied by a {@link VertxExchange}, which takes the body piece by piece and resets the request at the
 * first byte too many. See {@code docs/adr/0010-two-transports.md}.
 */
public final class VertxTransport implements Transport {
    /** Per server. Never-seen repositories hold 16 at most: if all of them hang, there is room for those that are known. */
    private static final int POOL = 48;

    private static final int CONNECT_MILLIS = 10_000;
    private static final int IDLE_SECONDS = 60;

    private final WebClient client;
    private final Proxies proxies;
    /** Requests on their way, by their identity: how the interceptor finds who accompanies one. */
    private final Map<HttpRequest<?>, VertxExchange> underWay = new ConcurrentHashMap<>();

    private VertxTransport(HttpClient client, Proxies proxies) {
        this.client = WebClient.wrap(
                client, new WebClientOptions().setFollowRedirects(false).setUserAgentEnabled(false));
        this.proxies = proxies;
        ((WebClientInternal) this.client).addInterceptor(this::accompany);
    }

    private void accompany(HttpContext<?> context) {
        VertxExchange exchange = underWay.get(context.request());
        if (exchange != null && context.phase() == ClientPhase.SEND_REQUEST) {
            exchange.begin(context.clientRequest());
        } else if (exchange != null
                && context.phase() == ClientPhase.RECEIVE_RESPONSE
                && !exchange.receive(context.clientResponse())) {
            return;
        }
        context.next();
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
        } catch (VertxExchange.HungUpException idleConnectionEnded) {
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
                : Failures.unreachable(request, VertxWords.of(request, e), VertxWords.prospect(e));
    }

    private Answer exchange(Request request, Deadline deadline) throws RemoteException, IOException {
        VertxExchange exchange = new VertxExchange(request);
        HttpRequest<Void> prepared = client.request(HttpMethod.valueOf(request.method()), options(request, deadline))
                .as(exchange.codec());
        underWay.put(prepared, exchange);
        try {
            prepared.sendBuffer(Buffer.buffer(request.body())).onComplete(whole -> exchange.complete(), exchange::fail);
            return exchange.await(deadline);
        } finally {
            underWay.remove(prepared);
        }
    }

    private RequestOptions options(Request request, Deadline deadline) throws NetworkFailure {
        HttpUrl url = request.url();
        RequestOptions options = new RequestOptions()
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
}
