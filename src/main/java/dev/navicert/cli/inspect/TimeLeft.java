package dev.navicert.cli.inspect;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as people write and read them. */
public final class TimeLeft {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,5})([hdw])");
    private static final int DAYS_OF_A_WEEK = 7;
    private static final Duration SHORT = Duration.ofDays(2);

    private TimeLeft() {}

    /** Reads {@code 36h}, {@code 90d} or {@code 12w}; empty for anything else. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = SPAN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "h" -> Duration.ofHours(number);
                    case "d" -> Duration.ofDays(number);
                    default -> Duration.ofDays(number * DAYS_OF_A_WEEK);
                });
    }

    /** {@code in 39 days}, {@code 3 hours ago}: whole units, the smaller ones below two days. */
    static String words(Instant now, Instant at) {
        Duration span = Duration.between(now, at).abs();
        String length = span.compareTo(SHORT) < 0 ? count(span.toHours(), "hour") : count(span.toDays(), "day");
        return at.isBefore(now) ? length + " ago" : "in " + length;
    }

    private static String count(long number, String unit) {
        return String.format(Locale.ROOT, "%d %s%s", number, unit, number == 1 ? "" : "s");
    }
}
