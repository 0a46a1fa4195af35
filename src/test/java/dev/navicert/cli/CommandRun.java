package dev.navicert.cli;

import dev.navicert.cli.settings.Surroundings;
import dev.navicert.cli.terminal.Log;
import dev.navicert.cli.terminal.Terminal;
import dev.navicert.cli.terminal.Wires;
import dev.navicert.cli.verbs.ProgramName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the program inside the test's own process. */
public record CommandRun(int exit, String stdout, String stderr) {
    static final Instant NOW = Instant.parse("2026-11-22T11:01:13.5Z");

    static CommandRun notary(String... words) {
        return of(
                ProgramName.NOTARY, Map.of("HOME", "/nonexistent"), Path.of("").toAbsolutePath(), "", words);
    }

    static CommandRun navicert(String... words) {
        return of(
                ProgramName.NAVICERT,
                Map.of("HOME", "/nonexistent"),
                Path.of("").toAbsolutePath(),
                "",
                words);
    }

    /** As {@code notary}, judging by the system's clock. */
    public static CommandRun now(Map<String, String> environment, Path directory, String input, String... words) {
        return run(ProgramName.NOTARY, environment, directory, input, Clock.systemUTC(), words);
    }

    public static CommandRun of(
            ProgramName program, Map<String, String> environment, Path directory, String input, String... words) {
        return run(program, environment, directory, input, Clock.fixed(NOW, ZoneOffset.UTC), words);
    }

    /** As {@code notary}, with somebody at a terminal who types these texts one after the other; Control-D ends one read. */
    static CommandRun onTerminal(Map<String, String> environment, Path directory, List<String> typed, String... words) {
        return run(
                ProgramName.NOTARY,
                environment,
                directory,
                new Keyboard(typed),
                new Wires(Set.of(Terminal.Stream.IN)),
                Clock.fixed(NOW, ZoneOffset.UTC),
                words);
    }

    public static CommandRun run(
            ProgramName program,
            Map<String, String> environment,
            Path directory,
            String input,
            Clock clock,
            String... words) {
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        return run(program, environment, directory, in, Wires.PIPES, clock, words);
    }

    private static CommandRun run(
            ProgramName program,
            Map<String, String> environment,
            Path directory,
            InputStream input,
            Terminal.Device device,
            Clock clock,
            String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit;
        try (Terminal terminal = new Terminal(
                input,
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                device)) {
            Log log = new Log(terminal, clock, Log.Colours.ON_TERMINALS);
            Session session = new Session(program, terminal, log, new Surroundings(environment, directory), clock);
            exit = new CommandLineProgram(session).run(List.of(words));
        }
        return new CommandRun(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** What is typed, and the end of input wherever Control-D is. */
    private static final class Keyboard extends InputStream {
        private static final int END = 4;
        private final InputStream typed;

        Keyboard(List<String> typed) {
            this.typed = new ByteArrayInputStream(String.join("", typed).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int read() throws IOException {
            int key = typed.read();
            return key == END ? -1 : key;
        }
    }
}
