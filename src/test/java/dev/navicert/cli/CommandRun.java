package dev.navicert.cli;

import dev.navicert.cli.settings.Surroundings;
import dev.navicert.cli.terminal.Log;
import dev.navicert.cli.terminal.Terminal;
import dev.navicert.cli.verbs.ProgramName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Runs the program inside the test's own process. */
record CommandRun(int exit, String stdout, String stderr) {
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
    static CommandRun now(Map<String, String> environment, Path directory, String input, String... words) {
        return run(ProgramName.NOTARY, environment, directory, input, Clock.systemUTC(), words);
    }

    static CommandRun of(
            ProgramName program, Map<String, String> environment, Path directory, String input, String... words) {
        return run(program, environment, directory, input, Clock.fixed(NOW, ZoneOffset.UTC), words);
    }

    static CommandRun run(
            ProgramName program,
            Map<String, String> environment,
            Path directory,
            String input,
            Clock clock,
            String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit;
        try (Terminal terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                new NoTerminals())) {
            Log log = new Log(terminal, clock, Log.Colours.ON_TERMINALS);
            Session session = new Session(program, terminal, log, new Surroundings(environment, directory), clock);
            exit = new CommandLineProgram(session).run(List.of(words));
        }
        return new CommandRun(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Every stream is a pipe. */
    static final class NoTerminals implements Terminal.Device {
        @Override
        public boolean isTerminal(Terminal.Stream stream) {
            return false;
        }

        @Override
        public AutoCloseable withoutEcho() {
            return () -> {};
        }
    }
}
