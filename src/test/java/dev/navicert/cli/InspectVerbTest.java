package dev.navicert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.name.Gun;
import dev.navicert.simulator.ServerSimulator;
import dev.navicert.simulator.SimulatedSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code inspect} against a server of our own. */
class InspectVerbTest {
    private static final String GUN = "ex.com/app";

    @TempDir
    Path work;

    private final Map<String, String> environment = new HashMap<>();
    private SimulatedSite site;
    private Instant now = CommandRun.NOW;

    @BeforeEach
    void start() throws Exception {
        site = SimulatedSite.with(new Gun(GUN), new ServerSimulator(CommandRun.NOW));
        Files.writeString(work.resolve("f.txt"), "hello\n");
        environment.put("HOME", work.toString());
        for (String role : List.of("ROOT", "TARGETS", "SNAPSHOT", "DELEGATION")) {
            environment.put("NOTARY_" + role + "_PASSPHRASE", "a long passphrase");
        }
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private CommandRun navicert(String... words) {
        String[] all = Stream.concat(Stream.of("-s", site.url(), "-d", "trust"), Stream.of(words))
                .toArray(String[]::new);
        return CommandRun.run(ProgramName.NAVICERT, environment, work, "", Clock.fixed(now, ZoneOffset.UTC), all);
    }

    private void publish() {
        navicert("init", GUN);
        navicert("add", "-p", GUN, "v1", "f.txt");
    }

    private JsonNode json(String... words) throws Exception {
        String text = navicert(Stream.concat(Stream.of("inspect", "--format", "json"), Stream.of(words))
                        .toArray(String[]::new))
                .stdout();
        assertThat(Schemas.complaints("inspect", text)).isEmpty();
        return new ObjectMapper().readTree(text);
    }

    private Map<String, Long> files() throws IOException {
        Map<String, Long> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(work.resolve("trust"))) {
            for (Path file : paths.toList()) {
                files.put(file.toString(), Files.getLastModifiedTime(file).toMillis());
            }
        }
        return files;
    }

    @Test
    void a_collection_that_is_well_is_shown_with_status_0() {
        publish();

        CommandRun run = navicert("inspect", GUN);

        assertThat(run.exit()).isZero();
        assertThat(run.stderr()).isEmpty();
        assertThat(run.stdout().lines())
                .startsWith(GUN + " (" + site.url() + ")", "pin: none: the first root that is seen is trusted")
                .anyMatch(line -> line.matches("root +1 +2036-11-19T11:01:13Z +in 3650 days +1 of 1 +1"))
                .anyMatch(line -> line.matches("timestamp +1 +2026-12-06T11:01:13Z +in 14 days +1 of 1 +1"))
                .anyMatch(line -> line.matches("root +[0-9a-f]{64} +2036-11-19T\\S+ +yes +yes"))
                .anyMatch(line -> line.matches("timestamp +[0-9a-f]{64} +- +yes +no"))
                .endsWith("nothing staged", "well: nothing to do");
    }

