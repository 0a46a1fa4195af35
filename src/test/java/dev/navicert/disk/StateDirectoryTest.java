package dev.navicert.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.name.Gun;
import dev.navicert.trust.Anchor;
import dev.navicert.trust.Floors;
import dev.navicert.trust.Memory;
import dev.navicert.trust.view.Remembered;
import dev.navicert.tuf.Checksum;
import dev.navicert.tuf.RoleName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateDirectoryTest {
    private static final Gun GUN = new Gun("registry.example/team/app");
    private static final Instant CHECKED_AT = Instant.parse("2026-11-27T20:00:00Z");
    private static final Anchor ANCHOR = new Anchor("cert:49cf", 1, "ab".repeat(32));

    @TempDir
    Path state;

    private StateDirectory directory;

    @BeforeEach
    void open() throws IOException {
        directory = StateDirectory.open(state);
    }

    @AfterEach
    void close() throws IOException {
        directory.close();
    }

    @Test
    void recalls_what_was_remembered() throws IOException {
        Remembered remembered = remembered(3, "three");

        directory.remember("corp", GUN, remembered);

        assertThat(directory.recall("corp", GUN))
                .hasValueSatisfying(
                        recalled -> assertThat(recalled.isSameAs(remembered)).isTrue());
    }

    @Test
    void recalls_it_in_the_next_process() throws IOException {
        directory.remember("corp", GUN, remembered(3, "three"));
        directory.close();

        try (StateDirectory next = StateDirectory.open(state)) {
            Remembered recalled = next.recall("corp", GUN).orElseThrow();
            assertThat(recalled.memory().anchor()).isEqualTo(ANCHOR);
            assertThat(recalled.checkedAt()).contains(CHECKED_AT);
        }
        open();
    }

    @Test
    void knows_nothing_of_a_repository_never_met() throws IOException {
        directory.remember("corp", GUN, remembered(3, "three"));

        assertThat(directory.recall("corp", new Gun("registry.example/team/other")))
                .isEmpty();
        assertThat(directory.recall("elsewhere", GUN)).isEmpty();
    }

    @Test
    void makes_no_directory_for_a_repository_that_is_only_asked_for() throws IOException {
        directory.recall("corp", GUN);

        assertThat(names(state.resolve("v1"))).containsExactly("lock");
    }

    @Test
    void keeps_one_file_per_role_named_by_hash_and_none_of_before() throws IOException {
        directory.remember("corp", GUN, remembered(3, "three"));
        directory.remember("corp", GUN, remembered(4, "four"));

        assertThat(names(repository())).containsExactlyInAnyOrder("repository", hash("four") + ".json");
    }

    @Test
    void removes_what_a_crash_left_half_written() throws IOException {
        directory.remember("corp", GUN, remembered(3, "three"));
        Files.writeString(repository().resolve("." + hash("four") + ".json.00ff.partial"), "fo");

        directory.remember("corp", GUN, remembered(4, "four"));

        assertThat(names(repository())).containsExactlyInAnyOrder("repository", hash("four") + ".json");
    }

    @Test
    void is_readable_by_its_owner_only() throws IOException {
        directory.remember("corp", GUN, remembered(3, "three"));

        assertThat(permissions(repository())).isEqualTo("rwx------");
        assertThat(permissions(stateFile())).isEqualTo("rw-------");
        assertThat(permissions(repository().resolve(hash("three") + ".json"))).isEqualTo("rw-------");
    }

    // ---- damage ----

    @Test
    void never_guesses_floors_from_a_state_file_that_was_cut_off() throws IOException {
        directory.remember("corp", GUN, remembered(3, "three"));
        byte[] whole = Files.readAllBytes(stateFile());
        for (int length = 0; length < whole.length; length++) {
            Files.write(stateFile(), Arrays.copyOf(whole, length));
            assertRefusesToRecall();
        }
    }

    @Test
    void never_guesses_floors_from_a_state_file_with_a_changed_byte() throws IOException {
        directory.remember("corp", GUN, remembered(3, "three"));
        byte[] whole = Files.readAllBytes(stateFile());
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            Files.write(stateFile(), changed);
            assertRefusesToRecall();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server corp\n",
                "server corp\ngun registry.example/team/app\nfloor targets 3\nfloor targets 1\n",
                "server corp\ngun registry.example/team/app\nfloor targets -3\n",
                "server corp\ngun registry.example/team/app\nfloor targets 0\n",
                "server corp\ngun registry.example/team/app\nfloor targets 99999999999999999999\n",
                "server corp\ngun registry.example/team/app\nfloor targets/../x 3\n",
                "server corp\ngun registry.example/team/app\nfloor targets\n",
                "server corp\ngun registry.example/team/app\nfile targets ../../secret\n",
                "server corp\ngun registry.example/team/app\nanchor 1 cert:49cf\n",
                "server corp\ngun registry.example/team/app\nceiling targets 3\n",
                "server corp\ngun registry.example/team/app\n\n",
                "server corp\nserver corp\ngun registry.example/team/app\n"
            })
    void refuses_a_whole_state_file_whose_lines_make_no_sense(String lines) throws IOException {
        directory.remember("corp", GUN, remembered(3, "three"));
        String body = "navicert state 1\n" + lines;

        Files.writeString(stateFile(), body + "check " + hash(body) + "\n");

        assertRefusesToRecall();
    }

    @Test
    void refuses_the_state_of_another_repository_and_of_another_server() throws IOException {
        Gun other = new Gun("registry.example/team/other");
        directory.remember("corp", GUN, remembered(3, "three"));
        directory.remember("corp", other, remembered(1, "one"));
        directory.remember("backup", GUN, remembered(1, "one"));
        Path stranger = state.resolve("v1/corp").resolve(hash(other.value())).resolve("repository");
        Path elsewhere = state.resolve("v1/backup").resolve(hash(GUN.value())).resolve("repository");

        Files.write(stateFile(), Files.readAllBytes(stranger));
        assertRefusesToRecall();
        Files.write(stateFile(), Files.readAllBytes(elsewhere));
        assertRefusesToRecall();
    }

    @Test
    void says_which_file_is_damaged_and_what_to_remove() throws IOException {
        directory.remember("corp", GUN, remembered(3, "three"));
        Files.writeString(stateFile(), "garbage");

        assertThatThrownBy(() -> directory.recall("corp", GUN))
                .hasMessageContaining(stateFile().toString())
                .hasMessageEndingWith("remove " + repository());
    }

    @Test
    void refuses_a_state_file_that_is_no_plain_file_or_endless() throws IOException {
        directory.remember("corp", GUN, remembered(3, "three"));
        byte[] whole = Files.readAllBytes(stateFile());

        Path outside = Files.write(state.resolve("outside"), whole);
        Files.delete(stateFile());
        Files.createSymbolicLink(stateFile(), outside);
        assertRefusesToRecall();
        Files.delete(stateFile());
        Files.createDirectory(stateFile());
        assertRefusesToRecall();
        Files.delete(stateFile());
        Files.write(stateFile(), new byte[StateFile.MAX_BYTES + 1]);
        assertRefusesToRecall();
    }

    @Test
    void leaves_out_metadata_that_is_damaged_missing_or_no_plain_file() throws IOException {
        directory.remember("corp", GUN, remembered(3, "three"));
        Path metadata = repository().resolve(hash("three") + ".json");

        Files.writeString(metadata, "thr33");
        assertThat(recalledRoles()).isEmpty();
        Files.delete(metadata);
        assertThat(recalledRoles()).isEmpty();
        Files.createDirectory(metadata);
        assertThat(recalledRoles()).isEmpty();
    }

    @Test
    void replaces_damaged_metadata() throws IOException {
        directory.remember("corp", GUN, remembered(3, "three"));
        Files.writeString(repository().resolve(hash("three") + ".json"), "thr33");

        directory.remember("corp", GUN, remembered(3, "three"));

        assertThat(recalledRoles()).containsExactly(RoleName.TARGETS);
    }

    // ---- names from outside ----

    @ParameterizedTest
    @ValueSource(strings = {"../../../etc", "/etc", "a//b", ".", "docker.io/library/ä", "a b"})
    void keeps_any_collection_inside_the_directory_of_its_server(String gun) throws IOException {
        directory.remember("corp", new Gun(gun), remembered(3, "three"));

        assertThat(names(state)).containsExactly("v1");
        assertThat(names(state.resolve("v1/corp"))).containsExactly(hash(gun));
        assertThat(directory.recall("corp", new Gun(gun))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "", "a/b", "Corp", "-corp", "corp\n"})
    void refuses_a_server_name_that_is_no_dns_name(String server) {
        assertThatThrownBy(() -> directory.remember(server, GUN, remembered(3, "three")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> directory.recall(server, GUN)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nfloor targets 1", "a\u0000", "\ud800"})
    void refuses_a_collection_that_cannot_be_written_in_a_line(String gun) {
        assertThatThrownBy(() -> directory.remember("corp", new Gun(gun), remembered(3, "three")))
                .isInstanceOf(IOException.class);
    }

    // ---- two processes ----

    @Test
    void is_used_by_one_process_at_a_time() {
        assertThatThrownBy(() -> StateDirectory.open(state))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("in use by another process");
    }

    @Test
    void cannot_be_opened_where_a_file_is() throws IOException {
        Path file = Files.writeString(state.resolve("file"), "");

        assertThatThrownBy(() -> StateDirectory.open(file)).isInstanceOf(IOException.class);
    }

    private void assertRefusesToRecall() {
        assertThatThrownBy(() -> directory.recall("corp", GUN)).isInstanceOf(IOException.class);
    }

    private Set<RoleName> recalledRoles() throws IOException {
        return directory.recall("corp", GUN).orElseThrow().metadata().keySet();
    }

    private Path repository() {
        return state.resolve("v1/corp").resolve(hash(GUN.value()));
    }

    private Path stateFile() {
        return repository().resolve("repository");
    }

    private static Remembered remembered(long version, String targets) {
        return new Remembered(
                new Memory(new Floors(Map.of(RoleName.TARGETS, version, RoleName.RELEASES, 2L)), ANCHOR),
                Map.of(RoleName.TARGETS, targets.getBytes(StandardCharsets.UTF_8)),
                CHECKED_AT);
    }

    private static String hash(String text) {
        return Checksum.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toList());
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
