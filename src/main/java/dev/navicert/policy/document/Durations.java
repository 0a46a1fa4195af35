package dev.navicert.policy.document;

import java.time.Duration;
import java.util.Optional;

/** Durations as Kubernetes and Go write them: whole numbers with units, the largest unit first. */
final class Durations {
    private static final int MAX_LENGTH = 32;
    private static final int MAX_DIGITS = 9;

    private Durations() {}

    static Optional<Duration> parse(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Duration sum = Duration.ZERO;
        long smallest = Long.MAX_VALUE;
        int at = 0;
        while (at < text.length()) {
            int unit = at;
            while (unit < text.length() && Character.digit(text.charAt(unit), 10) >= 0 && text.charAt(unit) < 0x80) {
                unit++;
            }
            int end = unit;
            while (end < text.length() && text.charAt(end) >= 'a' && text.charAt(end) <= 'z') {
                end++;
            }
            long millis = millisOf(text.substring(unit, end));
            if (unit == at || unit - at > MAX_DIGITS || millis == 0 || millis >= smallest) {
                return Optional.empty();
            }
            sum = sum.plusMillis(Long.parseLong(text.substring(at, unit)) * millis);
            smallest = millis;
            at = end;
        }
        return Optional.of(sum);
    }

    private static long millisOf(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            default -> 0;
        };
    }

    /** In the largest unit that divides it. */
    static String print(Duration duration) {
        for (String unit : new String[] {"d", "h", "m", "s"}) {
            if (!duration.isZero() && duration.toMillis() % millisOf(unit) == 0) {
                return duration.toMillis() / millisOf(unit) + unit;
            }
        }
        return duration.isZero() ? "0s" : duration.toMillis() + "ms";
    }
}
