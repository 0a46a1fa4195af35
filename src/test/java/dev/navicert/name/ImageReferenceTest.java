package dev.navicert.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImageReferenceTest {
    private static final String HEX = "0123456789abcdef".repeat(4);
    private static final Digest DIGEST = Digest.sha256(HEX);

    static Stream<ReferenceTable.Row> valid() {
        return ReferenceTable.rows().stream().filter(ReferenceTable.Row::valid);
    }

    static Stream<ReferenceTable.Row> invalid() {
        return ReferenceTable.rows().stream().filter(row -> !row.valid());
    }

    @ParameterizedTest
    @MethodSource("valid")
    void reads_what_the_reference_implementation_reads(ReferenceTable.Row row) throws InvalidReferenceException {
        ImageReference reference = ImageReference.parse(row.input());

        assertThat(reference.written()).isEqualTo(row.input());
        assertThat(reference.domain()).isEqualTo(row.domain());
        assertThat(reference.path()).isEqualTo(row.path());
        assertThat(reference.tag().map(Tag::toString).orElse("")).isEqualTo(row.tag());
        assertThat(reference.digest().map(Digest::toString).orElse("")).isEqualTo(row.digest());
        assertThat(reference.gun()).isEqualTo(new Gun(row.gun()));
        assertThat(reference.familiar()).isEqualTo(row.familiar());
        assertThat(reference.canonical()).isEqualTo(row.canonical());
        assertThat(reference.asked()).isEqualTo(row.dockerRef());
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void refuses_for_the_reason_the_reference_implementation_gives(ReferenceTable.Row row) {
        assertThatThrownBy(() -> ImageReference.parse(row.input()))
                .isInstanceOf(InvalidReferenceException.class)
                .hasMessage(row.error());
    }

    /** Faults of which the table has no example, with the reasons that follow from normalize.go, reference.go, go-digest. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Foo_b/bar                               | repository name must be lowercase
            \u212A.example/app                      | repository name must be lowercase
            nginx:v\u212A                           | repository name must be lowercase
            Foo_/bar                                | invalid reference format
            nginx:1@SHA256:%1$s                     | invalid checksum digest format
            nginx@sha256.x:%1$s                     | unsupported digest algorithm
            nginx@sha256..x:%1$s                    | invalid reference format
            nginx@sha512:%1$s                       | unsupported digest algorithm
            %1$s                                    | invalid repository name (%1$s), cannot specify 64-byte hexadecimal strings
            """)
    void gives_the_first_reason_in_the_order_of_the_reference(String input, String reason) {
        assertThatThrownBy(() -> ImageReference.parse(input.formatted(HEX)))
                .isInstanceOf(InvalidReferenceException.class)
                .hasMessage(reason.formatted(HEX));
    }

    @Test
    void accepts_what_is_no_domain_but_as_a_whole_a_path() throws InvalidReferenceException {
        ImageReference reference = ImageReference.parse("my_host.example/app");

        assertThat(reference.domain()).isEmpty();
        assertThat(reference.gun()).isEqualTo(new Gun("my_host.example/app"));
        assertThat(reference.canonical()).isEqualTo("my_host.example/app:latest");
    }

    @Test
    void refuses_an_endless_text_unread() {
        assertThatThrownBy(() -> ImageReference.parse("a".repeat(ImageReference.MAX_LENGTH + 1)))
                .isInstanceOf(InvalidReferenceException.class)
                .hasMessage("reference must not be more than 4096 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "nginx, nginx:latest@D, nginx@D",
        "nginx:1.27, nginx:1.27@D, nginx@D",
        "index.docker.io/nginx:1, index.docker.io/nginx:1@D, index.docker.io/nginx@D",
        "REGISTRY.example.com:443/a/b:1, REGISTRY.example.com:443/a/b:1@D, REGISTRY.example.com:443/a/b@D",
        "nginx@D, nginx@D, nginx@D",
        "nginx:1@D, nginx:1@D, nginx@D",
    })
    void pins_with_the_host_as_it_was_written(String written, String both, String digestOnly)
            throws InvalidReferenceException {
        ImageReference reference = ImageReference.parse(written.replace("D", DIGEST.toString()));

        assertThat(reference.pinned(DIGEST, ImageReference.Pinning.TAG_AND_DIGEST))
                .isEqualTo(both.replace("D", DIGEST.toString()));
        assertThat(reference.pinned(DIGEST, ImageReference.Pinning.DIGEST))
                .isEqualTo(digestOnly.replace("D", DIGEST.toString()));
    }

    @Test
    void says_what_a_short_name_means() throws InvalidReferenceException {
        assertThat(ImageReference.parse("nginx").spelledOut()).isEqualTo("nginx (docker.io/library/nginx:latest)");
        assertThat(ImageReference.parse("a.example/b:1").spelledOut()).isEqualTo("a.example/b:1");
    }

    @Test
    void takes_a_digest_in_place_of_the_one_it_had() throws InvalidReferenceException {
        ImageReference reference = ImageReference.parse("a.example/b:1@sha256:" + "f".repeat(64));

        assertThat(reference.withDigest(DIGEST)).isEqualTo(ImageReference.parse("a.example/b:1@" + DIGEST));
    }
}
