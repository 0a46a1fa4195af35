package dev.navicert.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is behind the process's own streams on a Unix system. The start script knows best and says so in a property
 * (Java itself cannot ask for one stream alone); without it the links that Linux keeps in {@code /proc} are looked at.
 */
public final class UnixDevice implements Terminal.Device {
    /** Digits of the streams that are terminals, as the start script found with {@code test -t}. */
    public static final String PROPERTY = "navicert.terminals";

    @Override
    public boolean isTerminal(Terminal.Stream stream) {
        String known = System.getProperty(PROPERTY);
        if (known != null) {
            return known.indexOf((char) ('0' + stream.ordinal())) >= 0;
        }
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + stream.ordinal()))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    @Override
    public AutoCloseable withoutEcho() throws IOException {
        Thread restore = new Thread(() -> {
            try {
                stty("echo");
            } catch (IOException e) {
                // The terminal went away with the program.
            }
        });
        Runtime.getRuntime().addShutdownHook(restore);
        stty("-echo");
        return () -> {
            Runtime.getRuntime().removeShutdownHook(restore);
            try {
                stty("echo");
            } catch (IOException goneMeanwhile) {
                // What was typed is not lost with the terminal.
            }
        };
    }

    private static void stty(String setting) throws IOException {
        Process process = new ProcessBuilder("stty", setting)
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("stty " + setting + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
