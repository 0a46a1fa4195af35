package dev.navicert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.navicert.cli.CommandRun;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.disk.StateDirectory;
import dev.navicert.name.Gun;
import dev.navicert.policy.yaml.MiniSchema;
import dev.navicert.trust.Floors;
import dev.navicert.trust.Memory;
import dev.navicert.trust.view.Remembered;
import dev.navicert.trustserver.RepositoryKeys;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.trustserver.TrustServer;
import dev.navicert.trustserver.TrustServerSite;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code navicert explain --state DIR}, beside the webhook whose directory it is. */
class ExplainStateTest {
    private static final Gun APP = new Gun("signed.test/app");
    private static final RepositoryKeys KEYS = RepositoryKeys.generate();
    private static final FileMeta CONTENT = FileMeta.of("an image".getBytes(StandardCharsets.UTF_8));
    private static final String DIGEST = "sha256:" + CONTENT.sha256().orElseThrow();

    @TempDir
    Path folder;

    private Path state;
    private LiveWebhook live;

    /** A webhook that has met one repository, and whose trust server is gone. */
    @BeforeEach
    void start() throws Exception {
        state = folder.resolve("state");
        Instant now = Clock.systemUTC().instant();
        SignedRepository signed = SignedRepository.create(APP, KEYS, now).addTarget(RoleName.TARGETS, "1", CONTENT);
        try (TrustServer trust = TrustServer.start(TrustServerSite.open().serve(APP, signed.publish(now)), 0)) {
            live = new LiveWebhook(policy(trust.uri().toString()), state);
            assertThat(live.mutate("signed.test/app:1").path("allowed").booleanValue())
                    .isTrue();
        }
    }

    private Path policy(String url) throws IOException {
        return Files.writeString(folder.resolve("policy.yaml"), """
                apiVersion: navicert.dev/v1alpha1
                kind: TrustServer
                metadata: {name: corp}
                spec: {url: "%s", insecure: true, serves: ["signed.test/**"], pins: {firstUse: true}}
                ---
                apiVersion: navicert.dev/v1alpha1
                kind: ClusterImagePolicy
                metadata: {name: everything}
                spec: {mode: enforce, rules: [{images: ["signed.test/**"], verify: {}}, {images: ["**"], deny: {}}]}
                """.formatted(url));
    }

    @AfterEach
    void stop() throws Exception {
        live.close();
    }

    @Test
    void it_tells_what_is_remembered_asks_nobody_and_leaves_the_running_webhook_alone() throws Exception {
        Map<Path, FileTime> before = files();
        CommandRun run = explain("signed.test/app:1");
        assertThat(run.stdout())
                .contains(
                        "memory      " + state + ", of this collection changed last 20",
                        "floors      root 1, snapshot 1, targets 1, timestamp 1\n",
                        " from memory, nobody was asked, valid until ",
                        "digest      " + DIGEST + "\n",
                        "verdict     admitted: signed by targets as 1\n");
        assertThat(run.exit()).isZero();
        assertThat(files()).isEqualTo(before);
        assertThat(live.mutate("signed.test/app@" + DIGEST).path("allowed").booleanValue())
                .isTrue();
    }

    @Test
    void what_it_can_judge_it_refuses_and_what_it_never_met_it_cannot_decide() {
        assertThat(explain("signed.test/app:2"))
                .matches(run -> run.exit() == 1 && run.stdout().contains("UNSIGNED_TAG"));
        assertThat(explain("elsewhere.test/app:1"))
                .matches(run -> run.exit() == 1 && run.stdout().contains("POLICY_DENY"));
        assertThat(explain("signed.test/stranger:1"))
                .matches(run -> run.exit() == 2 && run.stdout().contains("nothing is remembered of it"))
                .matches(run -> run.stdout().contains(", which knows nothing of this collection\nfloors      none\n"));
    }

    @Test
    void to_programs_it_speaks_json() throws Exception {
        String json = explain("signed.test/app:1", "--format", "json").stdout();
        assertThat(MiniSchema.parse(Files.readString(Path.of("docs/schema/explain.schema.json")))
                        .check(json))
                .isEmpty();
        JsonNode remembered = new ObjectMapper().readTree(json).path("remembered");
        assertThat(remembered.path("state").textValue()).isEqualTo(state.toString());
        assertThat(remembered.path("floors").path("timestamp").intValue()).isEqualTo(1);
    }

