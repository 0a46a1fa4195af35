package dev.navicert.policy;

import static dev.navicert.policy.Policies.cluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.name.ImageReference;
import dev.navicert.name.InvalidReferenceException;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that are written to look like others, or to be the same under another spelling. */
class HostileSpellingsTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final String EXEMPT_ELSE_ALLOWED = cluster(
            "demands",
            "images: ['registry.corp.example/**'], verify: {}",
            "images: ['docker.io/library/**'], verify: {}",
            "images: ['bad.example/**', '[::1]:5000/**'], deny: {}",
            "images: ['registry.hub.docker.com/evil/**'], deny: {}",
            "images: ['**'], allow: {}");
    private static final String EXEMPT_ELSE_DENIED = cluster(
            "exemptions",
            "images: ['registry.k8s.io/**', 'docker.io/library/nginx', 'a.example:443/**'], allow: {}",
            "images: ['**'], deny: {}");

    @ParameterizedTest
    @CsvSource({
        "registry.corp.example/app, VERIFY",
        "REGISTRY.corp.example/app, VERIFY",
        "registry.corp.example:443/app, VERIFY",
        "registry.corp.example:0443/app, VERIFY",
        "Registry.Corp.Example:443/app, VERIFY",
        "nginx, VERIFY",
        "docker.io/nginx, VERIFY",
        "DOCKER.IO/nginx, VERIFY",
        "DOCKER.IO/library/nginx, VERIFY",
        "docker.io:443/library/nginx, VERIFY",
        "index.docker.io/nginx, VERIFY",
        "index.docker.io:443/library/nginx, VERIFY",
        "registry-1.docker.io/library/nginx, VERIFY",
        "registry-1.docker.io/nginx, VERIFY",
        "registry-1.docker.io:443/library/nginx, VERIFY",
        "registry.hub.docker.com/library/nginx, VERIFY",
        "Registry.Hub.Docker.com:443/library/nginx, VERIFY",
        "BAD.example/x, DENY",
        "bad.example:443/x, DENY",
        "[0:0:0:0:0:0:0:1]:5000/x, DENY",
        "[::0001]:05000/x, DENY",
        "evil/x, DENY",
        "docker.io/evil/x, DENY",
        "registry-1.docker.io/evil/x, DENY",
        "bitnami/redis, ALLOW",
        "registry.corp.example:5000/app, ALLOW",
    })
    void no_spelling_evades_a_demand(String image, Winner.Kind kind) throws Exception {
        assertThat(winner(EXEMPT_ELSE_ALLOWED, image).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "registry.k8s.io/pause:3.10, ALLOW",
        "evil.example/registry.k8s.io/pause, DENY",
        "evil.example:443/registry.k8s.io/pause, DENY",
        "registry.k8s.io.evil.example/pause, DENY",
        "evilregistry.k8s.io/pause, DENY",
        "registry-k8s.io/pause, DENY",
        "registry.k8s.io:5000/pause, DENY",
        "registry.k8s.i0/pause, DENY",
        "registry.k8s.lo/pause, DENY",
        "xn--registry-k8s-io.example/pause, DENY",
        "registry.k8s.io, DENY",
        "registry.k8s.io:443, DENY",
        "docker.io/registry.k8s.io/pause, DENY",
        "library/registry.k8s.io, DENY",
        "nginx, ALLOW",
        "nginx:latest, ALLOW",
        "evil/nginx, DENY",
        "library/nginx/x, DENY",
        "localhost/library/nginx, DENY",
        "docker.io.evil.example/library/nginx, DENY",
        "a.example/x, ALLOW",
    })
    void no_look_alike_gets_an_exemption(String image, Winner.Kind kind) throws Exception {
        assertThat(winner(EXEMPT_ELSE_DENIED, image).kind()).isEqualTo(kind);
    }

    /** Where the written host differs from its alias, a deny or verify rule reached through either wins. */
    @ParameterizedTest
    @CsvSource({
        "registry-1.docker.io/team/app, VERIFY",
        "REGISTRY-1.docker.io/team/app, VERIFY",
        "docker.io/team/app, VERIFY",
        "index.docker.io/team/app, VERIFY",
        "registry.hub.docker.com/other/app, DENY",
        "docker.io/other/app, ALLOW",
    })
    void the_strictest_answer_for_any_spelling_wins(String image, Winner.Kind kind) throws Exception {
        String policy = cluster(
                "c",
                "images: ['registry-1.docker.io/team/**'], allow: {}",
                "images: ['docker.io/team/**'], verify: {}",
                "images: ['docker.io/other/**'], allow: {}",
                "images: ['registry.hub.docker.com/other/**'], deny: {}");

        assertThat(winner(policy, image).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry.k8s.io./pause",
                "registry.k8s.io.:443/pause",
                "registry.k8s.io:/pause",
                "regіstry.k8s.io/pause",
                "registry.k8s.io\u200b/pause",
                "registry。k8s。io/pause",
                "registry.k8s.io/pause ",
                " registry.k8s.io/pause",
                "registry.k8s.io/../evil",
                "registry.k8s.io/./pause",
                "registry.k8s.io//pause",
                "registry.k8s.io\\pause",
                "registry.k8s.io/pause#x",
                "registry.k8s.io/pause?x",
                "registry.k8s.io%2fpause",
                "user@registry.k8s.io/pause",
                "https://registry.k8s.io/pause",
                "registry.k8s.io/pause\n",
                "registry.k8s.io/Pause",
            })
    void what_the_grammar_refuses_never_reaches_a_rule(String image) {
        assertThatThrownBy(() -> ImageReference.parse(image)).isInstanceOf(InvalidReferenceException.class);
    }

    private static Winner winner(String policy, String image) throws Exception {
        Ruling ruling = Policies.read(policy).ruling(ImageReference.parse(image), Namespace.named("team"), NOW);
        return Objects.requireNonNull(ruling.judges().get(0));
    }
}
