package dev.navicert.webhook;

import dev.navicert.webhook.trace.TraceSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the webhook is told when it starts.
 *
 * @param policy a policy file, or a folder of them
 * @param host the address to listen at
 * @param port for HTTPS; 0 for any that is free
 * @param certificate the serving certificate; null if the webhook is to make its own
 * @param state where it keeps what must outlive it
 * @param metricsPort plain HTTP, for health and metrics; 0 for any that is free
 * @param traces where to send traces; null if nobody wants them
 */
public record WebhookOptions(
        Path policy,
        String host,
        int port,
        @Nullable CertificateFiles certificate,
        Path state,
        int metricsPort,
        @Nullable TraceSettings traces) {
    /** Without traces. */
    public WebhookOptions(
            Path policy, String host, int port, @Nullable CertificateFiles certificate, Path state, int metricsPort) {
        this(policy, host, port, certificate, state, metricsPort, null);
    }

    /** Two PEM files: the certificate with its chain, and its private key. */
    public record CertificateFiles(Path certificate, Path key) {}

    static final String USAGE = """
            Judge the images of a Kubernetes cluster's objects, as its API server asks.

            Usage:
              navicert webhook --policy PATH [flags]

            Flags:
                  --policy PATH         policy file, or a folder of them; read again when it changes
                  --port N              HTTPS port for /mutate and /validate (default 8443)
                  --tls-cert FILE       serving certificate with its chain, PEM; read again when it changes
                  --tls-key FILE        its private key, PEM (without both, a pair is made in the state directory)
                  --state DIR           what must outlive a restart (default $XDG_STATE_HOME/navicert or ~/.local/state/navicert)
                  --metrics-port N      plain HTTP port for /livez, /readyz and /metrics (default 8080)
                  --debug               show where a failure came from
              -h, --help                this text

            OTEL_EXPORTER_OTLP_ENDPOINT and its like send traces to a collector; see docs/traces.md.
            """;

    private static final Set<String> FLAGS =
            Set.of("--policy", "--port", "--tls-cert", "--tls-key", "--state", "--metrics-port");

    /**
     * Reads the words after {@code navicert webhook}.
     *
     * @throws StartException if one of them means nothing, or one is missing
     */
    public static WebhookOptions parse(List<String> words, Map<String, String> environment) throws StartException {
        Map<String, String> flags = flags(words);
        String policy = flags.get("--policy");
        if (policy == null) {
            throw new StartException("--policy is missing: name a policy file or a folder of them");
        }
        return new WebhookOptions(
                path("--policy", policy),
                "0.0.0.0",
                port(flags, "--port", 8443),
                certificate(flags),
                flags.containsKey("--state") ? path("--state", flags.get("--state")) : defaultState(environment),
                port(flags, "--metrics-port", 8080),
                traces(environment));
    }

    static boolean wantsHelp(List<String> words) {
        return words.contains("--help") || words.contains("-h");
    }

    static boolean wantsDebug(List<String> words) {
        return words.contains("--debug");
    }

    private static Map<String, String> flags(List<String> words) throws StartException {
        Map<String, String> flags = new HashMap<>();
        Deque<String> rest = new ArrayDeque<>(words);
        while (!rest.isEmpty()) {
            String word = rest.pop();
            if (word.equals("--debug")) {
                continue;
            }
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (!FLAGS.contains(name)) {
                throw new StartException("unknown " + (name.startsWith("-") ? "flag " : "argument ") + name
                        + "; see navicert webhook --help");
            }
            String value = equals < 0 ? rest.poll() : word.substring(equals + 1);
            if (value == null || value.isEmpty()) {
                throw new StartException("flag " + name + " needs a value");
            }
            if (flags.put(name, value) != null) {
                throw new StartException("flag " + name + " is given twice");
            }
        }
        return flags;
    }

    private static @Nullable CertificateFiles certificate(Map<String, String> flags) throws StartException {
        String certificate = flags.get("--tls-cert");
        String key = flags.get("--tls-key");
        if (certificate == null && key == null) {
            return null;
        }
        if (certificate == null || key == null) {
            throw new StartException("--tls-cert and --tls-key go together: give both, or neither");
        }
        return new CertificateFiles(path("--tls-cert", certificate), path("--tls-key", key));
    }

    /** Who names no collector loads nothing of it. */
    private static @Nullable TraceSettings traces(Map<String, String> environment) throws StartException {
        if (!environment.containsKey("OTEL_EXPORTER_OTLP_ENDPOINT")
                && !environment.containsKey("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")) {
            return null;
        }
        try {
            return TraceSettings.from(environment).orElse(null);
        } catch (IllegalArgumentException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    private static int port(Map<String, String> flags, String name, int otherwise) throws StartException {
        String text = flags.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new StartException(name + " must be a number from 0 to 65535, not " + text);
    }

    private static Path path(String flag, String text) throws StartException {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new StartException(flag + " is no path: " + e.getReason(), e);
        }
    }

    /** The XDG base directory specification asks that a relative path be ignored. */
    private static Path defaultState(Map<String, String> environment) throws StartException {
        Optional<Path> xdg = Optional.ofNullable(environment.get("XDG_STATE_HOME"))
                .filter(text -> text.startsWith("/"))
                .map(Path::of);
        if (xdg.isPresent()) {
            return xdg.get().resolve("navicert");
        }
        String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
        if (!home.startsWith("/")) {
            throw new StartException("there is no home directory to keep state in: give --state");
        }
        return Path.of(home).resolve(".local/state/navicert");
    }
}
