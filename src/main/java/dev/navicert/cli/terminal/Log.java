package dev.navicert.cli.terminal;

import dev.navicert.tuf.json.GoQuote;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * Log lines on standard error, as logrus' text formatter writes them: {@code time="…" level=… msg=…}, or coloured and with
 * the seconds since start if standard error is a terminal.
 *
 * @see <a href="https://github.com/sirupsen/logrus/blob/v1.0.6/text_formatter.go">logrus, {@code TextFormatter}</a>
 */
public final class Log {
    /** How much is said. */
    public enum Level {
        ERROR("error", "ERRO", 31),
        WARNING("warning", "WARN", 33),
        INFO("info", "INFO", 36),
        DEBUG("debug", "DEBU", 37);

        private final String word;
        private final String four;
        private final int colour;

        Level(String word, String four, int colour) {
            this.word = word;
            this.four = four;
            this.colour = colour;
        }
    }

    private static final int MESSAGE_WIDTH = 44;

    private final Terminal terminal;
    private final Clock clock;
    private final Instant start;
    private final boolean coloured;
    private Level threshold = Level.WARNING;

    /** @param coloured whether colours are wanted where standard error is a terminal */
    public Log(Terminal terminal, Clock clock, Colours coloured) {
        this.terminal = terminal;
        this.clock = clock;
        this.start = clock.instant();
        this.coloured = coloured == Colours.ON_TERMINALS;
    }

    /** Whether colours may be used at all. */
    public enum Colours {
        ON_TERMINALS,
        NEVER;

        /**
         * Terminals are coloured unless the variable {@code NO_COLOR} has a value, whatever it is.
         *
         * @see <a href="https://no-color.org">no-color.org</a>
         */
        public static Colours unless(String noColor) {
            return noColor.isEmpty() ? ON_TERMINALS : NEVER;
        }
    }

    /** From now on lines of this level and worse are shown. */
    public void show(Level level) {
        threshold = level;
    }

    public boolean shows(Level level) {
        return level.compareTo(threshold) <= 0;
    }

    public void error(String message) {
        write(Level.ERROR, message);
    }

    public void warning(String message) {
        write(Level.WARNING, message);
    }

    public void info(String message) {
        write(Level.INFO, message);
    }

    public void debug(String message) {
        write(Level.DEBUG, message);
    }

    private void write(Level level, String message) {
        if (shows(level)) {
            terminal.log(
                    terminal.isTerminal(Terminal.Stream.ERR) ? forTerminal(level, message) : plain(level, message));
        }
    }

    private String plain(Level level, String message) {
        ZoneId zone = clock.getZone();
        String time = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                clock.instant().truncatedTo(ChronoUnit.SECONDS).atZone(zone));
        return "time=\"" + time + "\" level=" + level.word + " msg="
                + (needsQuotes(message) ? GoQuote.text(message) : message);
    }

    private static boolean needsQuotes(String message) {
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            boolean bare =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._/@^+".indexOf(c) >= 0;
            if (!bare) {
                return true;
            }
        }
        return false;
    }

    private String forTerminal(Level level, String said) {
        String message = Terminal.harmless(said);
        long seconds = ChronoUnit.SECONDS.between(start, clock.instant());
        StringBuilder line = new StringBuilder();
        line.append(coloured ? "\033[" + level.colour + "m" : "")
                .append(level.four)
                .append(coloured ? "\033[0m" : "");
        line.append('[');
        String digits = Long.toString(seconds);
        line.append("0000", 0, Math.max(0, 4 - digits.length()))
                .append(digits)
                .append("] ")
                .append(message);
        for (int width = message.codePointCount(0, message.length()); width < MESSAGE_WIDTH; width++) {
            line.append(' ');
        }
        return line.append(' ').toString();
    }
}
