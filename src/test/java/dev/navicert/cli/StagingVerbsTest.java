package dev.navicert.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.navicert.cli.verbs.ProgramName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What staging does beyond what was recorded, which {@link RecordedTurnsTest} shows. Nothing here has a server. */
class StagingVerbsTest {
    private static final String GUN = "ex.com/x";
    private static final String SHA256 = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
    private static final String SHA512 = "e7c22b994c59d9cf2b48e549b1e24666636045930d3da7c1acb299d1c3b7f931"
            + "f94aae41edda2c2b207a36e10f8bcb8d45223e54878f5b316e7ce3b6bc019629";

    @TempDir
    Path work;

    private Path changelist;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(work.resolve("f.txt"), "hello\n");
        changelist = work.resolve("trust/tuf/ex.com/x/changelist");
    }

    private CommandRun notary(String... words) {
        return run(ProgramName.NOTARY, "", words);
    }

    private CommandRun navicert(String... words) {
        return run(ProgramName.NAVICERT, "", words);
    }

    private CommandRun run(ProgramName program, String input, String... words) {
        String[] all = Stream.concat(Stream.of("-s", "https://localhost:1", "-d", "trust"), Stream.of(words))
                .toArray(String[]::new);
        return CommandRun.of(program, Map.of("HOME", work.toString()), work, input, all);
    }

    private static String table(String... rows) {
        return "Unpublished changes for ex.com/x:\n\n" + String.join("\n", rows) + "\n";
    }

    @Test
    void the_walk_of_the_first_page_works_as_typed() {
        assertThat(notary("remove", "docker.io/library/alpine", "2.6"))
                .isEqualTo(new CommandRun(
                        0, "Removal of 2.6 from docker.io/library/alpine staged for next publish.\n", ""));
        assertThat(notary("status", "docker.io/library/alpine"))
                .isEqualTo(new CommandRun(
                        0,
                        "Unpublished changes for docker.io/library/alpine:\n\n"
                                + "#    ACTION    SCOPE      TYPE      PATH\n"
                                + "-    ------    -----      ----      ----\n"
                                + "0    delete    targets    target    2.6\n",
                        ""));
    }

    @Test
    void what_cannot_be_read_has_a_row_in_its_place() throws IOException {
        notary("remove", GUN, "t0");
        Files.write(changelist.resolve("00000000000000000001_broken.change"), new byte[] {'{'});

        CommandRun status = notary("status", GUN);

        assertThat(status.stdout())
                .isEqualTo(table(
                        "#    ACTION    SCOPE      TYPE      PATH",
                        "-    ------    -----      ----      ----",
                        "0    ?         ?          ?         ?",
                        "1    delete    targets    target    t0"));
        String warning = "time=\"2026-11-22T11:01:13Z\" level=warning msg=\"unexpected end of JSON input\"\n";
        assertThat(status.stderr()).isEqualTo(warning + warning);
        assertThat(navicert("status", GUN).stderr()).isEqualTo(warning);
    }

    @Test
    void numbers_mean_the_same_to_status_and_reset() throws IOException {
        Files.createDirectories(changelist);
        Files.write(changelist.resolve("00000000000000000001_broken.change"), new byte[] {'{'});
        notary("remove", GUN, "t1");
        notary("remove", GUN, "t2");

        assertThat(notary("reset", GUN, "-n", "0,1").exit()).isZero();

        assertThat(notary("status", GUN))
                .isEqualTo(new CommandRun(
                        0,
                        table(
                                "#    ACTION    SCOPE      TYPE      PATH",
                                "-    ------    -----      ----      ----",
                                "0    delete    targets    target    t2"),
                        ""));
    }

    @Test
    void a_number_that_nothing_has_is_worth_a_warning_of_navicert() {
        notary("remove", GUN, "t0");
        String success = "Successfully reset specified changes for repository ex.com/x\n";

        assertThat(notary("reset", GUN, "-n", "7")).isEqualTo(new CommandRun(0, success, ""));
        CommandRun own = navicert("reset", GUN, "-n", "7,-1");

        assertThat(own.stdout()).isEqualTo(success);
        assertThat(own.stderr())
                .contains("there is no change 7; `status` shows")
                .contains("there is no change -1");
        assertThat(notary("status", GUN).stdout()).contains("0    delete");
    }

    @Test
    void status_as_json() throws Exception {
        notary("remove", GUN, "t0", "-r", "targets/a");
        Files.write(changelist.resolve("9"), new byte[0]);

        String text = notary("status", GUN, "--format", "json").stdout();
        assertThat(Schemas.complaints("status", text)).isEmpty();
        JsonNode json = new ObjectMapper().readTree(text);

        assertThat(json.toString())
                .isEqualTo("{\"gun\":\"ex.com/x\",\"changes\":["
                        + "{\"number\":0,\"action\":\"delete\",\"scope\":\"targets/a\",\"type\":\"target\",\"path\":\"t0\","
                        + "\"unreadable\":null},"
                        + "{\"number\":1,\"action\":null,\"scope\":null,\"type\":null,\"path\":null,"
                        + "\"unreadable\":\"unexpected end of JSON input\"}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\tb", "a\nb", "\u0001"})
    void a_name_that_could_never_be_published_is_refused_at_once(String name) {
        for (CommandRun run : new CommandRun[] {
            notary("add", GUN, name, "f.txt"), notary("addhash", GUN, name, "6", "--sha256", SHA256)
        }) {
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.stdout()).contains("* fatal: the target name \"").contains("choose another name");
        }
        assertThat(notary("status", GUN).stdout()).isEqualTo("No unpublished changes for ex.com/x\n");
    }

    @Test
    void no_role_is_staged_if_one_of_them_cannot_have_targets() {
        assertThat(notary("add", GUN, "v1", "f.txt", "-r", "targets/a,root").stdout())
                .isEqualTo("\n* fatal: tuf: invalid role root. cannot add targets to this role\n");
        assertThat(notary("status", GUN).stdout()).startsWith("No unpublished changes");
    }

    @Test
    void both_hashes_are_named_in_one_order() {
        assertThat(notary("addhash", GUN, "v1", "0x10", "--sha512", SHA512, "--sha256", SHA256.toUpperCase())
                        .stdout())
                .isEqualTo("Addition of target \"v1\" by sha256, sha512 hash to repository \"ex.com/x\""
                        + " staged for next publish.\n");
    }

    @Test
    void digits_are_counted_in_bytes_and_the_first_wrong_byte_is_named() {
        assertThat(notary("addhash", GUN, "v1", "1", "--sha256", "ü".repeat(32)).stdout())
                .isEqualTo("\n* fatal: encoding/hex: invalid byte: U+00C3 'Ã'\n");
        assertThat(notary("addhash", GUN, "v1", "1", "--sha256", "ü".repeat(64)).stdout())
                .isEqualTo("\n* fatal: invalid sha256 hex contents provided\n");
    }

    @Test
    void names_beyond_ascii_are_staged_as_they_are() throws IOException {
        Files.writeString(work.resolve("größe.txt"), "hello\n");

        assertThat(notary("add", "ex.com/größe", "日本", "größe.txt").exit()).isZero();

        assertThat(notary("status", "ex.com/größe").stdout()).contains("target    日本\n");
        assertThat(work.resolve("trust/tuf/ex.com/größe/changelist")).isDirectoryContaining("glob:**.change");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a/../../b", "."})
    void a_collection_must_stay_inside_the_trust_directory(String gun) throws IOException {
        Files.createDirectories(work.resolve("trust/private"));
        for (String[] words : new String[][] {{"remove", gun, "t"}, {"status", gun}, {"delete", gun}}) {
            assertThat(notary(words).exit()).isEqualTo(1);
        }
        assertThat(work.resolve("trust/private")).exists();
    }

    @Test
    void delete_leaves_collections_below_it_and_keys() throws IOException {
        notary("remove", "ex.com/x", "t");
        notary("remove", "ex.com/x/y", "t");
        Files.writeString(work.resolve("trust/private/k.key"), "k");

        assertThat(notary("delete", "ex.com/x"))
                .isEqualTo(new CommandRun(
                        0,
                        "Deleting trust data for repository ex.com/x\n"
                                + "Successfully deleted local trust data for repository ex.com/x\n",
                        ""));

        assertThat(work.resolve("trust/tuf/ex.com/x/changelist")).doesNotExist();
        assertThat(work.resolve("trust/tuf/ex.com/x/metadata")).doesNotExist();
        assertThat(notary("status", "ex.com/x/y").stdout()).contains("delete");
        assertThat(work.resolve("trust/private/k.key")).exists();
        assertThat(notary("delete", "ex.com/x/y").exit()).isZero();
        assertThat(work.resolve("trust/tuf/ex.com/x/y")).doesNotExist();
    }

    @Test
    void delete_follows_no_link() throws IOException {
        Path elsewhere = Files.createDirectories(work.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("precious"), "p");
        Files.createDirectories(work.resolve("trust/tuf/ex.com/x"));
        Files.createSymbolicLink(work.resolve("trust/tuf/ex.com/x/metadata"), elsewhere);

        assertThat(notary("delete", "ex.com/x").exit()).isZero();

        assertThat(elsewhere.resolve("precious")).exists();
        assertThat(work.resolve("trust/tuf/ex.com/x")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes\n", "y\n", "YES", " Yes \r\n"})
    void a_yes_removes_a_delegation(String answer) {
        CommandRun run = run(ProgramName.NOTARY, answer, "delegation", "remove", GUN, "targets/a");

        assertThat(run.exit()).isZero();
        assertThat(run.stdout()).endsWith("""
                (yes/no)

                Forced removal (including all keys and paths) of delegation role targets/a to repository "ex.com/x" staged \
                for next publish.

                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "no\n", "yes please\n", "\nyes\n"})
    void anything_else_does_not(String answer) {
        CommandRun run = run(ProgramName.NOTARY, answer, "delegation", "remove", GUN, "targets/a");

        assertThat(run)
                .isEqualTo(new CommandRun(
                        1,
                        "\nAre you sure you want to remove all data for this delegation? (yes/no)\n"
                                + "* fatal: Aborting action.\n",
                        ""));
        assertThat(notary("status", GUN).stdout()).startsWith("No unpublished changes");
    }

    @Test
    void a_delegation_loses_what_is_named() throws IOException {
        assertThat(notary("delegation", "remove", GUN, "targets/a", "k2", "k1", "--paths", "b,a")
                        .stdout())
                .isEqualTo("\nRemoval of delegation role targets/a with keys [k2 k1], with paths [a\nb], "
                        + "to repository \"ex.com/x\" staged for next publish.\n\n");
        assertThat(notary("delegation", "remove", GUN, "targets/a", "--paths", "")
                        .stdout())
                .isEqualTo("\nRemoval of delegation role targets/a with paths [], "
                        + "to repository \"ex.com/x\" staged for next publish.\n\n");
        try (Stream<Path> files = Files.list(changelist)) {
            assertThat(files.sorted().map(StagingVerbsTest::content))
                    .containsExactly("{\"remove_paths\":[\"b\",\"a\"]}", "{\"remove_keys\":[\"k2\",\"k1\"]}");
        }
    }

    private static String content(Path file) {
        try {
            return new String(
                    new ObjectMapper().readTree(file.toFile()).get("data").binaryValue(), UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void an_address_that_is_none_is_refused_although_nobody_asks_it() {
        assertThat(CommandRun.of(
                                ProgramName.NOTARY,
                                Map.of("HOME", "/x"),
                                work,
                                "",
                                "-s",
                                "x y",
                                "-d",
                                "trust",
                                "status",
                                GUN)
                        .stdout())
                .isEqualTo("\n* fatal: HTTPStore requires an absolute baseURL\n");
    }
}
