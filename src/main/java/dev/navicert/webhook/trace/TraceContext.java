package dev.navicert.webhook.trace;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A span's place in its trace.
 *
 * @param traceId 32 hex digits
 * @param spanId 16 hex digits
 * @param parentId of the span above it; empty if there is none
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context, traceparent</a>
 */
record TraceContext(String traceId, String spanId, String parentId) {
    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
    private static final int LONGEST = 200;

    /** Who asked, and whether they follow the request themselves. */
    record Caller(String traceId, String spanId, boolean isSampled) {
        TraceContext child() {
            return new TraceContext(traceId, randomId(), spanId);
        }
    }

    /** The caller, by the header that it sent; empty if there is none, or none that means anything. */
    static Optional<Caller> caller(@Nullable String traceparent) {
        if (traceparent == null || traceparent.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher header = TRACEPARENT.matcher(traceparent.strip());
        boolean isMeant = header.matches() && (header.group(4) == null || !traceparent.startsWith("00"));
        return isMeant
                ? Optional.of(
                        new Caller(header.group(1), header.group(2), (Integer.parseInt(header.group(3), 16) & 1) != 0))
                : Optional.empty();
    }

    /** The first span of a trace. */
    static TraceContext root() {
        return new TraceContext(randomId() + randomId(), randomId(), "");
    }

    TraceContext child() {
        return new TraceContext(traceId, randomId(), spanId);
    }

    private static String randomId() {
        long id;
        do {
            id = ThreadLocalRandom.current().nextLong();
        } while (id == 0);
        return String.format("%016x", id);
    }
}
