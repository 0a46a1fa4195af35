package dev.navicert.trust.view;

import java.time.Duration;
import java.time.Instant;

/** How long ago something was, in the words of somebody who is in a hurry: {@code 3 h}. */
record Age(Duration duration) {
    private static final Duration LONG = Duration.ofDays(3);

    static Age of(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        return new Age(age.isNegative() ? Duration.ZERO : age);
    }

    @Override
    public String toString() {
        if (duration.compareTo(LONG) >= 0) {
            return duration.toDays() + " d";
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + " h";
        }
        return duration.toMinutes() > 0 ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
    }
}
