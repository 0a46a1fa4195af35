package dev.navicert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.navicert.cli.terminal.ExitStatus;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.name.Gun;
import dev.navicert.trustserver.RepositoryKeys;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.trustserver.TrustServer;
import dev.navicert.trustserver.TrustServerSite;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exit statuses and errors for programs. */
class EndingTest {
    private static final Gun GUN = new Gun("ex.com/app");
    private static final RepositoryKeys KEYS = RepositoryKeys.generate();

    @TempDir
    private Path work;

    private TrustServer server;
    private String url = "";
    private Instant now = CommandRun.NOW;

    @BeforeEach
    void start() throws Exception {
        SignedRepository repository = SignedRepository.create(GUN, KEYS, CommandRun.NOW)
                .addTarget(RoleName.TARGETS, "v1", FileMeta.of("hello".getBytes(StandardCharsets.UTF_8)));
        server = TrustServer.start(TrustServerSite.open().serve(GUN, repository.publish(CommandRun.NOW)), 0);
        url = server.uri().toString();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void without_being_asked_every_failure_is_1() {
        assertThat(run("lookup", "ex.com/app", "nosuch").exit()).isEqualTo(1);
        assertThat(run("lookup", "ex.com/app").exit()).isEqualTo(1);
        assertThat(run("list", "--nosuch").exit()).isEqualTo(1);
        assertThat(run("list", "ex.com/other").exit()).isEqualTo(1);
    }

    @Test
    void success_is_0() {
        assertThat(asked("list", "ex.com/app")).isEqualTo(ExitStatus.DONE);
        assertThat(asked("--help")).isEqualTo(ExitStatus.DONE);
    }

    @Test
    void what_makes_no_sense_is_told_apart() throws Exception {
        Files.writeString(work.resolve("bad.json"), "{");
        assertThat(asked("list")).isEqualTo(ExitStatus.USAGE);
        assertThat(asked("list", "--nosuch")).isEqualTo(ExitStatus.USAGE);
        assertThat(asked("nosuch")).isEqualTo(ExitStatus.USAGE);
        assertThat(asked("list", "ex.com/app", "--format", "xml")).isEqualTo(ExitStatus.USAGE);
        assertThat(asked("list", "ex.com/app", "-c", "bad.json")).isEqualTo(ExitStatus.USAGE);
        assertThat(asked("list", "")).isEqualTo(ExitStatus.USAGE);
        assertThat(asked("reset", "ex.com/app")).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void what_is_not_there_is_told_apart() {
        assertThat(asked("lookup", "ex.com/app", "nosuch")).isEqualTo(ExitStatus.NOT_FOUND);
        assertThat(asked("list", "ex.com/other")).isEqualTo(ExitStatus.NOT_FOUND);
    }

    @Test
    void what_is_not_to_be_trusted_is_told_apart() throws Exception {
        Files.writeString(work.resolve("payload"), "not hello");
        assertThat(asked("verify", "-i", "payload", "ex.com/app", "v1")).isEqualTo(ExitStatus.UNTRUSTED);
        Files.writeString(
                work.resolve("pins.json"),
                "{\"trust_pinning\": {\"certs\": {\"ex.com/app\": [\"" + "0".repeat(64) + "\"]}}}");
        assertThat(asked("list", "ex.com/app", "-d", "fresh", "-c", "pins.json"))
                .isEqualTo(ExitStatus.UNTRUSTED);
    }

    @Test
    void what_has_expired_is_told_apart() {
        now = CommandRun.NOW.plus(Duration.ofDays(3000));
        assertThat(asked("list", "ex.com/app")).isEqualTo(ExitStatus.EXPIRED);
    }

    @Test
    void a_server_that_is_not_there_is_told_apart() throws Exception {
        try (ServerSocket closed = new ServerSocket(0)) {
            url = "http://127.0.0.1:" + closed.getLocalPort();
        }
        assertThat(asked("list", "ex.com/app")).isEqualTo(ExitStatus.UNREACHABLE);
        url = "nonsense";
        assertThat(asked("list", "ex.com/app")).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void a_server_that_wants_to_know_who_asks_is_told_apart() throws Exception {
        try (PasswordGate gate = new PasswordGate(url, "ann:secret")) {
            url = gate.url();
            assertThat(asked("list", "ex.com/app")).isEqualTo(ExitStatus.UNAUTHORIZED);
        }
    }

    @Test
    void a_file_that_cannot_be_read_is_any_failure() {
        assertThat(asked("verify", "-i", "nosuch", "ex.com/app", "v1")).isEqualTo(ExitStatus.FAILED);
    }

    @ParameterizedTest
    @EnumSource
    void both_names_know_the_flag_and_only_navicerts_help_shows_it(ProgramName program) {
        CommandRun run = CommandRun.of(program, Map.of("HOME", "/nonexistent"), work, "", "--exit-codes", "lookup");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(CommandRun.of(program, Map.of("HOME", "/nonexistent"), work, "", "--help")
                        .stdout()
                        .contains("--exit-codes"))
                .isEqualTo(program == ProgramName.NAVICERT);
    }

    @Test
    void programs_get_errors_as_one_line_of_json_and_nothing_on_standard_output() throws Exception {
        for (List<String> words : List.of(
                List.of("lookup", "ex.com/app", "no\"such", "--format", "json"),
                List.of("lookup", "--format=json", "ex.com/app", "--nosuch"),
                List.of("list", "--format", "json", "ex.com/app", "-c", "nosuch.json"))) {
            CommandRun run = run(words.toArray(String[]::new));
            assertThat(run.stdout()).isEmpty();
            assertThat(run.stderr()).hasLineCount(1);
            assertThat(Schemas.complaints("error", run.stderr())).isEmpty();
            JsonNode error = new ObjectMapper().readTree(run.stderr()).get("error");
            ExitStatus status = ExitStatus.valueOf(error.get("code").asText());
            assertThat(error.get("status").asInt()).isEqualTo(status.number()).isGreaterThan(1);
            assertThat(error.get("message").asText()).isNotEmpty();
            List<String> asked = new ArrayList<>(List.of("--exit-codes"));
            asked.addAll(words);
            assertThat(run(asked.toArray(String[]::new)).exit()).isEqualTo(status.number());
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_manual_says_what_each_means(ExitStatus status) throws Exception {
        assertThat(Files.readString(Path.of("docs/terminal.md")))
                .contains("\n| " + status.number() + " | `" + status + "` | " + status.meaning() + " |\n");
    }

    @Test
    void a_verdict_keeps_the_statuses_of_its_own() {
        CommandRun run = run("--exit-codes", "explain", "!", "--policy", "nosuch");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.stdout()).contains("* fatal: ");
    }

    private ExitStatus asked(String... words) {
        List<String> all = new ArrayList<>(List.of("--exit-codes"));
        all.addAll(Arrays.asList(words));
        int exit = run(all.toArray(String[]::new)).exit();
        return Arrays.stream(ExitStatus.values())
                .filter(status -> status.number() == exit)
                .findAny()
                .orElseThrow();
    }

    private CommandRun run(String... words) {
        List<String> all = new ArrayList<>(List.of("-s", url, "-d", "trust"));
        all.addAll(Arrays.asList(words));
        return CommandRun.run(
                ProgramName.NAVICERT,
                Map.of("HOME", work.toString()),
                work,
                "",
                Clock.fixed(now, ZoneOffset.UTC),
                all.toArray(String[]::new));
    }
}
