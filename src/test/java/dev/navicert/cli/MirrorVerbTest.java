package dev.navicert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.disk.MirrorDirectory;
import dev.navicert.keys.SigningKey;
import dev.navicert.name.Gun;
import dev.navicert.trustserver.RepositoryFiles;
import dev.navicert.trustserver.RepositoryKeys;
import dev.navicert.trustserver.RoleSigners;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.trustserver.TrustServer;
import dev.navicert.trustserver.TrustServerSite;
import dev.navicert.tuf.Checksum;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mirror}, and what is read from a mirror, against a server of our own. */
class MirrorVerbTest {
    private static final Gun GUN = new Gun("ex.com/app");
    private static final Gun OTHER = new Gun("ex.com/team/other");
    private static final RepositoryKeys KEYS = RepositoryKeys.generate();
    private static final Instant NOW = CommandRun.NOW;
    private static final Instant LONG_AFTER = NOW.plus(Duration.ofDays(100));
    private static final String FILES = "mirror/v2/ex.com/app/_trust/tuf/";

    @TempDir
    Path work;

    private final SignedRepository repository = signed(GUN);
    private RepositoryFiles served = RepositoryFiles.NONE;
    private TrustServer server;
    private String url = "";
    private final AtomicInteger requests = new AtomicInteger();

