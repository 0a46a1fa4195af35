package dev.navicert.notary;

import dev.navicert.name.Gun;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The address of a trust server, which may have a path of its own.
 *
 * @param text as the user wrote it, for messages
 */
record ServerUrl(String text, GoUrl parts) {
    private static final int MAX_PORT = 65535;

    /**
     * Reads the address as the command line does.
     *
     * @throws InvalidServerUrlException with Notary's text
     */
    static ServerUrl forCommandLine(String text) throws InvalidServerUrlException {
        GoUrl parts;
        try {
            parts = GoUrl.parse(text);
        } catch (InvalidServerUrlException e) {
            throw new InvalidServerUrlException(
                    "Could not parse remote trust server url (" + text + "): " + e.getMessage());
        }
        if (parts.scheme().isEmpty()) {
            throw new InvalidServerUrlException(
                    "Trust server url has to be in the form of http(s)://URL:PORT. Got: " + text);
        }
        return new ServerUrl(text, parts);
    }

    /**
     * Reads the address strictly: http or https, a host, no user, query or fragment; slashes at the end do not matter.
     *
     * @throws InvalidServerUrlException saying what is wrong
     */
    static ServerUrl forService(String text) throws InvalidServerUrlException {
        GoUrl parts = GoUrl.parse(text.replaceFirst("/+$", ""));
        ServerUrl server = new ServerUrl(text, parts);
        Optional<String> problem = server.problem();
        if (problem.isPresent()) {
            throw new InvalidServerUrlException("\"" + text + "\" is no address of a trust server: " + problem.get());
        }
        return server;
    }

    /** Why no request can be sent there, in Go's words. */
    Optional<String> problem() {
        if (!parts.scheme().equals("http") && !parts.scheme().equals("https")) {
            return Optional.of("unsupported protocol scheme \"" + parts.scheme() + "\"");
        }
        if (parts.host().isEmpty()) {
            return Optional.of("http: no Host in request URL");
        }
        if (parts.port().filter(port -> port > MAX_PORT).isPresent()) {
            return Optional.of("dial tcp: address " + parts.port().get() + ": invalid port");
        }
        if (parts.beyond()) {
            return Optional.of("user, query and fragment have no place in it");
        }
        try {
            url("/");
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage() == null ? "not a URL" : e.getMessage());
        }
    }

    /** The URL of the ping as Go prints it, also where it cannot be sent. */
    String pingText() {
        return parts.scheme() + "://" + parts.authority().replaceFirst(":$", "") + pingPath();
    }

    HttpUrl ping() {
        return url(pingPath());
    }

    /** The same address without slashes at its end. */
    ServerUrl withoutEndingSlash() {
        return new ServerUrl(text, parts.withPath(parts.path().replaceFirst("/+$", "")));
    }

    /** The URL of a metadata file. A slash at the end of the address is kept, as in Notary, whose server then redirects. */
    HttpUrl metadata(Gun gun, String file) {
        return url(parts.path() + "/v2/" + UrlPath.of(gun) + "/_trust/tuf/" + file);
    }

    private HttpUrl url(String target) {
        return HttpUrl.of(parts.scheme(), parts.host(), parts.port(), target);
    }

    /** Go's {@code path.Join(path, "/v2") + "/"}. */
    private String pingPath() {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : parts.path().split("/")) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        segments.addLast("v2");
        return "/" + String.join("/", segments) + "/";
    }
}
