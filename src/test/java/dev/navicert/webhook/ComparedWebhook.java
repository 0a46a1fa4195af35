package dev.navicert.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.navicert.webhook.review.ReviewLimits;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The webhook, and on the same event loops, by the same kind of listener, what it is measured against: {@code /tree} parses the
 * review as a Jackson tree and answers a constant patch, {@code /read} only reads it. Started by the scripts of {@code src/bench}.
 */
public final class ComparedWebhook {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATCH = Base64.getEncoder()
            .encodeToString(
                    "[{\"op\":\"replace\",\"path\":\"/spec/containers/0/image\",\"value\":\"registry.example/app@sha256:0\"}]"
                            .getBytes(StandardCharsets.UTF_8));

    private ComparedWebhook() {}

    /** Takes the webhook's own words, and first the port of what it is measured against. */
    public static void main(String... words) throws Exception {
        WebhookOptions options = WebhookOptions.parse(List.of(words).subList(1, words.length), Map.of());
        Vertx vertx = Vertx.vertx();
        Webhook webhook = Webhook.start(
                options, vertx, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), Clock.systemUTC(), System.err);
        new AdmissionServer(
                        vertx,
                        options.host(),
                        Integer.parseInt(words[0]),
                        certificate(options),
                        Intake.forHeap(Runtime.getRuntime().maxMemory(), ReviewLimits.longestBody()),
                        ComparedWebhook::answer)
                .start()
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        webhook.announce();
    }

    private static CurrentCertificate certificate(WebhookOptions options) throws StartException {
        OwnCertificate own = new OwnCertificate(options.state(), Clock.systemUTC());
        return new CurrentCertificate(ServingCertificate.read(own.ready()));
    }

    private static void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            String uid = request.path().equals("/tree") ? uid(body) : "u1";
            request.response()
                    .putHeader("content-type", "application/json")
                    .end("{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"response\":{\"uid\":\""
                            + uid + "\",\"allowed\":true,\"patchType\":\"JSONPatch\",\"patch\":\"" + PATCH + "\"}}");
        });
    }

    private static String uid(Buffer body) {
        try {
            JsonNode review = JSON.readTree(body.getBytes());
            return review.path("request").path("uid").asText();
        } catch (IOException e) {
            throw new IllegalStateException("the script sends JSON", e);
        }
    }
}
