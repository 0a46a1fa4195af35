package dev.navicert.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.navicert.tuf.RoleName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Recorded collections give the recorded results: read as Notary reads, and, in a second column of our own, strictly. */
class TrustDataTest {
    private static final Path STRICT = Path.of("src/test/resources/trust-data-strict.tsv");
    private static final List<RoleName> DOCKER = List.of(RoleName.RELEASES, RoleName.TARGETS);

    @TestFactory
    Stream<DynamicTest> read_as_notary_reads_it() throws IOException {
        return RecordedCollection.all().stream()
                .map(recorded -> DynamicTest.dynamicTest(recorded.name(), () -> readsAsRecorded(recorded)));
    }

    private static void readsAsRecorded(RecordedCollection recorded) throws Exception {
        String kind = recorded.expected().path("error_kind").asText("ok");
        assertThat(Outcome.of(recorded.notary())).isEqualTo(kind);
        if (kind.equals("ok")) {
            TrustedCollection collection = TrustedCollection.update(recorded.notary());
            assertThat(RecordedCollection.written(collection.list(List.of())))
                    .isEqualTo(recorded.expectedTargets("targets"));
            if (recorded.expected().has("targets_for_roles_releases_then_targets")) {
                assertThat(RecordedCollection.written(collection.list(DOCKER)))
                        .isEqualTo(recorded.expectedTargets("targets_for_roles_releases_then_targets"));
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> read_strictly() throws IOException {
        Map<String, String> expected = strictColumn();
        List<DynamicTest> tests = new ArrayList<>();
        for (RecordedCollection recorded : RecordedCollection.all()) {
            tests.add(DynamicTest.dynamicTest(
                    recorded.name(),
                    () -> assertThat(Outcome.of(recorded.strict())).isEqualTo(expected.get(recorded.name()))));
        }
        for (PinnedReading pinned : PinnedReading.all()) {
            tests.add(DynamicTest.dynamicTest(
                    pinned.name(),
                    () -> assertThat(Outcome.of(pinned.strict())).isEqualTo(expected.get(pinned.name()))));
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> pins_are_held_as_notary_holds_them() throws IOException {
        return PinnedReading.all().stream()
                .map(pinned -> DynamicTest.dynamicTest(
                        pinned.name(), () -> assertThat(pinned.notaryOutcome()).isEqualTo(pinned.expected())));
    }

    @Test
    void every_recorded_reading_has_a_strict_result() throws IOException {
        List<String> names = new ArrayList<>();
        RecordedCollection.all().forEach(recorded -> names.add(recorded.name()));
        PinnedReading.all().forEach(pinned -> names.add(pinned.name()));
        assertThat(strictColumn().keySet()).containsExactlyInAnyOrderElementsOf(names);
    }

    /** Documented is what differs, and nothing else. */
    @Test
    void every_difference_is_a_row_of_the_document() throws IOException {
        Map<String, String> strict = strictColumn();
        List<String> differences = new ArrayList<>();
        for (RecordedCollection recorded : RecordedCollection.all()) {
            String notary = recorded.expected().path("error_kind").asText("ok");
            if (!notary.equals(strict.get(recorded.name()))) {
                differences.add("| `" + recorded.name() + "` | " + notary + " | " + strict.get(recorded.name()) + " |");
            }
        }
        for (PinnedReading pinned : PinnedReading.all()) {
            String notary = pinned.expected().equals("ok") ? "ok" : "root-untrusted";
            if (!notary.equals(strict.get(pinned.name()))) {
                differences.add("| `" + pinned.name() + "` | " + notary + " | " + strict.get(pinned.name()) + " |");
            }
        }
        List<String> documented = Files.readAllLines(Path.of("docs/notary-differences.md")).stream()
                .filter(line -> line.matches("\\| `(f\\d|pinning|[a-g]-).*"))
                .map(line -> line.replaceFirst("^((?:\\|[^|]*){3}\\|).*", "$1"))
                .toList();
        assertThat(documented).containsExactlyInAnyOrderElementsOf(differences);
    }

    private static Map<String, String> strictColumn() throws IOException {
        Map<String, String> column = new TreeMap<>();
        for (String line : Files.readAllLines(STRICT)) {
            if (!line.startsWith("#")) {
                String[] fields = line.split("\t", -1);
                column.put(fields[0], fields[1]);
            }
        }
        return column;
    }

    @Test
    void a_client_six_roots_behind_asks_for_what_notary_asks_for() throws Exception {
        RecordedCollection recorded = RecordedCollection.named("c-rotated", "client-at-root-v1");
        List<String> asked = new ArrayList<>();
        RemoteMetadata server = recorded.server();
        TrustedCollection.update(UpdateRequest.notary(
                recorded.gun(),
                (name, cap) -> {
                    asked.add(name.path().replaceFirst("\\.[0-9a-f]{64}\\.", ".<sha256>."));
                    return server.fetch(name, cap);
                },
                recorded.reader(),
                TrustPins.FIRST_USE,
                recorded.now()));
        List<String> expected = new ArrayList<>();
        for (JsonNode name : recorded.expected().path("fetch_order_from_v1_cache")) {
            expected.add(name.textValue());
        }
        assertThat(asked).isEqualTo(expected);
    }
}
