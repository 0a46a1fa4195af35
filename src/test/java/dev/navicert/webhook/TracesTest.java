package dev.navicert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.navicert.webhook.trace.TraceSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a collector of traces is told by a webhook that was asked to. */
class TracesTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";

    @TempDir
    Path folder;

    private final List<JsonNode> spans = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(200);
    private HttpServer collector;

    @BeforeEach
    void start() throws Exception {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            JsonNode body = new ObjectMapper().readTree(exchange.getRequestBody());
            if (status.get() == 200) {
                tokens.add(exchange.getRequestHeaders().getFirst("authorization"));
                assertThat(body.at("/resourceSpans/0/resource/attributes/0/value/stringValue")
                                .textValue())
                        .isEqualTo("gate");
                body.at("/resourceSpans/0/scopeSpans/0/spans").forEach(spans::add);
            }
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        collector.start();
    }

    @AfterEach
    void stop() {
        collector.stop(0);
    }

    @Test
    void a_review_has_a_span_below_its_callers_and_each_image_one_below_it() throws Exception {
        try (LiveWebhook live = webhook("parentbased_always_on")) {
            review(live, "01", "allowed.test/a:1", "denied.test/b:1");
            awaitSpans(3);
        }
        JsonNode review = named("review mutate").get(0);
        assertThat(review.path("traceId").textValue()).isEqualTo(TRACE);
        assertThat(review.path("parentSpanId").textValue()).isEqualTo(CALLER);
        assertThat(review.path("kind").intValue()).isEqualTo(2);
        assertThat(attribute(review, "navicert.decision")).isEqualTo("refused");
        assertThat(attribute(review, "k8s.namespace.name")).isEqualTo("shop");
        long nanos = review.path("endTimeUnixNano").asLong()
                - review.path("startTimeUnixNano").asLong();
        assertThat(nanos).isPositive().isLessThan(TimeUnit.MINUTES.toNanos(1));
        assertThat(named("view"))
                .hasSize(2)
                .allMatch(span -> span.path("parentSpanId").equals(review.path("spanId")))
                .allMatch(span -> span.path("traceId").equals(review.path("traceId")))
                .extracting(span -> attribute(span, "navicert.image") + " " + attribute(span, "navicert.verdict") + " "
                        + attribute(span, "navicert.codes"))
                .containsExactlyInAnyOrder("allowed.test/a:1 exempt ", "denied.test/b:1 refused POLICY_DENY");
    }

    @Test
    void the_caller_says_whether_a_request_is_followed_and_the_self_test_is_not() throws Exception {
        try (LiveWebhook live = webhook("parentbased_always_on")) {
            review(live, "00", "allowed.test/a:1");
            review(live, "01", "allowed.test/b:1");
            awaitSpans(2);
        }
        assertThat(named("view"))
                .extracting(span -> attribute(span, "navicert.image"))
                .containsExactly("allowed.test/b:1");
        assertThat(named("review validate")).isEmpty();
    }

    @Test
    void a_secret_of_the_collector_goes_to_it_and_nowhere_else() throws Exception {
        try (LiveWebhook live = webhook("always_on")) {
            live.mutate("allowed.test/a:1");
            awaitSpans(2);
            assertThat(tokens).isNotEmpty().allMatch("Bearer s3cret"::equals);
            assertThat(live.log()).doesNotContain("s3cret");
        }
        assertThat(spans.toString()).doesNotContain("s3cret", "alice");
    }

    @Test
    void a_collector_that_fails_is_told_once_and_holds_up_nobody() throws Exception {
        status.set(503);
        try (LiveWebhook live = webhook("always_on")) {
            live.mutate("allowed.test/a:1");
            String log = live.logWith("it answers with HTTP status 503");
            assertThat(log).contains("\"event\":\"traces\"", "no traces to http://", "so they are dropped");
            assertThat(live.health("/metrics").body()).contains("navicert_trace_spans_dropped_total 2.0");
            status.set(200);
            live.mutate("allowed.test/b:1");
            awaitSpans(2);
            assertThat(live.logWith(" again\"").lines().filter(line -> line.contains("\"traces\"")))
                    .hasSize(2);
        }
    }

    @Test
    void what_is_waiting_at_the_end_is_sent() throws Exception {
        try (LiveWebhook live = webhook("always_on")) {
            live.mutate("allowed.test/a:1");
        }
        assertThat(named("review mutate")).hasSize(1);
    }

    @Test
    void without_a_collector_nothing_is_followed() throws Exception {
        try (LiveWebhook live = new LiveWebhook(policy(), folder.resolve("state"))) {
            review(live, "01", "allowed.test/a:1");
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .doesNotContain("navicert-traces");
        }
        assertThat(spans).isEmpty();
    }

    private LiveWebhook webhook(String sampler) throws Exception {
        URI endpoint = URI.create("http://127.0.0.1:" + collector.getAddress().getPort());
        TraceSettings settings = TraceSettings.from(Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        endpoint.toString(),
                        "OTEL_EXPORTER_OTLP_HEADERS",
                        "authorization=Bearer%20s3cret",
                        "OTEL_SERVICE_NAME",
                        "gate",
                        "OTEL_TRACES_SAMPLER",
                        sampler))
                .orElseThrow();
        return new LiveWebhook(
                new WebhookOptions(policy(), "127.0.0.1", 0, null, folder.resolve("state"), 0, settings));
    }

    private Path policy() throws Exception {
        return Files.writeString(folder.resolve("policy.yaml"), """
                apiVersion: navicert.dev/v1alpha1
                kind: ClusterImagePolicy
                metadata: {name: everything}
                spec: {mode: enforce, rules: [{images: ["allowed.test/**"], allow: {}}, {images: ["**"], deny: {}}]}
                """);
    }

    private static void review(LiveWebhook live, String flags, String... images) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        live.request("/mutate?timeout=10s", "shop", List.of(images)), (name, value) -> true)
                .header("traceparent", "00-" + TRACE + "-" + CALLER + "-" + flags)
                .build();
        assertThat(live.client()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    private void awaitSpans(int count) throws InterruptedException {
        for (int patience = 0; patience < 2000 && spans.size() < count; patience++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(spans).hasSizeGreaterThanOrEqualTo(count);
    }

    private List<JsonNode> named(String name) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode span : spans) {
            if (name.equals(span.path("name").textValue())) {
                found.add(span);
            }
        }
        return found;
    }

    private static String attribute(JsonNode span, String key) {
        for (JsonNode attribute : span.path("attributes")) {
            if (key.equals(attribute.path("key").textValue())) {
                return attribute.at("/value/stringValue").textValue();
            }
        }
        return "";
    }
}
