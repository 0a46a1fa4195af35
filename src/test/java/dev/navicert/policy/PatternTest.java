package dev.navicert.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.name.ImageReference;
import dev.navicert.name.InvalidReferenceException;
import dev.navicert.name.MatchingName;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternTest {
    @ParameterizedTest
    @CsvSource({
        "**, nginx",
        "**, localhost:5000/a/b/c",
        "docker.io/library/nginx, nginx:1.27",
        "docker.io/library/*, nginx",
        "docker.io/**, bitnami/redis",
        "registry.corp.example/**, registry.corp.example/app",
        "registry.corp.example/**, registry.corp.example/a/b/c",
        "registry.corp.example/*/app, registry.corp.example/team/app",
        "registry.corp.example/team-*/app, registry.corp.example/team-a/app",
        "registry.corp.example/*-*/app, registry.corp.example/a-b-c/app",
        "registry.corp.example/**/app, registry.corp.example/app",
        "registry.corp.example/**/app, registry.corp.example/a/b/app",
        "registry.corp.example/**/x/**, registry.corp.example/x/x/y",
        "*.corp.example/**, registry.corp.example/app",
        "**/app, registry.corp.example/app",
        "**/app, registry.corp.example/a/b/app",
        "*/app, localhost:5000/app",
        "localhost:*/app, localhost:5000/app",
        "[::1]:5000/*, [::1]:5000/app",
        "**:latest, nginx",
    })
    void matches_whole_names(String pattern, String image) throws Exception {
        assertThat(matches(pattern, image)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "docker.io/*, nginx",
        "docker.io/library/*, bitnami/redis",
        "registry.corp.example/team/**, registry.corp.example/team",
        "registry.corp.example/team/**, registry.corp.example/teams/app",
        "registry.corp.example/team, registry.corp.example/team/app",
        "registry.corp.example/*, registry.corp.example/a/b",
        "registry.corp.example/**, registry.corp.example.evil/app",
        "registry.corp.example/**, evil.example/registry.corp.example/app",
        "registry.corp.example/**, registry.corp.example:5000/app",
        "registry.corp.example/**, evilregistry.corp.example/app",
        "*.corp.example/**, corp.example/app",
        "*.corp.example/**, evil.example/x.corp.example/app",
        "*/app, evil.example/a/app",
        "**/registry.k8s.io/pause, registry.k8s.io/pause",
    })
    void matches_neither_a_prefix_nor_a_part(String pattern, String image) throws Exception {
        assertThat(matches(pattern, image)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "***",
                "nginx",
                "nginx:1.27",
                "library/nginx",
                "docker.io/nginx",
                "/nginx",
                "docker.io//nginx",
                "docker.io/library/",
                "docker.io/Library/nginx",
                "docker.io/team**",
                "docker.io/***/x",
                "docker.io/a..b",
                "docker.io/library/nginx:1.*",
                "docker.io/library/nginx:",
                "docker.io/library/nginx@sha256:*",
                "docker.io/library/nginx@sha256:abc",
                "docker.io/library/nginx@",
                "**.corp.example/x",
                "registry.corp.example./x",
                "https://registry.corp.example/x",
                "registry corp.example/x",
                "münchen.example/x",
                "registry.corp.exаmple/x",
                "registry.corp.example/[ab]",
                "registry.corp.example/a?",
                "^registry.corp.example/.*$",
                "reg_*|x/y",
            })
    void refuses_what_is_no_pattern_or_could_never_match(String text) {
        assertThatThrownBy(() -> Pattern.parse(text)).isInstanceOf(InvalidPatternException.class);
    }

    @Test
    void refuses_an_endless_pattern() {
        assertThatThrownBy(() -> Pattern.parse("a.example/" + "a/".repeat(400) + "a"))
                .isInstanceOf(InvalidPatternException.class);
    }

    @Test
    void says_what_to_write_instead() {
        assertThatThrownBy(() -> Pattern.parse("nginx")).hasMessageContaining("docker.io/library/nginx");
        assertThatThrownBy(() -> Pattern.parse("docker.io/nginx")).hasMessageContaining("docker.io/library/nginx");
        assertThatThrownBy(() -> Pattern.parse("team/**")).hasMessageContaining("docker.io/team/");
    }

    @Test
    void orders_by_host_then_segments_then_characters_then_tag() throws InvalidPatternException {
        List<String> fromGeneralToSpecific = List.of(
                "**",
                "*/**",
                "**:latest",
                "*.example/**",
                "*.corp.example/**",
                "*.corp.example/team/*",
                "a.example/**",
                "a.example/a*/**",
                "a.example/ab*/**",
                "a.example/a/**",
                "a.example/team/**",
                "a.example/team/**:1",
                "a.example/team/a*",
                "a.example/a/b",
                "a.example/team/app",
                "a.example/team/app:1.0");
        for (int i = 1; i < fromGeneralToSpecific.size(); i++) {
            Pattern general = Pattern.parse(Objects.requireNonNull(fromGeneralToSpecific.get(i - 1)));
            Pattern specific = Pattern.parse(Objects.requireNonNull(fromGeneralToSpecific.get(i)));

            assertThat(general.specificity())
                    .as("%s before %s", specific, general)
                    .isLessThanOrEqualTo(specific.specificity());
        }
        assertThat(Pattern.parse("a.example/*/b").specificity())
                .isEqualTo(Pattern.parse("a.example/b/**").specificity());
    }

    @Test
    void costs_no_more_than_the_lengths_multiplied() throws Exception {
        Pattern pattern = Pattern.parse("a.example/" + "*a".repeat(120) + "b/**/x/**/x/**/x/**/x/**/x/y");
        String image = "a.example/" + "a".repeat(60) + "/x".repeat(90);

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> pattern.matches(MatchingName.of(ImageReference.parse(image))));
    }

    private static boolean matches(String pattern, String image)
            throws InvalidPatternException, InvalidReferenceException {
        return Pattern.parse(pattern).matches(MatchingName.of(ImageReference.parse(image)));
    }
}
