package dev.navicert.notary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A proxy. Prints without its credentials.
 *
 * @param kind HTTP, or SOCKS version 5
 */
record Proxy(Kind kind, String host, int port, Optional<Login> login) {
    enum Kind {
        HTTP,
        SOCKS5
    }

    /** User and password for the proxy. */
    record Login(String user, String password) {
        /** The value of {@code Proxy-Authorization}. */
        String basic() {
            return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
        }

        @Override
        public String toString() {
            return user + ":***";
        }
    }

    private static final int DEFAULT_HTTP = 80;
    private static final int DEFAULT_SOCKS = 1080;
    private static final Pattern SHAPE = Pattern.compile(
            "(?:(?<scheme>[a-zA-Z0-9+]+)://)?(?:(?<user>[^@/]*)@)?(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])"
                    + "(?::(?<port>[0-9]{1,5}))?/?");

    /** Reads {@code [scheme://][user:password@]host[:port]}; no scheme means HTTP. */
    static Proxy parse(String text) throws NetworkFailure {
        Matcher shape = SHAPE.matcher(text.strip());
        if (!shape.matches()) {
            throw new NetworkFailure("invalid proxy address: check HTTP_PROXY and HTTPS_PROXY");
        }
        String scheme = shape.group("scheme") == null ? "http" : shape.group("scheme");
        Kind kind = switch (scheme) {
            case "http" -> Kind.HTTP;
            case "socks5" -> Kind.SOCKS5;
            default -> throw new NetworkFailure("proxies of kind " + scheme + " are not supported");
        };
        int port = shape.group("port") == null
                ? kind == Kind.HTTP ? DEFAULT_HTTP : DEFAULT_SOCKS
                : Integer.parseInt(shape.group("port"));
        return new Proxy(kind, shape.group("host").replace("[", "").replace("]", ""), port, login(shape.group("user")));
    }

    private static Optional<Login> login(@org.jspecify.annotations.Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = text.split(":", 2);
        return Optional.of(new Login(decode(parts[0]), parts.length > 1 ? decode(parts[1]) : ""));
    }

    private static String decode(String escaped) {
        try {
            return URLDecoder.decode(escaped.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException notEscaped) {
            return escaped;
        }
    }
}
