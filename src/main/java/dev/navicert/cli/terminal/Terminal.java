package dev.navicert.cli.terminal;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The three streams, and the rules for them.
 *
 * <ul>
 *   <li>Everything Notary says goes to standard output: results, usage, prompts, and the {@code * fatal:} line too
 *       ({@code cmd/notary/main.go}). Only log lines go to standard error.
 *   <li>With {@code --format json} standard output carries JSON or nothing; the fatal line then goes to standard error.
 *   <li>Text is UTF-8 whatever the locale.
 *   <li>What others wrote commands no terminal: there, and only there, control and format characters are a blank each.
 *   <li>Colour is used on a terminal only, and never if {@code NO_COLOR} is set.
 *   <li>What is going on is shown on standard error, in one line that is wiped again, and only by {@code navicert} on a terminal
 *       that is not dumb.
 *   <li>Secrets are asked for without echo, held in {@code char[]}, and never printed.
 *   <li>Exit status 0, or 1 for an error; no stack trace without {@code --debug}.
 * </ul>
 *
 * @see <a href="https://no-color.org">NO_COLOR</a>
 */
public final class Terminal implements AutoCloseable {
    /** The standard streams, numbered as the operating system does. */
    public enum Stream {
        IN,
        OUT,
        ERR
    }

    /** What is attached to a stream, and how to stop it from showing what is typed. */
    public interface Device {
        boolean isTerminal(Stream stream);

        /** Switches echo off on standard input; closing the result switches it on again. */
        AutoCloseable withoutEcho() throws IOException;
    }

    private static final int LONGEST_LINE = 4096;
    /** Control-D is passed over so often; a terminal that is gone ends for ever. */
    private static final int MAX_IGNORED_ENDS = 100;

    private final InputStream in;
    private final Delivery delivery;
    private final PrintStream out;
    private final PrintStream err;
    private final Device device;
    private final List<Runnable> whenClosed = new ArrayList<>();
    private final StatusLine statusLine;

    public Terminal(InputStream in, OutputStream out, PrintStream err, Device device) {
        this.in = in;
        this.delivery = new Delivery(out);
        this.out = new PrintStream(delivery, false, StandardCharsets.UTF_8);
        this.err = err;
        this.device = device;
        this.statusLine = new StatusLine(err);
    }

    public boolean isTerminal(Stream stream) {
        return device.isTerminal(stream);
    }

    /** What is going on, for who watches. */
    public StatusLine statusLine() {
        out.flush();
        return statusLine;
    }

    /** Standard input, for payloads. */
    public InputStream in() {
        return in;
    }

    /** Writes text to standard output. */
    public void print(String text) {
        print(shown(Stream.OUT, text).getBytes(StandardCharsets.UTF_8));
    }

    /** Text as a stream shows it: names that others chose command no terminal, and go through a pipe as they are. */
    private String shown(Stream stream, String text) {
        return text.codePoints().anyMatch(Terminal::isCommand) && isTerminal(stream)
                ? replaced(text, Terminal::isCommand)
                : text;
    }

    /** Blanks, line feeds and tabs are what we write ourselves. */
    private static boolean isCommand(int c) {
        return c != '\n' && c != '\t' && !isHarmless(c);
    }

    /** Writes a line to standard output. */
    public void printLine(String text) {
        print(text);
        out.write('\n');
    }

    /** Writes bytes to standard output as they are. */
    public void print(byte[] bytes) {
        statusLine.wipe();
        out.write(bytes, 0, bytes.length);
    }

    /** Why not all that was printed could be written; empty if it was. */
    public Optional<IOException> undelivered() {
        out.flush();
        return delivery.failure();
    }

    /** Writes a line to standard error, after everything that was printed before it. */
    public void log(String line) {
        statusLine.wipe();
        out.flush();
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        err.write(bytes, 0, bytes.length);
        err.flush();
    }