    @BeforeEach
    void start() throws Exception {
        repository.publish(NOW);
        repository.rotateRoot(1, List.of(SigningKey.generate(SigningKey.Algorithm.ECDSA)), NOW);
        served = repository.publish(NOW);
        server = TrustServer.start(
                TrustServerSite.open()
                        .serve(GUN, () -> {
                            requests.incrementAndGet();
                            return served;
                        })
                        .serve(OTHER, signed(OTHER).publish(NOW)),
                0);
        url = server.uri().toString();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static SignedRepository signed(Gun gun) {
        return SignedRepository.create(gun, KEYS, NOW)
                .addTarget(RoleName.TARGETS, "v1", FileMeta.of("hello\n".getBytes(StandardCharsets.UTF_8)))
                .delegate(RoleName.RELEASES, RoleSigners.of(KEYS.snapshot()), List.of(""))
                .addTarget(RoleName.RELEASES, "v2", FileMeta.of("hello\n".getBytes(StandardCharsets.UTF_8)));
    }

    private CommandRun run(String... words) {
        return at(NOW, "", words);
    }

    private CommandRun at(Instant now, String input, String... words) {
        return CommandRun.run(
                ProgramName.NAVICERT,
                Map.of("HOME", work.toString()),
                work,
                input,
                Clock.fixed(now, ZoneOffset.UTC),
                words);
    }

    private CommandRun mirror(String... words) {
        return run(Stream.concat(Stream.of("-s", url, "-d", "trust", "mirror", "--to", "mirror"), Stream.of(words))
                .toArray(String[]::new));
    }

    // ---- writing ----

    @Test
    void writes_what_the_server_serves_and_prints_what_to_pin() throws Exception {
        CommandRun run = mirror("ex.com/app");

        assertThat(run)
                .isEqualTo(new CommandRun(
                        0, "ex.com/app: 11 files written, 0 unchanged\nmanifest sha256:" + manifest() + "\n", ""));
        Map<String, byte[]> files = tree(work.resolve(FILES));
        assertThat(files.keySet()).contains("1.root.json", "2.root.json", "root.json", "timestamp.json");
        files.forEach((path, bytes) -> assertThat(served.file(path)).as(path).hasValue(bytes));
        assertThat(work.resolve("mirror/v2/index.html")).hasContent("{}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(work.resolve(FILES + "root.json"))))
                .endsWith("r--r--");
    }

    @Test
    void its_manifest_names_every_file_by_digest() throws Exception {
        mirror("ex.com/app", "ex.com/team/other");

        JsonNode manifest =
                new ObjectMapper().readTree(work.resolve("mirror/manifest.json").toFile());
        assertThat(manifest.at("/format").asText()).isEqualTo("navicert-mirror/1");
        JsonNode entry = manifest.at("/collections/0");
        assertThat(entry.at("/gun").asText()).isEqualTo("ex.com/app");
        assertThat(entry.at("/source").asText()).isEqualTo(url);
        assertThat(entry.at("/mirroredAt").asText()).isEqualTo("2026-11-22T11:01:13.500Z");
        assertThat(entry.at("/roles/0/role").asText()).isEqualTo("root");
        assertThat(entry.at("/roles/0/version").asText()).isEqualTo("2");
        assertThat(entry.at("/files")).hasSize(11);
        for (JsonNode collection : manifest.at("/collections")) {
            for (JsonNode file : collection.at("/files")) {
                byte[] bytes = Files.readAllBytes(
                        work.resolve("mirror").resolve(file.at("/path").asText()));
                assertThat(file.at("/sha256").asText()).isEqualTo(Checksum.sha256(bytes));
                assertThat(file.at("/length").asInt()).isEqualTo(bytes.length);
            }
        }
    }

    @Test
    void does_not_touch_what_did_not_change() throws Exception {
        mirror("ex.com/app");
        String pin = manifest();
        FileTime longAgo = FileTime.from(Instant.EPOCH);
        Map<String, byte[]> before = tree(work.resolve("mirror"));
        for (String path : before.keySet()) {
            Files.setLastModifiedTime(work.resolve("mirror").resolve(path), longAgo);
        }

        assertThat(at(NOW.plusSeconds(60), "", "-s", url, "-d", "trust", "mirror", "--to", "mirror", "ex.com/app")
                        .stdout())
                .isEqualTo("ex.com/app: 0 files written, 11 unchanged\nmanifest sha256:" + pin + "\n");
        for (String path : before.keySet()) {
            assertThat(Files.getLastModifiedTime(work.resolve("mirror").resolve(path)))
                    .as(path)
                    .isEqualTo(longAgo);
        }

        served = repository
                .addTarget(RoleName.TARGETS, "v3", FileMeta.of(new byte[] {3}))
                .publish(NOW);
        assertThat(mirror("ex.com/app").stdout()).startsWith("ex.com/app: 5 files written, 6 unchanged\n");
        assertThat(manifest()).isNotEqualTo(pin);
        assertThat(tree(work.resolve("mirror")).keySet()).containsAll(before.keySet());
    }

    @Test
    void asks_the_server_again_only_for_what_may_have_changed() throws Exception {
        mirror("ex.com/app");
        int first = requests.getAndSet(0);

        mirror("ex.com/app");

        assertThat(first).isGreaterThan(5);
        assertThat(requests).as("the timestamp").hasValue(1);
    }

    @Test
    void keeps_what_is_newer_unless_told_otherwise() throws Exception {
        RepositoryFiles older = served;
        served = repository.touch(RoleName.TARGETS).publish(NOW);
        mirror("ex.com/app");
        Map<String, byte[]> newer = tree(work.resolve("mirror"));
        served = older;

        CommandRun refused = run("-s", url, "-d", "another", "mirror", "--to", "mirror", "ex.com/app");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.stdout())
                .contains("the mirror has version 3 of timestamp, and the server 2")
                .contains("--allow-rollback");
        assertThat(tree(work.resolve("mirror"))).usingRecursiveComparison().isEqualTo(newer);

        assertThat(run("-s", url, "-d", "another", "mirror", "--to", "mirror", "--allow-rollback", "ex.com/app")
                        .exit())
                .isZero();
        assertThat(Files.readAllBytes(work.resolve(FILES + "timestamp.json")))
                .isEqualTo(older.file("timestamp.json").orElseThrow());
    }

    @Test
    void one_that_fails_does_not_stop_the_others() throws Exception {
        Files.writeString(work.resolve("all.txt"), "# ours\nex.com/app\n\n  ex.com/never  \nex.com/app\n");

        CommandRun run = mirror("--all-of", "all.txt", "ex.com/team/other");

        String why = server.uri().getAuthority() + " does not have trust data for ex.com/never";
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.stdout())
                .contains("ex.com/team/other: 10 files written", "ex.com/app: 11 files written")
                .contains("ex.com/never: failed: " + why)
                .endsWith("\n* fatal: 1 of 3 collections could not be mirrored: ex.com/never (" + why + ")\n");
        assertThat(run.stdout()).contains("manifest sha256:" + manifest());
    }

    @Test
    void reads_the_list_from_standard_input_and_answers_programs_in_json() throws Exception {
        CommandRun run = at(
                NOW,
                "ex.com/app\nex.com/never\n",
                "-s",
                url,
                "-d",
                "trust",
                "mirror",
                "--to",
                "mirror",
                "--all-of",
                "-",
                "--format",
                "json");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(Schemas.complaints("mirror", run.stdout())).isEmpty();
        JsonNode facts = new ObjectMapper().readTree(run.stdout());
        assertThat(facts.at("/manifest").asText()).isEqualTo("sha256:" + manifest());
        assertThat(facts.at("/collections/0/gun").asText()).isEqualTo("ex.com/app");
        assertThat(facts.at("/collections/0/written").asInt()).isEqualTo(11);
        assertThat(facts.at("/collections/0/firstRoot").asInt()).isEqualTo(1);
        assertThat(facts.at("/failed/0/gun").asText()).isEqualTo("ex.com/never");
        assertThat(facts.at("/failed/0/reason").asText()).contains("does not have trust data");
        assertThat(run.stderr())
                .startsWith("{\"error\": {\"code\": \"NOT_FOUND\", \"status\": 3, \"message\": \"1 of 2 collections");
    }

