package dev.navicert.notary;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which proxy carries a request, by the rules of Go's {@code httpproxy}: {@code HTTP_PROXY}, {@code HTTPS_PROXY} and
 * {@code NO_PROXY}, upper case first; this machine is never asked through a proxy.
 *
 * @see <a href="https://pkg.go.dev/golang.org/x/net/http/httpproxy">httpproxy</a>
 */
public final class Proxies {
    private static final Proxies NONE = new Proxies("", "", NoProxy.parse(""));

    private final String http;
    private final String https;
    private final NoProxy exceptions;

    private Proxies(String http, String https, NoProxy exceptions) {
        this.http = http;
        this.https = https;
        this.exceptions = exceptions;
    }

    /** No proxy at all. */
    public static Proxies none() {
        return NONE;
    }

    /** What the environment says. Nothing is checked before it is needed, as in Go. */
    public static Proxies fromEnvironment(Map<String, String> environment) {
        return new Proxies(
                either(environment, "HTTP_PROXY"),
                either(environment, "HTTPS_PROXY"),
                NoProxy.parse(either(environment, "NO_PROXY")));
    }

    private static String either(Map<String, String> environment, String name) {
        return Stream.of(name, name.toLowerCase(Locale.ROOT))
                .map(variable -> environment.getOrDefault(variable, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    /**
     * The proxy for a request; empty for a direct connection.
     *
     * @throws NetworkFailure if the variable does not name a proxy
     */
    Optional<Proxy> proxyFor(HttpUrl url) throws NetworkFailure {
        String text = url.isEncrypted() ? https : http;
        if (text.isEmpty() || exceptions.covers(url.host(), url.port())) {
            return Optional.empty();
        }
        return Optional.of(Proxy.parse(text));
    }
}
