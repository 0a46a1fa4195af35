package dev.navicert.webhook.trace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Something that took time, over.
 *
 * @param attributes what it was about; values are cut to a length
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">OTLP, JSON Protobuf Encoding</a>
 */
record Span(TraceContext context, String name, Kind kind, Instant began, long nanos, Map<String, String> attributes) {
    private static final int LONGEST_VALUE = 600;

    /** As OTLP numbers them. */
    enum Kind {
        INTERNAL(1),
        SERVER(2);

        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    Span {
        attributes = Map.copyOf(attributes);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("traceId", context.traceId())
                .put("spanId", context.spanId());
        if (!context.parentId().isEmpty()) {
            json.put("parentSpanId", context.parentId());
        }
        long start = TimeUnit.SECONDS.toNanos(began.getEpochSecond()) + began.getNano();
        json.put("name", name)
                .put("kind", kind.number)
                .put("startTimeUnixNano", Long.toString(start))
                .put("endTimeUnixNano", Long.toString(start + nanos));
        json.set("attributes", attributes(attributes));
        return json;
    }

    static ArrayNode attributes(Map<String, String> attributes) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        attributes.forEach((key, value) ->
                json.addObject().put("key", key).putObject("value").put("stringValue", cut(value)));
        return json;
    }

    private static String cut(String text) {
        return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) : text;
    }
}
