package dev.navicert.tuf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.fuzz.Fuzz;
import dev.navicert.tuf.crypto.PublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetadataFuzzTest {
    private static final List<String> WORDS = List.of(
            "\"signed\":",
            "\"signatures\":",
            "\"keyid\":\"\"",
            "\"sig\":",
            "\"method\":\"ECDSA\"",
            "\"_type\":\"Root\"",
            "\"version\":0",
            "\"version\":-1",
            "\"threshold\":2",
            "\"keys\":null",
            "\"roles\":null",
            "\"roles\":{}",
            "\"delegations\":{}",
            "\"expires\":\"\"",
            "\"hashes\":{\"sha256\":\"\"}",
            "null",
            "[]",
            "{}",
            "\"targets/../x\"",
            "\"name\":\"targets/A\"",
            "1e3",
            "99999999999999999999",
            "\"keytype\":\"rsa\"",
            "\"Signed\":",
            ",",
            ":");

    @Test
    void metadata_is_read_or_refused() throws IOException {
        Fuzz.of(corpus(), WORDS, 1200).run(input -> {
            for (Strictness strictness : Strictness.values()) {
                readAsEveryRole(input, strictness);
            }
        });
    }

    private static void readAsEveryRole(byte[] input, Strictness strictness) throws Exception {
        SignedFile file;
        try {
            file = SignedFile.read(RoleName.ROOT, input, strictness);
            file.signedBytes();
        } catch (TrustException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        List<PayloadReader> readers = List.of(
                () -> Root.read(file.signed(), strictness),
                () -> Targets.read(file.signed(), RoleName.TARGETS, strictness),
                () -> Targets.read(file.signed(), RoleName.RELEASES, strictness),
                () -> Snapshot.read(file.signed(), strictness),
                () -> Timestamp.read(file.signed(), strictness));
        for (PayloadReader reader : readers) {
            try {
                Payload payload = reader.read();
                assertThat(payload.version()).isPositive();
                payload.toJson();
                if (payload instanceof Root root) {
                    root.keys().values().forEach(PublicKey::canonicalId);
                }
            } catch (TrustException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @FunctionalInterface
    private interface PayloadReader {
        Payload read() throws TrustException;
    }

    private static List<byte[]> corpus() throws IOException {
        Path data = Path.of("src/test/resources/trust-data");
        List<byte[]> corpus = new ArrayList<>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(
                            path -> path.toString().matches(".*/([a-g]-|f1|f6)[^/]*/server/([a-z]+/)?[a-z]+\\.json"))
                    .sorted()
                    .toList()) {
                corpus.add(Files.readAllBytes(file));
            }
        }
        return corpus;
    }
}