    @Test
    void what_ends_within_the_time_is_told_with_what_to_do_and_status_1() throws Exception {
        publish();
        navicert("list", GUN);
        now = CommandRun.NOW.plus(Duration.ofDays(1095 - 40));

        CommandRun run = navicert("inspect", "--offline", GUN);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.stdout())
                .contains("soon: targets expires on 2029-11-21T11:01:13Z, in 40 days; have it signed anew: navicert"
                        + " witness -p " + GUN + " targets\n");
        assertThat(navicert("inspect", "--offline", "--within", "5w", GUN).exit())
                .isZero();
        assertThat(json("--offline", GUN).at("/collections/0/findings/0/code").asText())
                .isEqualTo("metadata");
    }

    @Test
    void what_is_refused_already_is_shown_all_the_same_with_status_2() throws Exception {
        publish();
        now = CommandRun.NOW.plus(Duration.ofDays(11 * 365));
        assertThat(navicert("list", GUN).exit()).isEqualTo(1);

        CommandRun run = navicert("inspect", GUN);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.stdout())
                .contains("broken: root certificate ")
                .contains(" expired on 2036-11-19T", "navicert key rotate " + GUN + " root\n")
                .contains("broken: timestamp expired on ")
                .containsPattern("root +1 +2036");
    }

    @Test
    void what_the_next_publish_would_change_is_shown_before_it_happens() throws Exception {
        publish();
        navicert("add", GUN, "v2", "f.txt");
        navicert("remove", GUN, "v1");

        assertThat(navicert("inspect", GUN).stdout()).contains("""
                next publish, of 2 changes:
                    targets 3: adds "v2"; removes "v1"
                    snapshot 3
                """);
        navicert("publish", GUN);
        JsonNode collection = json(GUN).at("/collections/0");
        assertThat(collection.at("/roles/1/version").asInt()).isEqualTo(3);
        assertThat(collection.at("/roles/2/version").asInt()).isEqualTo(3);
    }

    @Test
    void a_publish_that_will_fail_is_told_with_status_1() throws Exception {
        publish();
        navicert("add", GUN, "v2", "f.txt");
        Path keys = work.resolve("trust/private");
        Files.move(keys, work.resolve("elsewhere"));

        CommandRun run = navicert("inspect", GUN);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.stdout())
                .contains(
                        "soon: change 0 cannot be published, and nothing will be: could not find necessary signing keys")
                .contains("navicert reset " + GUN + " -n 0 forgets it");
        assertThat(json(GUN).at("/collections/0/publish/obstacle/number").asInt(-1))
                .isZero();
    }

    @Test
    void nothing_is_changed_and_no_passphrase_is_needed() throws Exception {
        publish();
        navicert("add", GUN, "v2", "f.txt");
        environment.keySet().removeIf(name -> name.startsWith("NOTARY_"));
        Map<String, Long> before = files();

        assertThat(navicert("inspect", GUN).exit()).isZero();

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void a_server_that_does_not_answer_leaves_what_is_remembered_and_status_3() {
        publish();
        navicert("list", GUN);
        site.close();

        CommandRun run = navicert("inspect", GUN);
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.stdout())
                .startsWith(GUN + " (as the trust directory remembers it)\n")
                .contains("unknown: the server did not say what is current: client is offline");
        assertThat(navicert("inspect", "--offline", GUN).exit()).isZero();
        assertThat(navicert("inspect", "--offline", "ex.com/nosuch").exit()).isEqualTo(3);
    }

    @Test
    void all_looks_at_every_collection_of_the_trust_directory_and_fails_like_the_worst() throws Exception {
        publish();
        navicert("list", GUN);
        navicert("add", "ex.com/app/staged", "v1", "f.txt");
        navicert("status", "ex.com/nothing");

        JsonNode json = json("--all", "--offline");

        assertThat(json.findValuesAsText("gun")).containsExactly(GUN, "ex.com/app/staged");
        assertThat(json.findValuesAsText("state")).containsExactly("remembered", "unread");
        assertThat(json.at("/verdict").asText()).isEqualTo("unknown");
        assertThat(navicert("inspect", "--all", "--offline").exit()).isEqualTo(3);
    }

    @Test
    void a_collection_that_was_made_and_not_published_is_told_from_one_that_nobody_knows() {
        navicert("init", GUN);
        navicert("add", GUN, "v1", "f.txt");

        CommandRun run = navicert("inspect", GUN);

        assertThat(run.exit()).isZero();
        assertThat(run.stdout())
                .startsWith(GUN + " (made here, and not published yet)\n")
                .containsPattern("root +1 +2036-11-19T11:01:13Z +in 3650 days +1 of 1 +1\n")
                .containsPattern("targets +1 +2029-11-21T11:01:13Z +in 1095 days +1 of 1 +1\n")
                .containsPattern("timestamp +- +- +- +0 of 1 +1\n")
                .contains("    targets 2: adds \"v1\"\n")
                .endsWith("well: nobody can read it before it is published: navicert publish " + GUN + "\n");
        assertThat(navicert("inspect", "ex.com/other").exit()).isEqualTo(3);
    }

    @Test
    void a_collection_that_was_made_here_is_shown_without_its_server_too() throws Exception {
        navicert("init", GUN);
        site.close();

        CommandRun run = navicert("inspect", "--offline", GUN);
        assertThat(run.exit()).isZero();
        assertThat(run.stdout())
                .containsPattern("snapshot +1 +2029-11-21T11:01:13Z +in 1095 days +1 of 1 +1\n")
                .endsWith(
                        "well: the trust directory remembers no server that has this collection; without --offline, the"
                                + " server is asked\n");
        JsonNode collection = json("--offline", "--all").at("/collections/0");
        assertThat(collection.at("/state").asText()).isEqualTo("unpublished");
        assertThat(collection.at("/findings/0/code").asText()).isEqualTo("unpublished");
        now = CommandRun.NOW.plus(Duration.ofDays(1095 - 40));
        assertThat(navicert("inspect", "--offline", GUN).exit()).isEqualTo(1);
    }

    @Test
    void what_is_staged_for_a_collection_that_nobody_has_is_not_passed_over() throws Exception {
        navicert("add", GUN, "v1", "f.txt");

        CommandRun run = navicert("inspect", GUN);
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.stdout())
                .contains("staged changes: 1\n")
                .endsWith("; what is staged here makes it when it is published: navicert publish " + GUN + "\n");
    }

    @Test
    void the_pin_in_force_is_named_and_one_that_does_not_match_breaks() throws Exception {
        publish();
        String root = json(GUN).at("/collections/0/roles/0/keys/0/id").asText();
        pin(root);
        assertThat(navicert("inspect", GUN).stdout()).contains("pin: certificates " + root + "\n");

        pin("0".repeat(64));
        CommandRun run = navicert("inspect", GUN);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.stdout())
                .contains("broken: the root that this machine has trusted so far does not show the pin");
    }

    private void pin(String certificate) throws IOException {
        Files.createDirectories(work.resolve(".notary"));
        Files.writeString(
                work.resolve(".notary/config.json"),
                "{\"trust_pinning\":{\"certs\":{\"" + GUN + "\":[\"" + certificate + "\"]}}}");
    }

    @Test
    void bad_words_are_refused_with_status_3() {
        assertThat(navicert("inspect", "--within", "soon", GUN))
                .isEqualTo(new CommandRun(
                        3, "\n* fatal: --within must be a number with h, d or w, as in 90d, not \"soon\"\n", ""));
        assertThat(navicert("inspect")).isEqualTo(new CommandRun(3, "\n* fatal: Must specify a GUN, or --all\n", ""));
    }

    @Test
    void a_trust_directory_with_nothing_in_it_is_not_taken_for_one_that_is_well() {
        CommandRun run = navicert("inspect", "--all");

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.stdout())
                .startsWith("\n* fatal: no collection is kept in ")
                .contains("trust; name the trust");
    }

    @Test
    void it_is_not_there_for_notary() {
        assertThat(CommandRun.notary("inspect", GUN).exit()).isEqualTo(1);
        assertThat(CommandRun.notary("help").stdout()).doesNotContain("inspect");
    }
}
