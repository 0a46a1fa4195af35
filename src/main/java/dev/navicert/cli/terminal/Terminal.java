package dev.navicert.cli.terminal;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The three streams, and the rules for them.
 *
 * <ul>
 *   <li>Everything Notary says goes to standard output: results, usage, prompts, and the {@code * fatal:} line too
 *       ({@code cmd/notary/main.go}). Only log lines go to standard error.
 *   <li>With {@code --format json} standard output carries JSON or nothing; the fatal line then goes to standard error.
 *   <li>Text is UTF-8 whatever the locale.
 *   <li>Colour is used on a terminal only, and never if {@code NO_COLOR} is set.
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

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Device device;

    public Terminal(InputStream in, PrintStream out, PrintStream err, Device device) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.device = device;
    }

    public boolean isTerminal(Stream stream) {
        return device.isTerminal(stream);
    }

    /** Standard input, for payloads. */
    public InputStream in() {
        return in;
    }

    /** Writes text to standard output. */
    public void print(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
    }

    /** Writes a line to standard output. */
    public void printLine(String text) {
        print(text);
        out.write('\n');
    }

    /** Writes bytes to standard output as they are. */
    public void print(byte[] bytes) {
        out.write(bytes, 0, bytes.length);
    }

    /** Writes a line to standard error, after everything that was printed before it. */
    public void log(String line) {
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

    /**
     * Asks for a secret; on a terminal what is typed is not shown. Prints the line feed that the user's Enter did not.
     *
     * @throws EOFException if standard input ends before the line does
     */
    public char[] askSecret(String prompt) throws IOException {
        print(prompt);
        out.flush();
        try {
            return isTerminal(Stream.IN) ? readHidden() : secret(readLine());
        } finally {
            printLine("");
            out.flush();
        }
    }

    private char[] readHidden() throws IOException {
        try (AutoCloseable hidden = device.withoutEcho()) {
            return secret(readLine());
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("cannot switch the terminal's echo", e);
        }
    }

    private static char[] secret(byte[] line) {
        char[] chars = StandardCharsets.UTF_8
                .decode(java.nio.ByteBuffer.wrap(line))
                .toString()
                .toCharArray();
        Arrays.fill(line, (byte) 0);
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

    @Override
    public void close() {
        out.flush();
        err.flush();
    }
}