    /**
     * Asks and reads one line, from a terminal or a pipe.
     *
     * @throws EOFException if standard input ends before the line does
     */
    public String ask(String prompt) throws IOException {
        print(prompt);
        out.flush();
        return new String(readLine(), StandardCharsets.UTF_8);
    }

    /** Passes over what is in the pipe of standard input already, up to 4 KiB; a terminal is left alone. */
    public void skipPiped() throws IOException {
        if (!isTerminal(Stream.IN)) {
            in.skipNBytes(Math.min(in.available(), LONGEST_LINE));
        }
    }

    /**
     * Asks and reads one line, which input may end. Only {@code y} and {@code yes} are a yes; no answer at all is a no.
     *
     * @see <a href="https://github.com/notaryproject/notary/blob/v0.7.0/cmd/notary/main.go">notary, {@code askConfirm}</a>
     */
    public boolean confirms(String question) {
        print(question);
        out.flush();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int b = in.read(); b >= 0 && b != '\n' && line.size() < LONGEST_LINE; b = in.read()) {
                line.write(b);
            }
        } catch (IOException e) {
            return false;
        }
        String answer = line.toString(StandardCharsets.UTF_8).strip();
        return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
    }

    /**
     * Asks for a secret; on a terminal what is typed is not shown, from before the question on: who sees it may type. Prints the
     * line feed that the user's Enter did not. The caller wipes the result.
     *
     * @throws EOFException if standard input ends before the line does
     */
    public char[] askSecret(String prompt) throws IOException {
        return isTerminal(Stream.IN) ? askHidden(prompt) : askSecret(prompt, 0);
    }

    private char[] askSecret(String prompt, int ends) throws IOException {
        print(prompt);
        out.flush();
        try {
            return readSecret(ends);
        } finally {
            printLine("");
            out.flush();
        }
    }

    private char[] askHidden(String prompt) throws IOException {
        try (AutoCloseable hidden = device.withoutEcho()) {
            return askSecret(prompt, MAX_IGNORED_ENDS);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("cannot switch the terminal's echo", e);
        }
    }

    /**
     * Reads a line that leaves no copy behind.
     *
     * @param ends how often the end of the input (on a terminal: Control-D) is passed over, as Notary does for ever
     */
    private char[] readSecret(int ends) throws IOException {
        byte[] line = new byte[LONGEST_LINE];
        try {
            int length = 0;
            for (int b = in.read(), ended = 0; b != '\n'; b = in.read()) {
                if (b < 0) {
                    if (ended++ >= ends) {
                        throw new EOFException("EOF");
                    }
                } else if (length == LONGEST_LINE) {
                    throw new IOException("line too long");
                } else {
                    line[length++] = (byte) b;
                }
            }
            return decoded(line, length);
        } finally {
            Arrays.fill(line, (byte) 0);
        }
    }

    private static char[] decoded(byte[] line, int length) {
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(line, 0, length));
        char[] chars = new char[decoded.remaining()];
        decoded.get(chars);
        Arrays.fill(decoded.array(), '\0');
        return chars;
    }

    /** Reads byte by byte, so that nothing behind the line is swallowed. */
    private byte[] readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("EOF");
            }
            if (line.size() == LONGEST_LINE) {
                throw new IOException("line too long");
            }
            line.write(b);
        }
        return line.toByteArray();
    }

    /** What must not outlast the run, such as secrets that somebody typed, is done away with when the terminal is closed. */
    public void whenClosed(Runnable last) {
        whenClosed.add(last);
    }

    /** Text that somebody else wrote, with a blank in place of each character that a terminal could take for a command. */
    public static String harmless(String text) {
        return replaced(text, c -> !isHarmless(c));
    }

    private static String replaced(String text, IntPredicate harmful) {
        StringBuilder harmless = new StringBuilder(text.length());
        text.codePoints().forEach(c -> harmless.appendCodePoint(harmful.test(c) ? ' ' : c));
        return harmless.toString();
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    @Override
    public void close() {
        whenClosed.forEach(Runnable::run);
        statusLine.wipe();
        out.flush();
        err.flush();
    }
}
