package dev.navicert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.name.Gun;
import dev.navicert.trustserver.RepositoryKeys;
import dev.navicert.trustserver.RoleSigners;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.trustserver.TrustServer;
import dev.navicert.trustserver.TrustServerSite;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code list}, {@code lookup} and {@code verify} against a server of our own. */
class ReadingVerbsTest {
    private static final Gun GUN = new Gun("ex.com/app");
    private static final RepositoryKeys KEYS = RepositoryKeys.generate();
    private static final String HELLO = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";

    @TempDir
    Path work;

    private TrustServer server;
    private String url = "";

    @BeforeEach
    void start() throws Exception {
        FileMeta hello = FileMeta.of("hello\n".getBytes(StandardCharsets.UTF_8));
        SignedRepository repository = SignedRepository.create(GUN, KEYS, CommandRun.NOW)
                .addTarget(RoleName.TARGETS, "v1", hello)
                .addTarget(RoleName.TARGETS, "Z", hello)
                .delegate(RoleName.RELEASES, RoleSigners.of(KEYS.snapshot()), List.of(""))
                .addTarget(RoleName.RELEASES, "only-rel", hello);
        server = TrustServer.start(TrustServerSite.open().serve(GUN, repository.publish(CommandRun.NOW)), 0);
        url = server.uri().toString();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private CommandRun run(String... words) {
        return fed("", words);
    }

    private CommandRun fed(String input, String... words) {
        String[] all = new String[words.length + 4];
        System.arraycopy(new String[] {"-s", url, "-d", "trust"}, 0, all, 0, 4);
        System.arraycopy(words, 0, all, 4, words.length);
        return CommandRun.of(ProgramName.NOTARY, Map.of("HOME", work.toString()), work, input, all);
    }

    @Test
    void list_prints_a_table_sorted_by_name() {
        assertThat(run("list", "ex.com/app"))
                .isEqualTo(new CommandRun(
                        0,
                        "NAME        DIGEST                                                              SIZE (BYTES)    ROLE\n"
                                + "----        ------                                                              ------------    ----\n"
                                + "Z           " + HELLO + "    6               targets\n"
                                + "only-rel    " + HELLO + "    6               targets/releases\n"
                                + "v1          " + HELLO + "    6               targets\n",
                        ""));
        assertThat(run("list", "ex.com/app", "-r", "targets/nosuch,targets/UPPER,root")
                        .stdout())
                .isEqualTo("\nNo targets present in this repository.\n\n");
    }

    @Test
    void list_leaves_the_trust_directory_as_notary_would() throws Exception {
        run("list", "ex.com/app");
        Path metadata = work.resolve("trust/tuf/ex.com/app/metadata");
        for (String file : List.of("root", "timestamp", "snapshot", "targets", "targets/releases")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(metadata.resolve(file + ".json"))))
                    .isEqualTo("rw-------");
        }
        assertThat(work.resolve("trust/tuf/ex.com/app/changelist")).isEmptyDirectory();
        assertThat(work.resolve("trust/private")).isEmptyDirectory();
    }

    @Test
    void lookup_prints_name_digest_and_size() {
        assertThat(run("lookup", "ex.com/app", "v1").stdout()).isEqualTo("v1 sha256:" + HELLO + " 6\n");
        assertThat(run("lookup", "ex.com/app", "nosuch"))
                .isEqualTo(new CommandRun(1, "\n* fatal: No valid trust data for nosuch\n", ""));
    }

    @Test
    void verify_passes_the_content_on_if_it_is_the_one_that_is_signed() throws Exception {
        assertThat(fed("hello\n", "verify", "ex.com/app", "v1")).isEqualTo(new CommandRun(0, "hello\n", ""));
        assertThat(fed("hello\n", "verify", "-q", "-o", "out", "ex.com/app", "v1"))
                .isEqualTo(new CommandRun(0, "", ""));
        assertThat(work.resolve("out")).doesNotExist();
        assertThat(fed("hello\n", "verify", "-o", "out", "ex.com/app", "v1")).isEqualTo(new CommandRun(0, "", ""));
        assertThat(work.resolve("out")).hasContent("hello\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(work.resolve("out"))))
                .isEqualTo("rw-------");
    }

    @Test
    void verify_says_why_not() {
        assertThat(fed("bad\n", "verify", "ex.com/app", "v1").stdout())
                .isEqualTo(
                        "\n* fatal: data not present in the trusted collection, sha256 checksum for v1 did not match: expected "
                                + HELLO + "\n");
        assertThat(fed("", "verify", "ex.com/app", "nosuch").stdout())
                .isEqualTo("\n* fatal: error retrieving target by name:nosuch, error:No valid trust data for nosuch\n");
        assertThat(run("verify", "-i", "nosuch", "ex.com/app", "v1").stdout())
                .isEqualTo("\n* fatal: open nosuch: no such file or directory\n");
    }

    @Test
    void a_collection_that_the_server_does_not_know_is_named_with_the_server() {
        assertThat(run("list", "ex.com/other").stdout())
                .isEqualTo(
                        "\n* fatal: " + server.uri().getAuthority() + " does not have trust data for ex.com/other\n");
    }

    @Test
    void without_the_server_what_was_seen_last_is_shown_and_that_is_logged() {
        run("list", "ex.com/app");
        server.close();
        CommandRun offline = run("lookup", "ex.com/app", "v1");
        assertThat(offline.exit()).isZero();
        assertThat(offline.stdout()).isEqualTo("v1 sha256:" + HELLO + " 6\n");
        assertThat(offline.stderr())
                .isEqualTo("time=\"2026-11-22T11:01:13Z\" level=error msg=\"could not reach " + url + ": Get \\\"" + url
                        + "/v2/\\\": dial tcp " + server.uri().getAuthority() + ": connect: connection refused\"\n"
                        + "time=\"2026-11-22T11:01:13Z\" level=warning msg=\"Error while downloading remote metadata, using cached"
                        + " timestamp - this might not be the latest version available remotely\"\n");
        assertThat(run("list", "ex.com/never").stdout()).isEqualTo("\n* fatal: client is offline\n");
    }

    @Test
    void to_programs_it_speaks_json_and_leaves_errors_to_standard_error() throws Exception {
        JsonNode list = new ObjectMapper()
                .readTree(run("list", "ex.com/app", "--format", "json").stdout());
        assertThat(list.at("/targets/0/name").asText()).isEqualTo("Z");
        assertThat(list.at("/targets/0/sha256").asText()).isEqualTo(HELLO);
        assertThat(list.at("/targets/0/length").asLong()).isEqualTo(6);
        assertThat(list.at("/current").asBoolean()).isTrue();
        assertThat(list.at("/roles/0/role").asText()).isEqualTo("root");
        assertThat(list.at("/roles/0/signedBy/0").asText()).hasSize(64);
        JsonNode verify = new ObjectMapper()
                .readTree(fed("hello\n", "verify", "ex.com/app", "v1", "--format=json")
                        .stdout());
        assertThat(verify.at("/verified").asBoolean()).isTrue();
        assertThat(verify.at("/target/role").asText()).isEqualTo("targets");
        CommandRun missing = run("lookup", "ex.com/app", "nosuch", "--format", "json");
        assertThat(missing.stdout()).isEmpty();
        assertThat(missing.stderr())
                .isEqualTo("{\"error\": {\"code\": \"NOT_FOUND\", \"status\": 3,"
                        + " \"message\": \"No valid trust data for nosuch\"}}\n");
    }

    @Test
    void delegations_are_listed_for_people_and_for_programs() throws Exception {
        String key = KEYS.snapshot().publicKey().canonicalId().hex();
        assertThat(run("delegation", "list", "ex.com/app"))
                .isEqualTo(new CommandRun(
                        0,
                        "\nROLE                PATHS             KEY IDS" + " ".repeat(61) + "THRESHOLD\n"
                                + "----                -----             -------" + " ".repeat(61) + "---------\n"
                                + "targets/releases    \"\" <all paths>    " + key + "    1\n\n",
                        ""));
        String json =
                run("delegation", "list", "ex.com/app", "--format", "json").stdout();
        assertThat(Schemas.complaints("delegation-list", json)).isEmpty();
        assertThat(new ObjectMapper().readTree(json).get("delegations").toString())
                .isEqualTo("[{\"role\":\"targets/releases\",\"paths\":[\"\"],\"keys\":[\"" + key
                        + "\"],\"threshold\":1}]");
    }

    @Test
    void what_is_printed_for_programs_is_as_the_schemas_promise() throws Exception {
        assertThat(Schemas.complaints("list", json("list", "ex.com/app"))).isEmpty();
        assertThat(Schemas.complaints("lookup", json("lookup", "ex.com/app", "v1")))
                .isEmpty();
        assertThat(Schemas.complaints(
                        "verify",
                        fed("hello\n", "verify", "ex.com/app", "v1", "--format", "json")
                                .stdout()))
                .isEmpty();
        assertThat(Schemas.complaints(
                        "version",
                        CommandRun.navicert("version", "--format", "json").stdout()))
                .isEmpty();
        assertThat(Schemas.complaints("list", "{}")).isNotEmpty();
    }

    private String json(String verb, String... words) {
        List<String> all = new ArrayList<>(List.of(verb));
        all.addAll(List.of(words));
        all.addAll(List.of("--format", "json"));
        return run(all.toArray(new String[0])).stdout();
    }

    @Test
    void a_failure_to_list_delegations_names_the_collection() {
        assertThat(run("delegation", "list", "ex.com/other").stdout())
                .startsWith("\n* fatal: Error retrieving delegation roles for repository ex.com/other: ");
    }

    @Test
    void a_gun_that_leads_out_of_the_trust_directory_is_refused() {
        assertThat(run("list", "../../x").stdout()).startsWith("\n* fatal: cannot keep trust data for \"../../x\"");
        assertThat(run("list", "").stdout()).isEqualTo("\n* fatal: a GUN must not be empty\n");
        assertThat(work.resolve("trust/x")).doesNotExist();
    }

    @Test
    void an_address_that_no_request_can_be_sent_to_means_working_offline() {
        url = "localhost:4443";
        CommandRun run = run("list", "ex.com/app");
        assertThat(run.stdout()).isEqualTo("\n* fatal: client is offline\n");
        assertThat(run.stderr())
                .endsWith(
                        "level=error msg=\"could not reach localhost:4443: Get \\\"localhost:///v2/\\\": unsupported protocol scheme"
                                + " \\\"localhost\\\"\"\n");
    }

    @Test
    void half_a_client_certificate_is_refused_before_anything_is_sent() {
        assertThat(run("list", "ex.com/app", "--tlskey", "a.key").stdout())
                .isEqualTo("\n* fatal: either pass both client key and cert, or neither\n");
        assertThat(run("list", "ex.com/app", "--tlscacert", "no.crt").stdout())
                .isEqualTo("\n* fatal: unable to configure TLS: could not read CA certificate \"" + work
                        + "/no.crt\": open " + work + "/no.crt: no such file or directory\n");
    }

    @Test
    void called_navicert_it_reads_behind_a_password_and_called_notary_it_fails_as_notary_does() throws Exception {
        try (PasswordGate gate = new PasswordGate(url, "alice:s3cret")) {
            for (String[] verb : new String[][] {
                {"list", "ex.com/app"}, {"lookup", "ex.com/app", "v1"}, {"verify", "ex.com/app", "v1"},
            }) {
                CommandRun run = behind(gate, ProgramName.NAVICERT, "alice:s3cret", verb);
                assertThat(run.stderr()).isEmpty();
                assertThat(run.exit()).isZero();
                assertThat(behind(gate, ProgramName.NOTARY, "alice:s3cret", verb)
                                .stdout())
                        .contains("no basic auth credentials");
            }
            CommandRun wrong = behind(gate, ProgramName.NAVICERT, "alice:guess", "list", "ex.com/app");
            assertThat(wrong.stdout())
                    .isEqualTo("\n* fatal: you are not authorized to perform this operation: server returned 401."
                            + " (shown was alice from NOTARY_AUTH)\n");
            assertThat(wrong.stderr()).doesNotContain("guess");
        }
    }

    @Test
    void called_navicert_it_knows_what_docker_login_left_before_it_asks() throws Exception {
        try (PasswordGate gate = new PasswordGate(url, "alice:s3cret")) {
            String host = gate.url().replace("http://", "");
            Files.createDirectories(work.resolve("docker"));
            Files.writeString(
                    work.resolve("docker/config.json"),
                    "{\"auths\":{\"" + host + "\":{\"auth\":\"YWxpY2U6czNjcmV0\"}}}");
            String[] words = {"-s", gate.url(), "-d", "trust", "lookup", "ex.com/app", "v1"};
            String[] fresh = {"-s", gate.url(), "-d", "fresh", "lookup", "ex.com/app", "v1"};
            Map<String, String> docker = Map.of("HOME", work.toString(), "DOCKER_CONFIG", "docker");
            assertThat(CommandRun.of(ProgramName.NAVICERT, docker, work, "", words))
                    .isEqualTo(new CommandRun(0, "v1 sha256:" + HELLO + " 6\n", ""));
            String wrong = Base64.getEncoder().encodeToString("alice:guess".getBytes(StandardCharsets.UTF_8));
            assertThat(CommandRun.of(
                                    ProgramName.NAVICERT,
                                    Map.of("DOCKER_CONFIG", "docker", "NOTARY_AUTH", wrong),
                                    work,
                                    "",
                                    fresh)
                            .exit())
                    .as("NOTARY_AUTH wins")
                    .isEqualTo(1);
            Files.writeString(work.resolve("docker/config.json"), "{\"credsStore\": \"../evil\"}");
            CommandRun passedOver = CommandRun.of(ProgramName.NAVICERT, docker, work, "alice\ns3cret\n", fresh);
            assertThat(passedOver.stdout())
                    .startsWith("Enter username: Enter password: ")
                    .contains(HELLO);
            assertThat(passedOver.stderr()).contains("Docker's logins are passed over", "is no name");
        }
    }

    @Test
    void called_navicert_it_takes_the_server_from_dockers_variable_if_nothing_else_names_one() throws Exception {
        Map<String, String> docker = Map.of("HOME", work.toString(), "DOCKER_CONTENT_TRUST_SERVER", url);
        String[] words = {"-d", "trust", "lookup", "ex.com/app", "v1"};
        assertThat(CommandRun.of(ProgramName.NAVICERT, docker, work, "", words).exit())
                .isZero();
        Files.writeString(work.resolve("closed.json"), "{\"remote_server\": {\"url\": \"http://127.0.0.1:1\"}}");
        String[] configured = {"-d", "other", "-c", "closed.json", "lookup", "ex.com/app", "v1"};
        assertThat(CommandRun.of(ProgramName.NAVICERT, docker, work, "", configured)
                        .exit())
                .isEqualTo(1);
    }

    private CommandRun behind(PasswordGate gate, ProgramName program, String login, String... verb) {
        String[] words = Stream.concat(
                        Stream.of("-s", gate.url(), "-d", "trust/" + program + login.length()), Stream.of(verb))
                .toArray(String[]::new);
        String variable = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        return CommandRun.of(program, Map.of("HOME", work.toString(), "NOTARY_AUTH", variable), work, "hello\n", words);
    }

    @Test
    void called_navicert_it_takes_an_address_that_ends_with_a_slash() {
        String[] words = {"-s", url + "/", "-d", "trust", "lookup", "ex.com/app", "v1"};
        Map<String, String> home = Map.of("HOME", work.toString());

        assertThat(CommandRun.of(ProgramName.NAVICERT, home, work, "", words).stdout())
                .isEqualTo("v1 sha256:" + HELLO + " 6\n");
        assertThat(CommandRun.of(ProgramName.NOTARY, home, work.resolve("other"), "", words)
                        .exit())
                .isOne();
    }
}
