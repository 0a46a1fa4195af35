package dev.navicert.cli.terminal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * One line on standard error that says what is being waited for: each text takes the place of the one before, and whatever
 * else is written wipes it first. It needs no colour and no escape sequence, only a carriage return. Switched off until somebody
 * knows that there is a terminal; then nothing at all is written.
 */
public final class StatusLine {
    /** Terminals are rarely narrower, and a line that wraps cannot be taken back. */
    private static final int WIDTH = 72;

    private final PrintStream err;
    private boolean shown;
    private String part = "";
    private int columns;

    StatusLine(PrintStream err) {
        this.err = err;
    }

    /** From now on it is shown. */
    public void show() {
        shown = true;
    }

    /** What follows is about one of several things of a kind, counted from 1. */
    public void part(int number, int all) {
        part = all > 1 ? number + " of " + all + ": " : "";
    }

    /** Says what is being done now. */
    public void say(String doing) {
        if (!shown) {
            return;
        }
        wipe();
        String line = (part + doing).replaceAll("\\p{Cntrl}", "?");
        int length = line.codePointCount(0, line.length());
        String fitting = length <= WIDTH ? line : line.substring(0, line.offsetByCodePoints(0, WIDTH - 1)) + "…";
        columns = Math.min(length, WIDTH);
        write(fitting);
    }

    /** Takes it away. */
    void wipe() {
        if (columns > 0) {
            write("\r" + " ".repeat(columns) + "\r");
            columns = 0;
        }
    }

    private void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        err.write(bytes, 0, bytes.length);
        err.flush();
    }
}