    @Test
    void without_a_policy_it_takes_the_one_in_force_which_need_not_be_in_the_files_any_more() throws Exception {
        Files.writeString(folder.resolve("policy.yaml"), "broken");
        assertThat(explain("signed.test/app:1").exit()).isZero();
        assertThat(run("explain", "signed.test/app:1", "--state", state.toString(), "--policy", "policy.yaml")
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void it_judges_by_another_policy_if_told_to() throws Exception {
        Path strict = folder.resolve("strict.yaml");
        Files.writeString(
                strict,
                Files.readString(policy("http://localhost:1"))
                        .replace("firstUse: true", "certs: {\"signed.test/*\": [" + "0".repeat(64) + "]}"));
        CommandRun run =
                run("explain", "signed.test/app:1", "--state", state.toString(), "--policy", strict.toString());
        assertThat(run.stdout()).doesNotContain("verdict     admitted");
        assertThat(run.exit()).isNotZero();
    }

    @Test
    void it_sees_a_rollback_that_only_the_floors_show() throws Exception {
        Path forged = folder.resolve("forged");
        Remembered honest;
        stop();
        try (StateDirectory directory = StateDirectory.open(state)) {
            honest = directory.recall("corp", APP).orElseThrow();
        }
        Map<RoleName, Long> higher = new HashMap<>(honest.memory().floors().versions());
        higher.put(RoleName.TIMESTAMP, 7L);
        try (StateDirectory directory = StateDirectory.open(forged)) {
            directory.remember(
                    "corp",
                    APP,
                    new Remembered(
                            new Memory(new Floors(higher), honest.memory().anchor()), honest.metadata(), null));
        }
        Files.copy(state.resolve("policy.json"), forged.resolve("policy.json"));
        CommandRun run = run("explain", "signed.test/app:1", "--state", forged.toString());
        assertThat(run.stdout()).contains("ROLLBACK", "timestamp 7");
        assertThat(run.exit()).isEqualTo(1);
    }

    @Test
    void what_has_expired_meanwhile_is_no_longer_admitted() {
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(30));
        CommandRun run = CommandRun.run(
                ProgramName.NAVICERT, Map.of(), folder, "", later, "explain", "signed.test/app:1", "--state", "state");
        assertThat(run.stdout()).contains("EXPIRED");
        assertThat(run.exit()).isEqualTo(1);
    }

    @Test
    void what_is_damaged_is_said_to_be() throws Exception {
        Path repository = only(state.resolve("v1/corp"));
        for (Path file : files().keySet()) {
            if (file.startsWith(repository) && file.toString().endsWith(".json")) {
                Files.delete(file);
            }
        }
        assertThat(explain("signed.test/app:1"))
                .matches(run -> run.exit() == 2 && run.stdout().contains("is needed and not remembered"));
        Files.writeString(repository.resolve("repository"), "navicert state 1\ncheck 0\n");
        assertThat(explain("signed.test/app:1"))
                .matches(run -> run.exit() == 2 && run.stdout().contains("its checksum is wrong"));
        Files.writeString(
                state.resolve("policy.json"), "{\"of\": \"/x\", \"documents\": {\"/x\": \"?\"}, \"attachments\": {}}");
        assertFails("the policy in " + state + " cannot be used: ", state);
        Files.writeString(state.resolve("policy.json"), "{");
        assertFails("the policy in " + state + " cannot be used: ", state);
        Files.delete(state.resolve("policy.json"));
        assertFails(state + " holds no policy: name one with --policy", state);
    }

    @Test
    void where_there_is_no_state_directory_it_says_so_in_a_line() throws Exception {
        assertFails("there is no state directory ", folder.resolve("nothing"));
        assertFails("is no webhook's state directory: it holds no v1", Files.createDirectory(folder.resolve("empty")));
        assertFails("there is no state directory ", Files.createFile(folder.resolve("file")));
    }

    private void assertFails(String reason, Path directory) {
        CommandRun run = run("explain", "signed.test/app:1", "--state", directory.toString());
        assertThat(run.stdout()).startsWith("\n* fatal: ").contains(reason).hasLineCount(2);
        assertThat(run.exit()).isEqualTo(2);
    }

    private CommandRun explain(String... words) {
        return run(Stream.concat(Stream.of("explain", "--state", "state"), Stream.of(words))
                .toArray(String[]::new));
    }

    private CommandRun run(String... words) {
        return CommandRun.run(ProgramName.NAVICERT, Map.of(), folder, "", Clock.systemUTC(), words);
    }

    private Map<Path, FileTime> files() throws IOException {
        Map<Path, FileTime> times = new TreeMap<>();
        try (Stream<Path> files = Files.walk(state)) {
            for (Path file : files.toList()) {
                times.put(file, Files.getLastModifiedTime(file));
            }
        }
        return times;
    }

    private static Path only(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findFirst().orElseThrow();
        }
    }
}
