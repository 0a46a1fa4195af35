package dev.navicert.trustserver;

import dev.navicert.name.Gun;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Notary server's read side without a socket: method, path and authorization in, status, headers and body out. May be used
 * by many threads; what is served can be exchanged at any time.
 *
 * @see <a href="https://github.com/theupdateframework/notary/blob/v0.7.0/server/server.go">Notary server/server.go</a>
 */
public final class TrustServerSite implements Site {
    /** Where a site with a {@link TokenAuthority} gives out tokens. */
    public static final String TOKEN_PATH = "/token";

    private static final Pattern METADATA =
            Pattern.compile("/v2/(?<gun>[^*]+)/_trust/tuf/(?<file>(?:(?<version>[0-9]+)\\.)?"
                    + "(?:root|snapshot|timestamp|targets(?:/[^/\\s]+)*?)"
                    + "(?:\\.(?<hash>[a-f0-9]{64}|[a-f0-9]{96}|[a-f0-9]{128}))?\\.json)");
    private static final DateTimeFormatter LAST_MODIFIED = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Map<String, Supplier<RepositoryFiles>> repositories = new ConcurrentHashMap<>();
    private final @Nullable TokenAuthority authority;

    private TrustServerSite(@Nullable TokenAuthority authority) {
        this.authority = authority;
    }

    /** A site that everybody may read. */
    public static TrustServerSite open() {
        return new TrustServerSite(null);
    }

    /** A site that wants a token for every request, {@code /v2/} included. */
    public static TrustServerSite withTokens(TokenAuthority authority) {
        return new TrustServerSite(authority);
    }

    /** Serves a collection, in place of what was served under its name. */
    public TrustServerSite serve(Gun gun, RepositoryFiles files) {
        return serve(gun, () -> files);
    }

    /** Serves whatever the supplier returns when it is asked. */
    public TrustServerSite serve(Gun gun, Supplier<RepositoryFiles> files) {
        repositories.put(gun.value(), files);
        return this;
    }

    /** Forgets a collection. */
    public void remove(Gun gun) {
        repositories.remove(gun.value());
    }

    /** {@inheritDoc} No body is looked at. */
    @Override
    public SiteAnswer answer(String method, URI uri, String authorization, InputStream body) {
        return answer(method, uri, authorization);
    }

    /**
     * Answers a request.
     *
     * @param method for example {@code GET}
     * @param uri path and query, as in the request line
     * @param authorization the header of that name, empty if there is none
     */
    public SiteAnswer answer(String method, URI uri, String authorization) {
        String path = Optional.ofNullable(uri.getPath()).orElse("");
        if (!List.of("GET", "HEAD", "POST", "PUT", "DELETE").contains(method)) {
            return SiteAnswer.empty(405);
        }
        if (path.equals("/_notary_server/health") && method.equals("GET")) {
            return SiteAnswer.json(200, "{}");
        }
        if (path.equals(TOKEN_PATH) && authority != null && method.equals("GET")) {
            return authority.token(query(uri), authorization);
        }
        Matcher metadata = METADATA.matcher(path);
        boolean isMetadata = metadata.matches() && method.equals("GET");
        Optional<SiteAnswer> refusal = refusal(isMetadata ? metadata.group("gun") : "", authorization);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (isMetadata) {
            return metadata(metadata);
        }
        return path.equals("/v2/") && method.equals("GET")
                ? SiteAnswer.json(200, "{}")
                : SiteError.METADATA_NOT_FOUND.answer();
    }

    private Optional<SiteAnswer> refusal(String gun, String authorization) {
        if (authority == null) {
            return Optional.empty();
        }
        String scope = gun.isEmpty() ? "" : "repository:" + gun + ":pull";
        if (authority.allows(authorization, scope)) {
            return Optional.empty();
        }
        String detail = gun.isEmpty()
                ? "[{\"Type\":\"registry\",\"Class\":\"\",\"Name\":\"catalog\",\"Action\":\"*\"}]"
                : "[{\"Type\":\"repository\",\"Class\":\"\",\"Name\":\"" + gun.replaceAll("[\"\\\\\\p{Cntrl}]", "")
                        + "\",\"Action\":\"pull\"}]";
        String challenge =
                authority.challenge(scope.isEmpty() ? "registry:catalog:*" : scope, !authorization.isEmpty());
        return Optional.of(SiteError.UNAUTHORIZED.withDetail(detail).with("Www-Authenticate", challenge));
    }

    private SiteAnswer metadata(Matcher route) {
        RepositoryFiles files = repositories
                .getOrDefault(route.group("gun"), () -> RepositoryFiles.NONE)
                .get();
        String file = route.group("file").replaceFirst("^0+(?=[0-9])", "");
        boolean named = route.group("version") != null || route.group("hash") != null;
        return files.file(file)
                .map(content -> found(content, files.publishedAt(), named))
                .orElseGet(() -> SiteError.METADATA_NOT_FOUND.withDetail("{}"));
    }

    private static SiteAnswer found(byte[] content, Instant modified, boolean named) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "text/plain; charset=utf-8");
        headers.put(
                "Cache-Control",
                named
                        ? "public, max-age=2592000, s-maxage=2592000"
                        : "public, max-age=300, s-maxage=300, must-revalidate");
        headers.put("Last-Modified", LAST_MODIFIED.format(modified));
        return new SiteAnswer(200, headers, content);
    }

    private static Map<String, List<String>> query(URI uri) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String pair : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.computeIfAbsent(decode(pair.substring(0, equals)), name -> new ArrayList<>())
                        .add(decode(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a stray percent sign
        }
    }
}
