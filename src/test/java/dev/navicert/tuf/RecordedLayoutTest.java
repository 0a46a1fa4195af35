package dev.navicert.tuf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever Go has written, we write again byte for byte: from the tree that was read, and from the payload. */
class RecordedLayoutTest {
    private static final Path RECORDED = Path.of("src/test/resources/trust-data");

    @TestFactory
    Stream<DynamicTest> a_recorded_file_is_written_again_as_it_was() throws IOException {
        return files().stream()
                .map(path -> DynamicTest.dynamicTest(RECORDED.relativize(path).toString(), () -> writesAgain(path)));
    }

    private static void writesAgain(Path path) throws Exception {
        RoleName role = roleOf(path);
        byte[] recorded = Files.readAllBytes(path);
        SignedFile file = SignedFile.read(role, recorded, Strictness.STRICT);
        assertText(SignedFile.write(file.signed(), file.signatures()), recorded);
        assertText(SignedFile.write(payload(file).toJson(), file.signatures()), recorded);
    }

    private static void assertText(byte[] actual, byte[] expected) {
        assertThat(new String(actual, StandardCharsets.UTF_8)).isEqualTo(new String(expected, StandardCharsets.UTF_8));
    }

    private static Payload payload(SignedFile file) throws TrustException {
        return switch (file.role().value()) {
            case "root" -> Root.read(file.signed(), Strictness.STRICT);
            case "snapshot" -> Snapshot.read(file.signed(), Strictness.STRICT);
            case "timestamp" -> Timestamp.read(file.signed(), Strictness.STRICT);
            default -> Targets.read(file.signed(), file.role(), Strictness.STRICT);
        };
    }

    /** {@code 2.targets/alice.<hash>.json} is {@code targets/alice}. */
    private static RoleName roleOf(Path path) {
        String name = path.toString().replaceFirst(".*/(server|metadata)/", "");
        return new RoleName(name.replaceFirst("^[0-9]+\\.", "").replaceFirst("(\\.[0-9a-f]{64})?\\.json$", ""));
    }

    /** The folders a to e and g hold what Go wrote and nothing else. */
    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(RECORDED)) {
            return files.filter(path -> path.toString().matches(".*/[a-eg]-[^/]*(/.*)?/(server|metadata)/.*\\.json"))
                    .sorted()
                    .toList();
        }
    }
}
