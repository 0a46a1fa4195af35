package dev.navicert.notary;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request goes. Everything in it is ready to be sent: the target is ASCII and escaped.
 *
 * @param scheme {@code http} or {@code https}
 * @param host a name or an address, IPv6 without brackets; lower case
 * @param port never the absent -1: the scheme's default is filled in
 * @param target path and query, beginning with a slash
 */
record HttpUrl(String scheme, String host, int port, String target) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final Pattern HOST = Pattern.compile("[a-z0-9._-]{1,253}|[0-9a-f:.]{2,45}");
    private static final Pattern AUTHORITY =
            Pattern.compile("(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(:(?<port>[0-9]{0,5}))?");
    private static final Pattern TARGET = Pattern.compile("/[\\x21-\\x7e&&[^#]]*");

    /** @throws IllegalArgumentException saying which part cannot be sent */
    HttpUrl {
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("unsupported protocol scheme \"" + scheme + "\"");
        }
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("\"" + host + "\" is no host name");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " does not exist");
        }
        if (!TARGET.matcher(target).matches()) {
            throw new IllegalArgumentException("the path must be escaped ASCII");
        }
    }

    static HttpUrl of(String scheme, String host, Optional<Integer> port, String target) {
        return new HttpUrl(scheme, host.toLowerCase(Locale.ROOT), port.orElse(defaultPort(scheme)), target);
    }

    /** Reads a URL that somebody else wrote: a realm, a redirect. Empty if it is not one that we would ask. */
    static Optional<HttpUrl> parse(String text) {
        try {
            return of(new URI(text));
        } catch (URISyntaxException notOne) {
            return Optional.empty();
        }
    }

    /** Where a {@code Location} leads from here. */
    Optional<HttpUrl> resolve(String location) {
        try {
            return of(new URI(toString()).resolve(new URI(location)));
        } catch (URISyntaxException | IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private static Optional<HttpUrl> of(URI uri) {
        Matcher authority = AUTHORITY.matcher(uri.getRawAuthority() == null ? "" : uri.getRawAuthority());
        if (uri.getScheme() == null || !authority.matches()) {
            return Optional.empty();
        }
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String port = authority.group("port");
        try {
            return Optional.of(of(
                    uri.getScheme().toLowerCase(Locale.ROOT),
                    authority.group("host").replace("[", "").replace("]", ""),
                    port == null || port.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(port)),
                    path + query));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? HTTPS : HTTP;
    }

    boolean isEncrypted() {
        return scheme.equals("https");
    }

    HttpUrl withTarget(String other) {
        return new HttpUrl(scheme, host, port, other);
    }

    /** {@code host:port}, as Go writes an address. */
    String address() {
        return bracketed() + ":" + port;
    }

    /** What the {@code Host} header says: no default port. */
    String authority() {
        return port == defaultPort(scheme) ? bracketed() : address();
    }

    private String bracketed() {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /** Without the query: fit for a message, which must not carry what a query may carry. */
    String withoutQuery() {
        int query = target.indexOf('?');
        return scheme + "://" + authority() + (query < 0 ? target : target.substring(0, query));
    }

    @Override
    public String toString() {
        return scheme + "://" + authority() + target;
    }
}
