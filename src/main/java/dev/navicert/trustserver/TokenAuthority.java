package dev.navicert.trustserver;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A token service after the Docker registry's scheme, for a server that asks for tokens: gives out opaque tokens to users
 * with a password, and to everybody where pulling is free.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">Token authentication specification</a>
 */
public final class TokenAuthority {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int TOKEN_BYTES = 24;
    /** Tokens in memory at most; beyond it all are forgotten, and clients ask again. */
    private static final int MAX_TOKENS = 10_000;

    private final String realm;
    private final String service;
    private final Map<String, String> passwords;
    private final boolean freePull;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();

    private TokenAuthority(String realm, String service, Map<String, String> passwords, boolean freePull, Clock clock) {
        this.realm = realm;
        this.service = service;
        this.passwords = Map.copyOf(passwords);
        this.freePull = freePull;
        this.clock = clock;
    }

    /**
     * Only these users get tokens.
     *
     * @param realm the URL of the token endpoint; its path is {@link TrustServerSite#TOKEN_PATH} on the same site
     * @param passwords by user name
     */
    public static TokenAuthority forUsers(String realm, String service, Map<String, String> passwords, Clock clock) {
        return new TokenAuthority(realm, service, passwords, false, clock);
    }

    /** Everybody gets tokens to pull. */
    public static TokenAuthority forEverybody(String realm, String service, Clock clock) {
        return new TokenAuthority(realm, service, Map.of(), true, clock);
    }

    /** The header that asks for a token with this scope, such as {@code repository:a/b:pull}. */
    String challenge(String scope, boolean tokenWasBad) {
        return "Bearer realm=\"" + realm + "\",service=\"" + service + "\",scope=\"" + scope + "\""
                + (tokenWasBad ? ",error=\"invalid_token\"" : "");
    }

    /**
     * Whether the request may have what the scope says.
     *
     * @param authorization the header, empty if there is none
     * @param scope {@code repository:<name>:<action>}; empty if any token will do
     */
    boolean allows(String authorization, String scope) {
        return bearer(authorization)
                .map(grants::get)
                .filter(grant -> grant.expires.isAfter(clock.instant()))
                .filter(grant -> scope.isEmpty() || grant.scopes.contains(scope))
                .isPresent();
    }

    /** Answers a request for a token. */
    SiteAnswer token(Map<String, List<String>> query, String authorization) {
        if (!List.of(service).equals(query.get("service"))) {
            return SiteAnswer.json(400, "{\"details\":\"unknown service\"}\n");
        }
        boolean known = authorization.isEmpty() ? freePull : isUser(authorization);
        if (!known) {
            return SiteAnswer.json(401, "{\"details\":\"incorrect username or password\"}\n")
                    .with("Www-Authenticate", "Basic realm=\"" + service + "\"");
        }
        List<String> scopes = query.getOrDefault("scope", List.of()).stream()
                .flatMap(scope -> singleActions(scope).stream())
                .filter(scope -> !authorization.isEmpty() || scope.endsWith(":pull"))
                .toList();
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = HexFormat.of().formatHex(bytes);
        if (grants.size() >= MAX_TOKENS) {
            grants.clear();
        }
        Instant now = clock.instant();
        grants.put(token, new Grant(scopes, now.plus(LIFE)));
        return SiteAnswer.json(
                200,
                "{\"token\":\"" + token + "\",\"expires_in\":" + LIFE.toSeconds() + ",\"issued_at\":\"" + now
                        + "\"}\n");
    }

    private boolean isUser(String authorization) {
        if (!authorization.startsWith("Basic ")) {
            return false;
        }
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(authorization.substring("Basic ".length()));
        } catch (IllegalArgumentException e) {
            return false;
        }
        String pair = new String(decoded, StandardCharsets.UTF_8);
        int colon = pair.indexOf(':');
        return colon > 0
                && Optional.ofNullable(passwords.get(pair.substring(0, colon)))
                        .filter(pair.substring(colon + 1)::equals)
                        .isPresent();
    }

    /** {@code repository:a/b:push,pull} as {@code repository:a/b:push} and {@code repository:a/b:pull}. */
    private static List<String> singleActions(String scope) {
        int colon = scope.lastIndexOf(':');
        if (colon < 0) {
            return List.of();
        }
        return Arrays.stream(scope.substring(colon + 1).split(",", -1))
                .map(action -> scope.substring(0, colon + 1) + action)
                .toList();
    }

    private static Optional<String> bearer(String authorization) {
        String prefix = "Bearer ";
        return authorization.startsWith(prefix)
                ? Optional.of(authorization.substring(prefix.length()))
                : Optional.empty();
    }

    private record Grant(List<String> scopes, Instant expires) {}
}
