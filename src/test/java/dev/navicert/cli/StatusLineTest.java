package dev.navicert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.cli.settings.Surroundings;
import dev.navicert.cli.terminal.Log;
import dev.navicert.cli.terminal.Terminal;
import dev.navicert.cli.terminal.Wires;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.name.Gun;
import dev.navicert.simulator.ServerSimulator;
import dev.navicert.simulator.SimulatedSite;
import dev.navicert.trustserver.RepositoryKeys;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.trustserver.TrustServer;
import dev.navicert.trustserver.TrustServerSite;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shown while something takes long, as the bytes that a terminal gets. */
class StatusLineTest {
    private static final Gun GUN = new Gun("ex.com/app");

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(screen, true, StandardCharsets.UTF_8),
            new PrintStream(screen, true, StandardCharsets.UTF_8),
            Wires.PIPES);

    @Test
    void each_text_takes_the_place_of_the_one_before() {
        terminal.statusLine().show();
        terminal.statusLine().say("reading");
        terminal.statusLine().say("checking");
        assertThat(shown()).isEqualTo("reading\r       \rchecking");
    }

    @Test
    void whatever_else_is_written_wipes_it_first() {
        terminal.statusLine().show();
        terminal.statusLine().say("abc");
        terminal.printLine("result");
        terminal.statusLine().say("de");
        terminal.log("a log line");
        terminal.statusLine().say("f");
        terminal.close();
        assertThat(shown()).isEqualTo("abc\r   \rresult\nde\r  \ra log line\nf\r \r");
    }

    @Test
    void it_never_wraps_and_never_steers_the_terminal() {
        terminal.statusLine().show();
        terminal.statusLine().say("\033[2J\t" + "é".repeat(100));
        assertThat(shown()).isEqualTo("?[2J?" + "é".repeat(66) + "…");
        terminal.close();
        assertThat(shown()).endsWith("\r" + " ".repeat(72) + "\r");
    }

    @Test
    void where_nobody_knows_of_a_terminal_nothing_is_written() {
        terminal.statusLine().part(1, 2);
        terminal.statusLine().say("reading");
        terminal.close();
        assertThat(shown()).isEmpty();
    }

    @Test
    void it_says_which_file_of_which_of_several_collections_is_read(@TempDir Path work) throws Exception {
        terminal.statusLine().show();
        try (TrustServer server = serving()) {
            String[] several = {"mirror", "--to", "mirror", "ex.com/app", "ex.com/never"};
            assertThat(run(work, server, several)).isEqualTo(1);
        }
        assertThat(shown())
                .contains("1 of 2: ex.com/app: reading root\r", "1 of 2: ex.com/app: checking targets\r")
                .contains("\rex.com/app: ", "2 of 2: ex.com/never: reading ")
                .endsWith(")\n");
    }

    @Test
    void publishing_counts_the_changes_and_shows_no_more_than_some_hundred_numbers(@TempDir Path work)
            throws Exception {
        try (SimulatedSite site = SimulatedSite.with(GUN, new ServerSimulator(CommandRun.NOW))) {
            assertThat(run(work, site.url(), "init", "ex.com/app")).isZero();
            for (int i = 0; i < 250; i++) {
                run(work, site.url(), "addhash", "ex.com/app", "v" + i, "3", "--sha256", "00".repeat(32));
            }
            terminal.statusLine().show();
            assertThat(run(work, site.url(), "publish", "ex.com/app")).isZero();
        }
        assertThat(shown())
                .contains("\rex.com/app: making change 2 of 250\r", "\rex.com/app: making change 250 of 250\r")
                .contains("\rex.com/app: signing\r", "\rex.com/app: sending 3 files\r")
                .doesNotContain("making change 3 of")
                .endsWith("\rSuccessfully published changes for repository ex.com/app\n");
    }

    @Test
    void publishing_says_in_a_log_line_how_many_changes_there_are_if_asked_to_be_verbose(@TempDir Path work)
            throws Exception {
        try (SimulatedSite site = SimulatedSite.with(GUN, new ServerSimulator(CommandRun.NOW))) {
            run(work, site.url(), "init", "ex.com/app");
            run(work, site.url(), "addhash", "ex.com/app", "v1", "3", "--sha256", "00".repeat(32));
            run(work, site.url(), "addhash", "ex.com/app", "v2", "3", "--sha256", "00".repeat(32));
            screen.reset();
            assertThat(run(work, site.url(), "-v", "publish", "ex.com/app")).isZero();
        }
        assertThat(shown())
                .containsOnlyOnce("level=info msg=\"staged changes of ex.com/app to make and sign: 2\"\n")
                .doesNotContain("\r");
    }

    @Test
    void publishing_shows_nothing_where_nobody_knows_of_a_terminal(@TempDir Path work) throws Exception {
        try (SimulatedSite site = SimulatedSite.with(GUN, new ServerSimulator(CommandRun.NOW))) {
            run(work, site.url(), "init", "ex.com/app");
            run(work, site.url(), "addhash", "ex.com/app", "v1", "3", "--sha256", "00".repeat(32));
            screen.reset();
            assertThat(run(work, site.url(), "publish", "ex.com/app")).isZero();
        }
        assertThat(shown())
                .isEqualTo("Pushing changes to ex.com/app\nSuccessfully published changes for repository ex.com/app\n");
    }

    private static TrustServer serving() throws Exception {
        SignedRepository repository = SignedRepository.create(GUN, RepositoryKeys.generate(), CommandRun.NOW)
                .addTarget(RoleName.TARGETS, "v1", FileMeta.of("hello".getBytes(StandardCharsets.UTF_8)));
        return TrustServer.start(TrustServerSite.open().serve(GUN, repository.publish(CommandRun.NOW)), 0);
    }

    private int run(Path work, TrustServer server, String... words) {
        return run(work, server.uri().toString(), words);
    }

    private int run(Path work, String url, String... words) {
        Map<String, String> environment = new HashMap<>(Map.of("HOME", work.toString()));
        for (String role : List.of("ROOT", "TARGETS", "SNAPSHOT")) {
            environment.put("NOTARY_" + role + "_PASSPHRASE", "a long passphrase");
        }
        Clock clock = Clock.fixed(CommandRun.NOW, ZoneOffset.UTC);
        Session session = new Session(
                ProgramName.NAVICERT,
                terminal,
                new Log(terminal, clock, Log.Colours.NEVER),
                new Surroundings(environment, work),
                clock);
        List<String> all = new ArrayList<>(List.of("-s", url, "-d", "trust"));
        all.addAll(List.of(words));
        return new CommandLineProgram(session).run(all);
    }

    private String shown() {
        return screen.toString(StandardCharsets.UTF_8);
    }
}
