package dev.navicert.packaged;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A terminal with somebody at it, by {@code script} of util-linux, which every Debian has: what is typed goes through the system's
 * terminal driver, and what is seen is what a screen would show.
 */
final class PseudoTerminal implements AutoCloseable {
    /** What a keyboard sends for Control-C. */
    static final String CONTROL_C = "\003";

    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final OutputStream keyboard;
    private final StringBuffer screen = new StringBuffer();
    private final Thread eyes;
    private int seen;

    private PseudoTerminal(Process process) {
        this.process = process;
        this.keyboard = process.getOutputStream();
        this.eyes = new Thread(() -> watch(process.getInputStream()), "eyes");
        eyes.setDaemon(true);
        eyes.start();
    }

    /** Runs lines of shell at a terminal; skips the test where there is none to be had. */
    static PseudoTerminal running(Map<String, String> environment, String lines) throws Exception {
        assumeTrue(isInstalled(), "script of util-linux is not installed, so there is no terminal to try it at");
        ProcessBuilder builder = new ProcessBuilder(
                        "env", "--default-signal=INT", "script", "-q", "-e", "-c", lines, "/dev/null")
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("SHELL", "/bin/sh");
        return new PseudoTerminal(builder.start());
    }

    private static boolean isInstalled() throws Exception {
        try {
            Process version = new ProcessBuilder("script", "--version")
                    .redirectErrorStream(true)
                    .start();
            version.getOutputStream().close();
            String answer = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return version.waitFor() == 0 && answer.contains("util-linux");
        } catch (IOException notThere) {
            return false;
        }
    }

    private void watch(InputStream in) {
        try {
            // One byte a character: what is waited for is ASCII.
            for (int b = in.read(); b >= 0; b = in.read()) {
                screen.append((char) b);
            }
        } catch (IOException closed) {
            // The terminal is gone.
        }
    }

    /** Waits until the screen shows a text behind what was waited for before. */
    PseudoTerminal see(String text) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        int at = screen.indexOf(text, seen);
        while (at < 0) {
            if (System.nanoTime() > end || !eyes.isAlive() && screen.indexOf(text, seen) < 0) {
                throw new AssertionError("no \"" + text + "\" on the screen, which shows:\n" + screen);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            at = screen.indexOf(text, seen);
        }
        seen = at + text.length();
        return this;
    }

    /** Types. */
    PseudoTerminal type(String keys) throws IOException {
        keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
        return this;
    }

    /** Types a line and Enter. */
    PseudoTerminal enter(String line) throws IOException {
        return type(line + "\r");
    }

    /** Waits for the end; answers all that was on the screen, with plain line feeds. */
    String end() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running; the screen shows:\n" + screen);
        }
        eyes.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        return screen.toString().replace("\r\n", "\n");
    }

    /** The exit status of what was run. */
    int exit() {
        return process.exitValue();
    }

    @Override
    public void close() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
