package dev.navicert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.name.Gun;
import dev.navicert.simulator.ServerSimulator;
import dev.navicert.simulator.SimulatedSite;
import dev.navicert.tuf.Checksum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code inspect} of a mirror whose server is gone. */
class InspectFrozenTest {
    private static final String GUN = "ex.com/app";
    private static final String UNTIL = "2027-06-30";
    private static final Instant LONG_AFTER = Instant.parse("2027-03-01T00:00:00Z");

    @TempDir
    Path work;

    private final Map<String, String> environment = new HashMap<>();
    private Instant now = CommandRun.NOW;
    private String manifest = "";

    /** A published collection, mirrored before its server went away. */
    @BeforeEach
    void mirror() throws Exception {
        environment.put("HOME", work.toString());
        for (String role : List.of("ROOT", "TARGETS", "SNAPSHOT")) {
            environment.put("NOTARY_" + role + "_PASSPHRASE", "a long passphrase");
        }
        try (SimulatedSite site = SimulatedSite.with(new Gun(GUN), new ServerSimulator(CommandRun.NOW))) {
            assertThat(run("-s", site.url(), "-d", "trust", "init", "-p", GUN).exit())
                    .isZero();
            assertThat(run("-s", site.url(), "-d", "other", "mirror", GUN, "--to", "mirror")
                            .exit())
                    .isZero();
        }
        manifest = digest();
        now = LONG_AFTER;
    }

    @Test
    void what_there_is_and_for_how_long_it_is_believed_is_shown_with_status_0() throws Exception {
        CommandRun run = frozen(GUN);

        assertThat(run.exit()).as(run.stdout()).isZero();
        assertThat(run.stderr()).isEmpty();
        assertThat(run.stdout().lines())
                .startsWith(GUN + " (" + work.resolve("mirror").toUri() + ", frozen until " + UNTIL + ")")
                .anyMatch(line -> line.matches("timestamp +1 +2026-12-06T11:01:13Z +84 days ago +1 of 1 +1"))
                .endsWith("staged changes: 0", "well: nothing to do");
        JsonNode collection = json(GUN).at("/collections/0");
        assertThat(collection.at("/state").asText()).isEqualTo("frozen");
        assertThat(collection.at("/frozenUntil").asText()).isEqualTo(UNTIL);
        assertThat(collection.at("/publish").isNull()).isTrue();
    }

    @Test
    void every_collection_of_the_mirror_can_be_asked_for_at_once() throws Exception {
        assertThat(json("--all").findValuesAsText("gun")).containsExactly(GUN);
    }

    @Test
    void that_the_freeze_ends_within_the_time_is_status_1_and_that_it_has_ended_2() {
        now = Instant.parse("2027-06-01T00:00:00Z");
        CommandRun soon = frozen(GUN);
        assertThat(soon.exit()).isEqualTo(1);
        assertThat(soon.stdout())
                .endsWith(
                        "soon: the mirror is believed until 2027-06-30, in 30 days; vouch for it until another day, or"
                                + " publish the collection on another server\n");
        assertThat(frozen("--within", "2w", GUN).exit()).isZero();

        now = Instant.parse("2027-07-04T00:00:00Z");
        CommandRun over = frozen(GUN);
        assertThat(over.exit()).isEqualTo(2);
        assertThat(over.stdout()).contains("broken: the mirror was believed until 2027-06-30, 3 days ago; ");
    }

    @Test
    void what_nobody_can_sign_anew_is_told_with_another_advice() {
        now = Instant.parse("2029-11-01T00:00:00Z");

        CommandRun run =
                run("inspect", GUN, "--frozen", "mirror", "--manifest", "sha256:" + manifest, "--until", "2031-01-01");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.stdout())
                .contains(
                        "soon: targets expires on 2029-11-21T11:01:13Z, in 20 days; in a frozen mirror that stays as it"
                                + " is: publish the collection on another server\n");
    }

    @Test
    void a_mirror_that_is_not_the_pinned_one_is_broken() throws Exception {
        Path file = work.resolve("mirror/v2/" + GUN + "/_trust/tuf/timestamp.json");
        byte[] content = Files.readAllBytes(file);
        Files.writeString(file, "{}");
        CommandRun other = frozen(GUN);
        assertThat(other.exit()).isEqualTo(2);
        assertThat(other.stdout()).contains("broken: ", "is not the file that the pinned manifest names");

        Files.write(file, content);
        Files.writeString(work.resolve("mirror/manifest.json"), "{}");
        CommandRun changed = frozen(GUN);
        assertThat(changed.exit()).isEqualTo(2);
        assertThat(changed.stdout()).contains("broken: ", "sha256:" + manifest + " is pinned");
    }

    @Test
    void a_copy_in_the_trust_directory_does_not_stand_in_for_the_pinned_file() throws Exception {
        assertThat(frozen(GUN).exit()).isZero();
        Files.writeString(work.resolve("mirror/v2/" + GUN + "/_trust/tuf/timestamp.json"), "{}");

        CommandRun run = frozen(GUN);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.stdout()).contains("broken: ");
    }

    @Test
    void what_cannot_be_found_out_is_status_3() {
        assertThat(frozen("ex.com/never").exit()).isEqualTo(3);
        assertThat(frozen("ex.com/never").stdout()).contains("unknown: ", "does not have trust data for ex.com/never");
        assertThat(run("inspect", GUN, "--frozen", "nosuch", "--manifest", "sha256:" + manifest, "--until", UNTIL)
                        .exit())
                .isEqualTo(3);
        assertThat(run("inspect", GUN, "--frozen", "mirror").exit()).isEqualTo(3);
        assertThat(frozen("--offline", GUN).stdout())
                .isEqualTo("\n* fatal: either --offline or --frozen: a frozen mirror asks no server anyway\n");
    }

    private String digest() throws IOException {
        return Checksum.sha256(Files.readAllBytes(work.resolve("mirror/manifest.json")));
    }

    private JsonNode json(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("--format", "json"));
        all.addAll(List.of(words));
        String text = frozen(all.toArray(String[]::new)).stdout();
        assertThat(Schemas.complaints("inspect", text)).isEmpty();
        return new ObjectMapper().readTree(text);
    }

    private CommandRun frozen(String... words) {
        List<String> all = new ArrayList<>(
                List.of("inspect", "--frozen", "mirror", "--manifest", "sha256:" + manifest, "--until", UNTIL));
        all.addAll(List.of(words));
        return run(all.toArray(String[]::new));
    }

    private CommandRun run(String... words) {
        return CommandRun.run(ProgramName.NAVICERT, environment, work, "", Clock.fixed(now, ZoneOffset.UTC), words);
    }
}
