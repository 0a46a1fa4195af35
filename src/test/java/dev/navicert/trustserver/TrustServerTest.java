package dev.navicert.trustserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.name.Gun;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustServerTest {
    private static final Instant NOW = Instant.parse("2026-11-02T03:04:05Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Gun GUN = new Gun("registry.example.com/team/app");
    private static final RepositoryFiles FILES = SignedRepository.create(GUN, RepositoryKeys.generate(), NOW)
            .addTarget(RoleName.TARGETS, "1.0", FileMeta.of(new byte[] {1}))
            .publish(NOW);
    private static final String BASE = "/v2/" + GUN + "/_trust/tuf/";

    private final TrustServerSite site = TrustServerSite.open().serve(GUN, FILES);

    @Test
    void serves_each_file_under_each_of_its_names() {
        for (String path : FILES.paths()) {
            SiteAnswer answer = get(site, BASE + path, "");
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(FILES.file(path).orElseThrow());
            assertThat(answer.headers())
                    .containsEntry("Content-Type", "text/plain; charset=utf-8")
                    .containsEntry("Last-Modified", "Mon, 02 Nov 2026 03:04:05 UTC");
        }
        assertThat(get(site, BASE + "01.root.json", "").status()).isEqualTo(200);
        assertThat(get(site, BASE + "root.json", "").headers().get("Cache-Control"))
                .startsWith("public, max-age=300");
        assertThat(get(site, BASE + "1.root.json", "").headers().get("Cache-Control"))
                .startsWith("public, max-age=2592000");
    }

    @Test
    void answers_the_ping_and_the_health_check() {
        assertThat(get(site, "/v2/", "").body()).isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
        assertThat(get(site, "/_notary_server/health", "").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2",
                "/",
                "/v2/nobody/_trust/tuf/mirrors.json",
                "/v2/x*/_trust/tuf/root.json",
                "/v2/_trust/tuf/root.json"
            })
    void does_not_know_other_routes(String path) {
        SiteAnswer answer = get(site, path, "");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"errors\":[{\"code\":\"METADATA_NOT_FOUND\","
                        + "\"message\":\"You have requested metadata that does not exist.\"}]}\n");
    }

    @Test
    void says_that_there_is_no_such_metadata() {
        String upperCase = FILES.paths().stream()
                .filter(path -> path.startsWith("targets."))
                .filter(path -> path.length() > 60)
                .map(path -> path.substring(0, 8) + path.substring(8, 72).toUpperCase(java.util.Locale.ROOT) + ".json")
                .findFirst()
                .orElseThrow();
        for (String path : new String[] {"/v2/nobody/_trust/tuf/root.json", BASE + "7.root.json", BASE + upperCase}) {
            assertThat(get(site, path, "").status()).isEqualTo(404);
        }
        assertThat(new String(get(site, "/v2/nobody/_trust/tuf/root.json", "").body(), StandardCharsets.UTF_8))
                .contains("\"detail\":{}");
        assertThat(site.answer("HEAD", URI.create(BASE + "root.json"), "").status())
                .isEqualTo(404);
        assertThat(site.answer("PATCH", URI.create("/v2/"), "").status()).isEqualTo(405);
    }

    @Test
    void asks_for_a_token_and_takes_the_one_that_it_gave() {
        TrustServerSite guarded = TrustServerSite.withTokens(
                        TokenAuthority.forUsers("http://127.0.0.1/token", "notary", Map.of("alice", "secret"), CLOCK))
                .serve(GUN, FILES);
        SiteAnswer refused = get(guarded, BASE + "root.json", "");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.headers())
                .containsEntry(
                        "Www-Authenticate",
                        "Bearer realm=\"http://127.0.0.1/token\",service=\"notary\",scope=\"repository:" + GUN
                                + ":pull\"");
        assertThat(get(guarded, "/v2/", "").status()).isEqualTo(401);

        String tokenPath = "/token?service=notary&scope=repository%3Aregistry.example.com%2Fteam%2Fapp%3Apull";
        assertThat(get(guarded, tokenPath, "").status()).isEqualTo(401);
        assertThat(get(guarded, tokenPath, basic("alice:wrong")).status()).isEqualTo(401);
        String token = new String(get(guarded, tokenPath, basic("alice:secret")).body(), StandardCharsets.UTF_8)
                .replaceAll("(?s).*\"token\":\"([0-9a-f]+)\".*", "$1");
        assertThat(get(guarded, BASE + "root.json", "Bearer " + token).status()).isEqualTo(200);
        assertThat(get(guarded, "/v2/other/_trust/tuf/root.json", "Bearer " + token)
                        .status())
                .isEqualTo(401);
        assertThat(get(guarded, BASE + "root.json", "Bearer x").headers().get("Www-Authenticate"))
                .endsWith(",error=\"invalid_token\"");
    }

    @Test
    void is_reached_over_http_on_loopback() throws Exception {
        try (TrustServer server = TrustServer.start(site, 0)) {
            HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(server.uri().resolve(BASE + "targets.json"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(FILES.file(RoleName.TARGETS).orElseThrow());
        }
    }

    private static SiteAnswer get(TrustServerSite site, String path, String authorization) {
        return site.answer("GET", URI.create(path), authorization);
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
