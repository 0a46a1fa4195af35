package dev.navicert.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LogTest {
    private static String logged(boolean onTerminal, Log.Colours colours, Consumer<Log> lines) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                onTerminal ? new Wires(EnumSet.allOf(Terminal.Stream.class)) : Wires.PIPES);
        Clock clock = Clock.fixed(Instant.parse("2026-11-22T11:01:13.7Z"), ZoneId.of("Europe/Berlin"));
        lines.accept(new Log(terminal, clock, colours));
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void writes_time_level_and_message_as_logrus_does() {
        assertThat(logged(false, Log.Colours.ON_TERMINALS, log -> log.error("could not reach \"x\": é\n")))
                .isEqualTo("time=\"2026-11-22T12:01:13+01:00\" level=error msg=\"could not reach \\\"x\\\": é\\n\"\n");
    }

    @Test
    void leaves_a_plain_word_unquoted() {
        assertThat(logged(false, Log.Colours.ON_TERMINALS, log -> log.warning("a-b._/@^+9")))
                .endsWith("level=warning msg=a-b._/@^+9\n");
    }

    @Test
    void shows_warnings_and_worse_unless_more_is_wanted() {
        assertThat(logged(false, Log.Colours.ON_TERMINALS, log -> log.info("x")))
                .isEmpty();
        assertThat(logged(false, Log.Colours.ON_TERMINALS, log -> {
                    log.show(Log.Level.INFO);
                    log.info("x");
                    log.debug("y");
                }))
                .contains("msg=x")
                .doesNotContain("msg=y");
    }

    @Test
    void on_a_terminal_the_level_is_coloured_and_the_message_padded() {
        assertThat(logged(true, Log.Colours.ON_TERMINALS, log -> log.error("short")))
                .isEqualTo("\033[31mERRO\033[0m[0000] short" + " ".repeat(39) + " \n");
        assertThat(logged(true, Log.Colours.NEVER, log -> log.warning("short"))).startsWith("WARN[0000] short ");
    }

    @Test
    void on_a_terminal_no_message_commands_it() {
        assertThat(logged(true, Log.Colours.NEVER, log -> log.warning("a\033[2Jb\nERRO[0000] c")))
                .startsWith("WARN[0000] a [2Jb ERRO[0000] c ");
    }

    @Test
    void no_color_takes_the_colours_away_whatever_its_value() {
        assertThat(Log.Colours.unless("")).isEqualTo(Log.Colours.ON_TERMINALS);
        assertThat(Log.Colours.unless("1")).isEqualTo(Log.Colours.NEVER);
        assertThat(Log.Colours.unless("0")).isEqualTo(Log.Colours.NEVER);
    }

    @Test
    void off_a_terminal_there_is_never_a_colour() {
        assertThat(logged(false, Log.Colours.ON_TERMINALS, log -> log.error("x")))
                .doesNotContain("\033");
    }
}
