package dev.navicert.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What reaches a screen of names that somebody else chose: a signer, a server, whoever writes into the trust directory. */
class TerminalTest {
    private static final String HOSTILE =
            "clear\033[2J, title\033]0;x\007, back\r, \u009b1m, \u202eright to left\n\tend";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void no_name_commands_a_terminal() {
        try (Terminal terminal = of(new Wires(Set.of(Terminal.Stream.OUT)))) {
            terminal.print(HOSTILE);
        }
        assertThat(out.toString(UTF_8)).isEqualTo("clear [2J, title ]0;x , back ,  1m,  right to left\n\tend");
    }

    @Test
    void a_pipe_gets_every_name_as_it_is() {
        try (Terminal terminal = of(Wires.PIPES)) {
            terminal.print(HOSTILE);
        }
        assertThat(out.toString(UTF_8)).isEqualTo(HOSTILE);
    }

    @Test
    void content_is_passed_on_as_it_is() {
        try (Terminal terminal = of(new Wires(Set.of(Terminal.Stream.OUT)))) {
            terminal.print(HOSTILE.getBytes(UTF_8));
        }
        assertThat(out.toString(UTF_8)).isEqualTo(HOSTILE);
    }

    private Terminal of(Wires wires) {
        PrintStream stream = new PrintStream(out, false, UTF_8);
        return new Terminal(new ByteArrayInputStream(new byte[0]), stream, stream, wires);
    }
}
