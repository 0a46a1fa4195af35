package dev.navicert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.cli.settings.Surroundings;
import dev.navicert.cli.terminal.Log;
import dev.navicert.cli.terminal.Terminal;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.name.Gun;
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
            new CommandRun.NoTerminals());

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

    private static TrustServer serving() throws Exception {
        SignedRepository repository = SignedRepository.create(GUN, RepositoryKeys.generate(), CommandRun.NOW)
                .addTarget(RoleName.TARGETS, "v1", FileMeta.of("hello".getBytes(StandardCharsets.UTF_8)));
        return TrustServer.start(TrustServerSite.open().serve(GUN, repository.publish(CommandRun.NOW)), 0);
    }

    private int run(Path work, TrustServer server, String... words) {
        Clock clock = Clock.fixed(CommandRun.NOW, ZoneOffset.UTC);
        Session session = new Session(
                ProgramName.NAVICERT,
                terminal,
                new Log(terminal, clock, Log.Colours.NEVER),
                new Surroundings(Map.of("HOME", work.toString()), work),
                clock);
        List<String> all = new ArrayList<>(List.of("-s", server.uri().toString(), "-d", "trust"));
        all.addAll(List.of(words));
        return new CommandLineProgram(session).run(all);
    }

    private String shown() {
        return screen.toString(StandardCharsets.UTF_8);
    }
}
