package dev.navicert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.change.ChangeEntry;
import dev.navicert.change.Changelist;
import dev.navicert.change.StagedChange;
import dev.navicert.cli.settings.Surroundings;
import dev.navicert.cli.syntax.CommandLine;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.terminal.Log;
import dev.navicert.cli.terminal.Terminal;
import dev.navicert.cli.terminal.Wires;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.cli.verbs.Vocabulary;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left where a step of a verb fails. */
class FailingVerbsTest {
    @TempDir
    Path work;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Session session;
    private Path staged;

    @BeforeEach
    void open() throws IOException {
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                Wires.PIPES);
        Clock clock = Clock.fixed(CommandRun.NOW, ZoneOffset.UTC);
        session = new Session(
                ProgramName.NOTARY,
                terminal,
                new Log(terminal, clock, Log.Colours.NEVER),
                new Surroundings(Map.of("HOME", work.toString()), work),
                clock);
        staged = Files.createDirectories(work.resolve("trust/tuf/ex.com/x/changelist"));
    }

    @Test
    void delete_keeps_what_is_here_if_the_server_keeps_what_is_there() throws Exception {
        DeleteVerb verb = new DeleteVerb(session, new StagingWiring(session), (gun, settings) -> () -> {
            throw new FatalException("client is offline");
        });

        assertThatThrownBy(() -> verb.run(invocation("delete", "--remote", "ex.com/x")))
                .isInstanceOf(FatalException.class)
                .hasMessage("client is offline");

        assertThat(text()).isEqualTo("Deleting trust data for repository ex.com/x\n");
        assertThat(staged).exists();
    }

    @Test
    void delete_removes_what_is_here_after_the_server_did() throws Exception {
        DeleteVerb verb = new DeleteVerb(
                session,
                new StagingWiring(session),
                (gun, settings) -> () -> assertThat(staged).exists());

        assertThat(verb.run(invocation("delete", "--remote", "ex.com/x"))).isZero();

        assertThat(text()).endsWith("Successfully deleted local and remote trust data for repository ex.com/x\n");
        assertThat(staged).doesNotExist();
    }

    @Test
    void reset_does_not_claim_what_it_could_not_do() throws Exception {
        ResetVerb verb =
                new ResetVerb(new Staging.Door(session, (gun, settings) -> new Stuck(), (gun, settings) -> {}));

        for (Invocation invocation :
                List.of(invocation("reset", "ex.com/x", "-n", "0"), invocation("reset", "ex.com/x", "--all"))) {
            assertThatThrownBy(() -> verb.run(invocation))
                    .isInstanceOf(FatalException.class)
                    .hasMessage("remove 1.change: permission denied");
        }
        assertThat(text()).isEmpty();
    }

    @Test
    void what_is_staged_stays_staged_where_publishing_fails() throws Exception {
        RemoveVerb verb = new RemoveVerb(new Staging.Door(session, new StagingWiring(session), (gun, settings) -> {
            throw new FatalException("client is offline");
        }));

        assertThatThrownBy(() -> verb.run(invocation("remove", "-p", "ex.com/x", "t")))
                .hasMessage("client is offline");

        assertThat(text()).isEqualTo("Removal of t from ex.com/x staged for next publish.\n");
        assertThat(staged).isDirectoryContaining("glob:**.change");
    }

    private Invocation invocation(String... words) throws Exception {
        List<String> all = new java.util.ArrayList<>(List.of("-s", "https://localhost:1", "-d", "trust"));
        all.addAll(List.of(words));
        CommandLine.Request request = new CommandLine(Vocabulary.calledAs(ProgramName.NOTARY)).parse(all);
        return ((CommandLine.Request.Run) request).invocation();
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** A changelist whose only change will not go. */
    private static final class Stuck implements Changelist {
        @Override
        public List<StagedChange> list() {
            return List.of(new StagedChange.Unreadable("1.change", "no reason"));
        }

        @Override
        public void append(ChangeEntry entry) throws IOException {
            throw new IOException("not asked for");
        }

        @Override
        public void remove(Collection<? extends StagedChange> changes) throws IOException {
            throw new IOException("remove 1.change: permission denied");
        }

        @Override
        public void clear() throws IOException {
            remove(List.of());
        }
    }
}
