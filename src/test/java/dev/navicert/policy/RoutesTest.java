package dev.navicert.policy;

import static dev.navicert.policy.Policies.server;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.name.ImageReference;
import dev.navicert.policy.yaml.InvalidPolicyException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
    @Test
    void the_most_specific_server_serves() throws Exception {
        String servers = server("all", "'**'")
                + server("corp", "'registry.corp.example/**'")
                + server("team", "'registry.corp.example/team/**'");

        assertThat(route(servers, "nginx")).isEqualTo("all docker.io/library/nginx");
        assertThat(route(servers, "registry.corp.example/app")).isEqualTo("corp registry.corp.example/app");
        assertThat(route(servers, "registry.corp.example/team/app")).isEqualTo("team registry.corp.example/team/app");
    }

    @Test
    void a_tie_refuses_both() throws Exception {
        String servers = server("one", "'a.example/*/b'") + server("two", "'a.example/b/*'");

        assertThat(route(servers, "a.example/b/b")).startsWith("NO_SERVER").contains("one and two");
        assertThat(route(servers, "a.example/b/c")).isEqualTo("two a.example/b/c");
    }

    @Test
    void what_none_serves_has_no_server() throws Exception {
        assertThat(route(server("one", "'a.example/**'"), "b.example/x"))
                .startsWith("NO_SERVER")
                .contains("b.example/x");
    }

    @Test
    void the_name_for_the_server_is_not_folded() throws Exception {
        assertThat(route(server("hub", "'docker.io/**'"), "registry-1.docker.io/library/nginx"))
                .startsWith("NO_SERVER");
    }

    @ParameterizedTest
    @CsvSource({
        "mirror.corp.example/hub/bitnami/redis:7, hub docker.io/bitnami/redis",
        "mirror.corp.example/hub/nginx, hub docker.io/library/nginx",
        "mirror.corp.example/hub/pinned/app, corp registry.corp.example/app",
        "mirror.corp.example/quay/a/b/img, quay quay.io/a/b/img-signed",
        "mirror.corp.example/other/x, all mirror.corp.example/other/x",
        "docker.io/x/mirror.corp.example, hub docker.io/x/mirror.corp.example",
    })
    void a_rewrite_comes_first_and_once(String image, String expected) throws Exception {
        String servers = server("all", "'**'")
                + server("hub", "'docker.io/**'", "rewrite: [{from: 'mirror.corp.example/hub/**', to: 'docker.io/**'}]")
                + server(
                        "corp",
                        "'registry.corp.example/**'",
                        "rewrite: [{from: 'mirror.corp.example/hub/pinned/*', to: 'registry.corp.example/*'}]")
                + server(
                        "quay",
                        "'quay.io/**'",
                        "rewrite: [{from: 'mirror.corp.example/quay/**/*', to: 'quay.io/**/*-signed'}]");

        assertThat(route(servers, image)).isEqualTo(expected);
    }

    @Test
    void a_rewritten_name_is_not_rewritten_again() throws Exception {
        String servers = server(
                "all",
                "'**'",
                "rewrite:",
                "- {from: 'a.example/**', to: 'b.example/**'}",
                "- {from: 'b.example/**', to: 'c.example/**'}");

        assertThat(route(servers, "a.example/x")).isEqualTo("all b.example/x");
    }

    @Test
    void a_rewrite_to_what_is_no_name_refuses() throws Exception {
        String servers =
                server("all", "'**'", "rewrite: [{from: 'a.example/**', to: 'b.example/" + "x".repeat(200) + "/**'}]");

        assertThat(route(servers, "a.example/" + "y".repeat(100))).startsWith("NO_SERVER");
    }

    @ParameterizedTest
    @CsvSource({
        "a.example/**, b.example/*",
        "a.example/*, b.example/x",
        "a.example/x, b.example/*",
        "a.example/**/x/**, b.example/**/x/**",
        "a.example/*-*, b.example/*-*",
        "a.example/x:1, b.example/x",
    })
    void ambiguous_wildcards_are_refused(String from, String to) {
        String text = server("one", "'**'", "rewrite: [{from: '" + from + "', to: '" + to + "'}]");

        assertThatThrownBy(() -> Policies.read(text)).isInstanceOf(InvalidPolicyException.class);
    }

    @Test
    void no_spelling_of_a_host_chooses_another_server_or_a_weaker_pin() throws Exception {
        String servers = server("corp", "'a.example/**'") + server("community", "'**'", "pins: {firstUse: true}");
        String oneServer =
                server("all", "'**'", "pins: {certs: {'a.example/**': ['" + "ab".repeat(32) + "']}, firstUse: true}");

        for (String spelling : new String[] {"a.example:443/x", "A.example/x", "a.example:0443/x"}) {
            assertThat(route(servers, spelling)).startsWith("NO_SERVER").contains("write it as a.example/x");
            assertThat(route(oneServer, spelling)).startsWith("NO_SERVER").contains("write it as a.example/x");
        }
        assertThat(route(servers, "b.example:443/x")).isEqualTo("community b.example:443/x");
        assertThat(route(oneServer, "a.example/x")).isEqualTo("all a.example/x");
    }

    private static String route(String servers, String image) throws Exception {
        return Policies.read(servers)
                .ruling(ImageReference.parse(image), Namespace.named("team"), Instant.EPOCH)
                .route()
                .fold(
                        served -> served.server().name() + " " + served.gun(),
                        unserved -> unserved.reason().line());
    }
}
