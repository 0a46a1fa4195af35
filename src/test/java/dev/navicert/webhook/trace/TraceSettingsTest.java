package dev.navicert.webhook.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The standard variables say whether, where and how much. */
class TraceSettingsTest {
    private static final Map<String, String> ON = Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318/");

    @Test
    void nothing_is_sent_unless_an_endpoint_is_named() {
        assertThat(TraceSettings.from(Map.of("OTEL_SERVICE_NAME", "x"))).isEmpty();
        assertThat(TraceSettings.from(with("OTEL_SDK_DISABLED", "true"))).isEmpty();
        assertThat(TraceSettings.from(with("OTEL_TRACES_EXPORTER", "none"))).isEmpty();
    }

    @Test
    void an_endpoint_for_everything_is_completed_and_one_for_traces_is_not() {
        assertThat(TraceSettings.from(ON).orElseThrow().endpoint()).hasToString("http://collector:4318/v1/traces");
        assertThat(TraceSettings.from(with("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "https://other/x"))
                        .orElseThrow()
                        .endpoint())
                .hasToString("https://other/x");
    }

    @Test
    void headers_are_decoded_and_told_to_nobody() {
        TraceSettings settings = TraceSettings.from(
                        with("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20s3cret+x , x-org=1"))
                .orElseThrow();
        assertThat(settings.headers()).isEqualTo(Map.of("authorization", "Bearer s3cret+x", "x-org", "1"));
        assertThat(settings.toString()).doesNotContain("s3cret");
    }

    @Test
    void samplers_are_those_that_the_standard_names() {
        assertThat(TraceSettings.from(ON).orElseThrow())
                .matches(settings -> settings.ratio() == 1 && settings.followsCaller());
        Map<String, String> some = with("OTEL_TRACES_SAMPLER", "traceidratio");
        some.put("OTEL_TRACES_SAMPLER_ARG", "0.25");
        assertThat(TraceSettings.from(some).orElseThrow())
                .matches(settings -> settings.ratio() == 0.25 && !settings.followsCaller());
        assertThat(TraceSettings.from(with("OTEL_TRACES_SAMPLER", "parentbased_always_off"))
                        .orElseThrow())
                .matches(settings -> settings.ratio() == 0 && settings.followsCaller());
    }

    @Test
    void what_cannot_be_done_is_refused_in_a_line_that_holds_no_secret() {
        assertRefused("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318");
        assertRefused("OTEL_EXPORTER_OTLP_ENDPOINT", "http://user:s3cret@collector");
        assertRefused("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
        assertRefused("OTEL_TRACES_EXPORTER", "zipkin");
        assertRefused("OTEL_TRACES_SAMPLER", "jaeger_remote");
        assertRefused("OTEL_EXPORTER_OTLP_HEADERS", "s3cret");
        assertRefused("OTEL_EXPORTER_OTLP_HEADERS", "a=s3cret%0d%0ab: c");
        Map<String, String> ratio = with("OTEL_TRACES_SAMPLER", "traceidratio");
        ratio.put("OTEL_TRACES_SAMPLER_ARG", "2");
        assertThatThrownBy(() -> TraceSettings.from(ratio)).hasMessageContaining("OTEL_TRACES_SAMPLER_ARG");
    }

    private static void assertRefused(String name, String value) {
        assertThatThrownBy(() -> TraceSettings.from(with(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name)
                .message()
                .hasLineCount(1)
                .doesNotContain("s3cret");
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> all = new HashMap<>(ON);
        all.put(name, value);
        return all;
    }
}
