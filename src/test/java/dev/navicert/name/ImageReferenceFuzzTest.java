package dev.navicert.name;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.fuzz.Fuzz;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ImageReferenceFuzzTest {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
    private static final List<String> WORDS = List.of(
            "/",
            ":",
            "@",
            ".",
            "..",
            "-",
            "--",
            "_",
            "__",
            "___",
            "sha256:",
            DIGEST,
            "localhost",
            "docker.io/",
            "library/",
            "[::1]",
            "[",
            "]",
            ":443",
            ":0",
            "A",
            "é",
            "\u0000",
            "\n",
            " ",
            "%2F",
            "a".repeat(128),
            "xn--",
            "index.docker.io/");
    private static final List<byte[]> CORPUS = List.of(
                    "alpine",
                    "alpine:3.20",
                    "docker.io/library/alpine:latest",
                    "registry.example.com:5000/team/app_a/b-c:1.0@" + DIGEST,
                    "localhost/x@" + DIGEST,
                    "[2001:db8::1]:5000/a/b:c")
            .stream()
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toList();

    @Test
    void a_reference_is_read_or_refused_with_a_reason() {
        Fuzz.of(CORPUS, WORDS, 400).run(input -> {
            String text = new String(input, StandardCharsets.UTF_8);
            try {
                ImageReference reference = ImageReference.parse(text);
                assertThat(reference.written()).isEqualTo(text);
                assertThat(text.length()).isLessThanOrEqualTo(ImageReference.MAX_LENGTH);
                String canonical = reference.canonical();
                assertThat(ImageReference.parse(canonical).canonical()).isEqualTo(canonical);
                assertThat(reference.gun().value())
                        .isEqualTo(reference.gun().value().strip());
                assertThat(reference.path()).isEqualTo(reference.path().toLowerCase(Locale.ROOT));
            } catch (InvalidReferenceException e) {
                assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(ImageReference.MAX_LENGTH + 1000);
            }
        });
    }
}
