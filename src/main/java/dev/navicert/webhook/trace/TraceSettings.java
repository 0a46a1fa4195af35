package dev.navicert.webhook.trace;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether and where traces are sent, by the standard variables. On if an endpoint is named.
 *
 * @param endpoint where spans are sent to
 * @param headers to be sent along; may hold a secret
 * @param service what the webhook is called
 * @param ratio which part of the traces that begin here is kept, 0 to 1
 * @param followsCaller whether a caller that says which of its requests it follows is believed
 * @see <a href="https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/">Environment variables</a>
 */
public record TraceSettings(
        URI endpoint, Map<String, String> headers, String service, double ratio, boolean followsCaller) {
    public TraceSettings {
        headers = Map.copyOf(headers);
    }

    /** Without what the headers hold. */
    @Override
    public String toString() {
        return "traces to " + endpoint;
    }

    /**
     * Reads them; empty if no traces are wanted.
     *
     * @throws IllegalArgumentException in one line, if a variable says what cannot be done
     */
    public static Optional<TraceSettings> from(Map<String, String> environment) {
        String exporter = value(environment, "OTEL_TRACES_EXPORTER").orElse("otlp");
        if (value(environment, "OTEL_SDK_DISABLED")
                        .filter("true"::equalsIgnoreCase)
                        .isPresent()
                || exporter.equals("none")) {
            return Optional.empty();
        }
        Optional<URI> endpoint = value(environment, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
                .map(text -> uri("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", text))
                .or(() -> value(environment, "OTEL_EXPORTER_OTLP_ENDPOINT")
                        .map(text -> uri(
                                "OTEL_EXPORTER_OTLP_ENDPOINT",
                                text.endsWith("/") ? text + "v1/traces" : text + "/v1/traces")));
        if (endpoint.isEmpty()) {
            return Optional.empty();
        }
        if (!exporter.equals("otlp")) {
            throw new IllegalArgumentException("OTEL_TRACES_EXPORTER may be otlp or none, not " + exporter);
        }
        String protocol = value(environment, "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL")
                .or(() -> value(environment, "OTEL_EXPORTER_OTLP_PROTOCOL"))
                .orElse("http/json");
        if (!protocol.equals("http/json")) {
            throw new IllegalArgumentException(
                    "OTEL_EXPORTER_OTLP_PROTOCOL may be http/json, which is what is sent, not " + protocol);
        }
        String sampler = value(environment, "OTEL_TRACES_SAMPLER").orElse("parentbased_always_on");
        return Optional.of(new TraceSettings(
                endpoint.get(),
                headers(value(environment, "OTEL_EXPORTER_OTLP_TRACES_HEADERS")
                        .or(() -> value(environment, "OTEL_EXPORTER_OTLP_HEADERS"))
                        .orElse("")),
                value(environment, "OTEL_SERVICE_NAME").orElse("navicert"),
                ratio(sampler, value(environment, "OTEL_TRACES_SAMPLER_ARG").orElse("1")),
                sampler.startsWith("parentbased_")));
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static URI uri(String name, String text) {
        try {
            URI uri = URI.create(text);
            boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (isHttp && uri.getHost() != null && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new IllegalArgumentException(name + " is no http or https address");
    }

    private static double ratio(String sampler, String argument) {
        switch (sampler.startsWith("parentbased_") ? sampler.substring("parentbased_".length()) : sampler) {
            case "always_on":
                return 1;
            case "always_off":
                return 0;
            case "traceidratio":
                try {
                    double ratio = Double.parseDouble(argument);
                    if (ratio >= 0 && ratio <= 1) {
                        return ratio;
                    }
                } catch (NumberFormatException e) {
                    // said below
                }
                throw new IllegalArgumentException("OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1");
            default:
                throw new IllegalArgumentException("OTEL_TRACES_SAMPLER " + sampler + " is not known");
        }
    }

    /** Its values may be secret, so none is quoted. */
    private static Map<String, String> headers(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1 || !pair.substring(0, equals).strip().matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
                throw new IllegalArgumentException("OTEL_EXPORTER_OTLP_HEADERS must be name=value,name=value");
            }
            String value =
                    URLDecoder.decode(pair.substring(equals + 1).strip().replace("+", "%2B"), StandardCharsets.UTF_8);
            if (value.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("OTEL_EXPORTER_OTLP_HEADERS holds a line break");
            }
            headers.put(pair.substring(0, equals).strip(), value);
        }
        return headers;
    }
}
