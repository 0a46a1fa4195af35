package dev.navicert.notary;

import dev.navicert.tuf.json.GoQuote;
import java.util.Locale;
import java.util.Optional;

/**
 * A URL as Go's {@code net/url} takes it apart. The command line needs it because what Go makes of {@code localhost:4443} (a
 * scheme) or {@code 127.0.0.1:4443} (an error) is what Notary's users see.
 *
 * @param scheme empty if there is none
 * @param authority host and port, without user information
 * @param path as written, escapes and all
 * @param beyond whether user information, a query, a fragment or an opaque part was written, none of which a server has
 * @see <a href="https://pkg.go.dev/net/url#Parse">net/url</a>
 */
record GoUrl(String scheme, String authority, String path, boolean beyond) {
    private static final String HOST_PUNCTUATION = "-_.~!$&'()*+,;=:[]<>\"";

    static GoUrl parse(String text) throws InvalidServerUrlException {
        try {
            return parseParts(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidServerUrlException("parse " + GoQuote.text(text) + ": " + e.getMessage());
        }
    }

    private static GoUrl parseParts(String text) {
        int fragment = text.indexOf('#');
        String rest = fragment < 0 ? text : text.substring(0, fragment);
        if (rest.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
            throw new IllegalArgumentException("net/url: invalid control character in URL");
        }
        String scheme = scheme(rest);
        rest = scheme.isEmpty() ? rest : rest.substring(scheme.length() + 1);
        int query = rest.indexOf('?');
        boolean beyond = fragment >= 0 || query >= 0;
        rest = query < 0 ? rest : rest.substring(0, query);
        if (!rest.startsWith("/")) {
            if (!scheme.isEmpty()) {
                return new GoUrl(scheme, "", "", true);
            }
            if (rest.split("/", 2)[0].contains(":")) {
                throw new IllegalArgumentException("first path segment in URL cannot contain colon");
            }
        }
        String authority = "";
        if (rest.startsWith("//") && (!scheme.isEmpty() || !rest.startsWith("///"))) {
            int slash = rest.indexOf('/', 2);
            authority = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
            rest = slash < 0 ? "" : rest.substring(slash);
            int user = authority.lastIndexOf('@');
            beyond |= user >= 0;
            authority = authority.substring(user + 1);
            checkHost(authority);
        }
        checkEscapes(rest);
        return new GoUrl(scheme.toLowerCase(Locale.ROOT), authority, rest, beyond);
    }

    private static String scheme(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':') {
                if (i == 0) {
                    throw new IllegalArgumentException("missing protocol scheme");
                }
                return text.substring(0, i);
            }
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            boolean later = c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.';
            if (!letter && !(later && i > 0)) {
                return "";
            }
        }
        return "";
    }

    private static void checkHost(String host) {
        int end = host.startsWith("[") ? host.lastIndexOf(']') : -1;
        if (host.startsWith("[") && end < 0) {
            throw new IllegalArgumentException("missing ']' in host");
        }
        String port = end >= 0 ? host.substring(end + 1) : host.substring(Math.max(0, portStart(host)));
        if (!port.isEmpty() && !port.matches(":[0-9]*") && (end >= 0 || host.contains(":"))) {
            throw new IllegalArgumentException("invalid port " + GoQuote.text(port) + " after host");
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean fine = c >= 0x80 || Character.isLetterOrDigit(c) || HOST_PUNCTUATION.indexOf(c) >= 0;
            if (!fine) {
                throw new IllegalArgumentException(
                        "invalid character " + GoQuote.text(String.valueOf(c)) + " in host name");
            }
        }
    }

    private static int portStart(String host) {
        int colon = host.lastIndexOf(':');
        return colon < 0 ? host.length() : colon;
    }

    private static void checkEscapes(String path) {
        for (int i = path.indexOf('%'); i >= 0; i = path.indexOf('%', i + 1)) {
            String escape = path.substring(i, Math.min(i + 3, path.length()));
            if (!escape.matches("%[0-9a-fA-F]{2}")) {
                throw new IllegalArgumentException("invalid URL escape " + GoQuote.text(escape));
            }
        }
    }

    GoUrl withPath(String other) {
        return new GoUrl(scheme, authority, other, beyond);
    }

    /** The host without port and brackets. */
    String host() {
        int end = authority.lastIndexOf(']');
        String host = end >= 0 ? authority.substring(1, end) : authority.substring(0, portStart(authority));
        return host.toLowerCase(Locale.ROOT);
    }

    Optional<Integer> port() {
        int end = authority.lastIndexOf(']');
        int colon = authority.indexOf(':', Math.max(end, 0));
        String digits = colon < 0 ? "" : authority.substring(colon + 1);
        try {
            return digits.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(digits));
        } catch (NumberFormatException tooLarge) {
            return Optional.of(0);
        }
    }
}