    @Test
    void programs_are_told_that_nothing_is_there_to_pin() throws Exception {
        CommandRun run = mirror("--format", "json", "ex.com/never");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(Schemas.complaints("mirror", run.stdout())).isEmpty();
        JsonNode facts = new ObjectMapper().readTree(run.stdout());
        assertThat(facts.at("/manifest").isNull()).isTrue();
        assertThat(facts.at("/collections")).isEmpty();
    }

    @Test
    void a_failure_leaves_the_others_in_the_manifest() throws Exception {
        mirror("ex.com/app", "ex.com/team/other");
        String pin = manifest();
        served = RepositoryFiles.NONE;

        assertThat(mirror("ex.com/app").exit()).isEqualTo(1);
        assertThat(manifest()).isEqualTo(pin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../../../outside",
                "a/../../../../outside",
                "/outside",
                "a/./b",
                "a//b",
                "a/",
                "ex.com/app/_trust/tuf",
                "%2e%2e/%2e%2e/outside",
                "a/%2F..%2Foutside",
                "..\\..\\outside",
                "a?b",
                "a#b",
                "a\nb",
                "a\0b"
            })
    void a_name_that_leads_out_is_refused(String gun) throws Exception {
        CommandRun run = mirror(gun);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.stdout()).contains("cannot mirror");
        assertThat(tree(work).keySet()).allMatch(path -> path.startsWith("mirror/") || path.startsWith("trust/"));
    }

    @Test
    void a_link_that_leads_out_is_not_followed() throws Exception {
        Files.createDirectories(work.resolve("mirror/v2"));
        Files.createDirectories(work.resolve("outside"));
        Files.createSymbolicLink(work.resolve("mirror/v2/ex.com"), work.resolve("outside"));

        assertThat(mirror("ex.com/app").stdout()).contains("leads out of the mirror");
        assertThat(work.resolve("outside")).isEmptyDirectory();
    }

    @Test
    void what_only_the_trust_directory_remembers_is_not_mirrored() {
        run("-s", url, "-d", "trust", "list", "ex.com/app");
        server.close();

        CommandRun run = mirror("ex.com/app");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.stdout()).contains("the server could not be asked");
        assertThat(work.resolve("mirror/manifest.json")).doesNotExist();
    }

    @Test
    void two_at_once_are_refused() throws Exception {
        try (MirrorDirectory held = MirrorDirectory.open(work.resolve("mirror"))) {
            assertThat(held).isNotNull();
            assertThat(mirror("ex.com/app").stdout()).contains("is in use");
        }
        assertThat(mirror("ex.com/app").exit()).isZero();
    }

    @Test
    void says_what_is_missing() {
        assertThat(run("-s", url, "mirror", "ex.com/app").stdout())
                .isEqualTo("\n* fatal: Must name a directory with --to\n");
        assertThat(run("-s", url, "mirror", "--to", "mirror").stdout())
                .isEqualTo("\n* fatal: Must specify a GUN, or a file of them with --all-of\n");
        assertThat(run("-s", url, "mirror", "--to", "mirror", "--all-of", "none")
                        .stdout())
                .isEqualTo("\n* fatal: open none: no such file or directory\n");
    }

    // ---- reading ----

    @Test
    void a_mirror_is_read_by_file_url() {
        mirror("ex.com/app");
        server.close();
        String file = work.resolve("mirror").toUri().toString();

        CommandRun list = run("-s", file, "-d", "fresh", "list", "ex.com/app");
        assertThat(list.exit()).isZero();
        assertThat(list.stdout()).contains("v1 ", "v2 ");
        assertThat(list.stderr()).isEmpty();
        assertThat(run("-s", file, "-d", "fresh", "list", "ex.com/never").stdout())
                .contains("ex.com/never");
        assertThat(run("-s", "file://host/mirror", "list", "ex.com/app").stdout())
                .contains("names no directory of this machine");
        assertThat(at(LONG_AFTER, "", "-s", file, "-d", "other", "list", "ex.com/app")
                        .stdout())
                .contains("timestamp expired at");
    }

    @Test
    void a_mirror_can_be_mirrored() throws Exception {
        mirror("ex.com/app");
        run("-s", work.resolve("mirror").toUri().toString(), "-d", "fresh", "mirror", "--to", "second", "ex.com/app");

        assertThat(tree(work.resolve("second/v2")))
                .usingRecursiveComparison()
                .isEqualTo(tree(work.resolve("mirror/v2")));
    }

    @Test
    void a_frozen_mirror_is_read_after_its_timestamp_expired() throws Exception {
        mirror("ex.com/app");
        server.close();

        CommandRun list = frozen(LONG_AFTER, "list", "ex.com/app");
        assertThat(list.exit()).isZero();
        assertThat(list.stdout()).contains("v1 ", "v2 ");
        assertThat(list.stderr()).contains("frozen: mirror").contains("until 2027-06-30");
        assertThat(frozen(LONG_AFTER, "lookup", "ex.com/app", "v1").stdout()).startsWith("v1 sha256:5891");
        JsonNode facts = new ObjectMapper()
                .readTree(frozen(LONG_AFTER, "lookup", "ex.com/app", "v1", "--format", "json")
                        .stdout());
        assertThat(facts.at("/frozenUntil").asText()).isEqualTo("2027-06-30");
        assertThat(frozen(Instant.parse("2027-07-01T00:00:00Z"), "list", "ex.com/app")
                        .stdout())
                .contains("the mirror was frozen until 2027-06-30");
        assertThat(frozen(LONG_AFTER, "list", "ex.com/team/other").stdout())
                .contains("does not list ex.com/team/other");
    }

    @Test
    void a_frozen_mirror_is_read_with_the_pinned_manifest_only() throws Exception {
        mirror("ex.com/app");
        String pin = manifest();
        mirror("ex.com/team/other");

        CommandRun run = run(
                "-d",
                "fresh",
                "list",
                "ex.com/app",
                "--frozen",
                "mirror",
                "--manifest",
                "sha256:" + pin,
                "--until",
                "2027-06-30");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.stdout()).contains("sha256:" + pin + " is pinned");
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp.json", "root.json", "targets.json"})
    void a_frozen_mirror_with_another_file_is_refused(String file) throws Exception {
        mirror("ex.com/app");
        Path plain = work.resolve(FILES + file);
        ObjectNode tampered = (ObjectNode) new ObjectMapper().readTree(plain.toFile());
        tampered.put("extra", 1);
        byte[] bytes = new ObjectMapper().writeValueAsBytes(tampered);
        String hashed = file.replace(".json", "." + Checksum.sha256(Files.readAllBytes(plain)) + ".json");
        Files.write(plain, bytes);
        if (Files.exists(work.resolve(FILES + hashed))) {
            Files.write(work.resolve(FILES + hashed), bytes);
        }

        CommandRun run = frozen(LONG_AFTER, "list", "ex.com/app");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.stdout()).contains("the file that the pinned manifest names");
    }

    @Test
    void a_freeze_needs_all_three_words() {
        assertThat(run("list", "ex.com/app", "--frozen", "mirror").stdout()).contains("needs --manifest sha256:");
        assertThat(run("list", "ex.com/app", "--until", "2027-06-30").stdout()).contains("name it with --frozen DIR");
        assertThat(run("list", "ex.com/app", "--frozen", "m", "--manifest", "sha256:" + "a".repeat(64))
                        .stdout())
                .contains("needs --until YYYY-MM-DD");
        assertThat(run(
                                "list",
                                "ex.com/app",
                                "--frozen",
                                "m",
                                "--manifest",
                                "sha256:" + "a".repeat(64),
                                "--until",
                                "2027-06-30")
                        .stdout())
                .contains("manifest.json is missing");
    }

    @Test
    void notary_knows_nothing_of_it() {
        assertThat(CommandRun.notary("list", "--help").stdout()).doesNotContain("frozen");
        assertThat(CommandRun.notary("mirror", "ex.com/app").exit()).isEqualTo(1);
        assertThat(CommandRun.navicert("list", "--help").stdout()).contains("--frozen");
    }

    private CommandRun frozen(Instant now, String... words) throws IOException {
        return at(
                now,
                "",
                Stream.concat(
                                Stream.of("-d", "fresh"),
                                Stream.concat(
                                        Stream.of(words),
                                        Stream.of(
                                                "--frozen",
                                                "mirror",
                                                "--manifest",
                                                "sha256:" + manifest(),
                                                "--until",
                                                "2027-06-30")))
                        .toArray(String[]::new));
    }

    private String manifest() throws IOException {
        return Checksum.sha256(Files.readAllBytes(work.resolve("mirror/manifest.json")));
    }

    private static Map<String, byte[]> tree(Path top) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(top)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                files.put(top.relativize(path).toString(), Files.readAllBytes(path));
            }
        }
        return files;
    }
}
