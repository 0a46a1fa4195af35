package dev.navicert.webhook.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who calls may say which trace a request belongs to; whatever else they say is ignored. */
class TraceContextTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    @Test
    void a_caller_is_known_by_its_header() {
        assertThat(TraceContext.caller("00-" + TRACE + "-" + SPAN + "-01"))
                .contains(new TraceContext.Caller(TRACE, SPAN, true));
        assertThat(TraceContext.caller("00-" + TRACE + "-" + SPAN + "-00"))
                .contains(new TraceContext.Caller(TRACE, SPAN, false));
        assertThat(TraceContext.caller("cc-" + TRACE + "-" + SPAN + "-01-what-the-future-adds"))
                .contains(new TraceContext.Caller(TRACE, SPAN, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7"
            })
    void anything_else_is_no_caller(String header) {
        assertThat(TraceContext.caller(header)).isEmpty();
        assertThat(TraceContext.caller(null)).isEmpty();
        assertThat(TraceContext.caller("01-" + TRACE + "-" + SPAN + "-01-" + "x".repeat(500)))
                .isEmpty();
    }

    @Test
    void a_span_below_another_is_of_the_same_trace() {
        TraceContext root = TraceContext.root();
        assertThat(root.traceId()).matches("[0-9a-f]{32}");
        assertThat(root.parentId()).isEmpty();
        assertThat(root.child())
                .matches(child -> child.traceId().equals(root.traceId())
                        && child.parentId().equals(root.spanId()))
                .matches(child -> child.spanId().matches("[0-9a-f]{16}")
                        && !child.spanId().equals(root.spanId()));
    }
}
