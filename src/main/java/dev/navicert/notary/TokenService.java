package dev.navicert.notary;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import dev.navicert.tuf.json.MalformedJsonException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Gets tokens as Docker's clients do: GET with a password or anonymously, POST with an identity token.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">token</a>, <a
 *     href="https://distribution.github.io/distribution/spec/auth/oauth/">oauth</a>
 */
final class TokenService {
    private static final long MAX_ANSWER = 256 << 10;
    private static final String CLIENT_ID = "navicert";
    private static final String SCOPE = "scope";

    private final Transport transport;

    TokenService(Transport transport) {
        this.transport = transport;
    }

    /** A token service that gives no token, and its reason in Docker's words. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        RefusedException(int status, String words) {
            super(words);
            this.status = status;
        }

        /** What it answered; 200 if that was no token. */
        int status() {
            return status;
        }

        String words() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * How a token is asked for.
     *
     * @param realm where; the caller has decided that it may be asked, and may have the credentials
     */
    static Request request(HttpUrl realm, String service, String scope, Optional<Credentials> credentials) {
        return credentials.isPresent() && credentials.get() instanceof Credentials.IdentityToken identity
                ? refresh(realm, service, scope, identity)
                : get(realm, service, scope, credentials);
    }

    /** Asks for a token. */
    Token token(Request request, Deadline deadline) throws RemoteException, RefusedException {
        Answer answer = transport.send(request, deadline);
        if (!answer.isSuccess()) {
            throw new RefusedException(answer.status(), RegistryErrors.words(answer));
        }
        try {
            return Token.read(answer.body())
                    .orElseThrow(() -> new RefusedException(
                            answer.status(), "authorization server did not include a token in the response"));
        } catch (MalformedJsonException e) {
            throw new RefusedException(answer.status(), "unable to decode token response: " + e.getMessage());
        }
    }

    private static Request get(HttpUrl realm, String service, String scope, Optional<Credentials> credentials) {
        Map<String, List<String>> query = query(realm.target());
        if (!service.isEmpty()) {
            query.computeIfAbsent("service", name -> new ArrayList<>()).add(service);
        }
        query.computeIfAbsent(SCOPE, name -> new ArrayList<>()).add(scope);
        Optional<Credentials.Password> password =
                credentials.filter(Credentials.Password.class::isInstance).map(Credentials.Password.class::cast);
        password.ifPresent(login ->
                query.computeIfAbsent("account", name -> new ArrayList<>()).add(login.user()));
        Request request = Request.get(withQuery(realm, query), MAX_ANSWER, Request.Overlong.REFUSE);
        return password.isPresent()
                ? request.with("Authorization", password.get().basic())
                : request;
    }

    private static Request refresh(HttpUrl realm, String service, String scope, Credentials.IdentityToken identity) {
        String form = encode(new TreeMap<>(Map.of(
                "grant_type",
                List.of("refresh_token"),
                "refresh_token",
                List.of(identity.token()),
                "service",
                List.of(service),
                SCOPE,
                List.of(scope),
                "client_id",
                List.of(CLIENT_ID))));
        HttpUrl url = withQuery(realm, query(realm.target()));
        return Request.post(url, "application/x-www-form-urlencoded", form.getBytes(US_ASCII), MAX_ANSWER);
    }

    private static HttpUrl withQuery(HttpUrl realm, Map<String, List<String>> query) {
        String path = realm.target().split("\\?", 2)[0];
        return realm.withTarget(query.isEmpty() ? path : path + "?" + encode(query));
    }

    /**
     * What the realm's own query holds, by name, but for a scope: whoever names the realm would choose what our credentials
     * are good for, and be shown the token.
     */
    private static Map<String, List<String>> query(String target) {
        Map<String, List<String>> query = new TreeMap<>();
        String[] parts = target.split("\\?", 2);
        if (parts.length > 1 && !parts[1].isEmpty()) {
            for (String pair : parts[1].split("&")) {
                String[] halves = pair.split("=", 2);
                String name = decode(halves[0]);
                if (!name.equalsIgnoreCase(SCOPE)) {
                    query.computeIfAbsent(name, first -> new ArrayList<>())
                            .add(halves.length > 1 ? decode(halves[1]) : "");
                }
            }
        }
        return query;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException notEscaped) {
            return text;
        }
    }

    /** Sorted by name, escaped as Go escapes. */
    private static String encode(Map<String, List<String>> query) {
        return query.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> escape(entry.getKey()) + "=" + escape(value)))
                .collect(Collectors.joining("&"));
    }

    private static String escape(String text) {
        return URLEncoder.encode(text, UTF_8).replace("*", "%2A").replace("%7E", "~");
    }
}
