package dev.navicert.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A webhook on free ports of this machine, and what asks it. */
final class LiveWebhook implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Vertx vertx = Vertx.vertx();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Webhook webhook;
    private final HttpClient client;

    LiveWebhook(Path policy, Path state) throws Exception {
        this(new WebhookOptions(policy, "127.0.0.1", 0, null, state, 0));
    }

    LiveWebhook(Path policy, Path state, Clock clock) throws Exception {
        this(new WebhookOptions(policy, "127.0.0.1", 0, null, state, 0), clock);
    }

    LiveWebhook(WebhookOptions options) throws Exception {
        this(options, Clock.systemUTC());
    }

    private LiveWebhook(WebhookOptions options, Clock clock) throws Exception {
        try {
            webhook = Webhook.start(
                    options,
                    vertx,
                    new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                    clock,
                    new PrintStream(log, true, StandardCharsets.UTF_8));
        } catch (StartException e) {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
            throw e;
        }
        Path authority = webhook.authority().orElse(null);
        client = client(authority);
    }

    private static HttpClient client(@Nullable Path authority) throws Exception {
        HttpClient.Builder builder = HttpClient.newBuilder();
        return (authority == null ? builder : builder.sslContext(Certificates.trusting(authority))).build();
    }

    Webhook webhook() {
        return webhook;
    }

    /** Everything that was logged so far. */
    String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    /** Everything that was logged so far, once it has this; the log is written behind the answer. */
    String logWith(String awaited) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!log().contains(awaited) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return log();
    }

    /** The {@code response} to a pod with this image. */
    JsonNode mutate(String image) throws Exception {
        return review("/mutate?timeout=10s", image);
    }

    JsonNode review(String path, String image) throws Exception {
        HttpResponse<String> answer = client.send(request(path, image), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body()).path("response");
    }

    HttpRequest request(String path, String image) {
        return request(path, "shop", List.of(image));
    }

    HttpRequest request(String path, String namespace, List<String> images) {
        String containers = IntStream.range(0, images.size())
                .mapToObj(
                        i -> "{\"name\":\"" + (i == 0 ? "app" : "app" + i) + "\",\"image\":\"" + images.get(i) + "\"}")
                .collect(Collectors.joining(","));
        String body = """
                {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u1","operation":"CREATE",\
                "kind":{"group":"","version":"v1","kind":"Pod"},"namespace":"%s","userInfo":{"username":"alice"},\
                "object":{"metadata":{},"spec":{"containers":[%s]}}}}""".formatted(namespace, containers);
        return HttpRequest.newBuilder(URI.create(webhook.url() + path))
                .timeout(Duration.ofSeconds(40))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    HttpClient client() {
        return client;
    }

    /** What the plain port answers, as status and body. */
    HttpResponse<String> health(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(webhook.metricsUrl() + path))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() throws Exception {
        webhook.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
