package dev.navicert.tuf;

import dev.navicert.tuf.json.GoStruct;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * When metadata ceases to hold: the instant, and the text that must survive re-serialising (the writer's offset, up to nine
 * digits of a second).
 *
 * @param text as written, RFC 3339
 * @param at the same as a date with its offset
 */
public record Expires(String text, OffsetDateTime at) {
    /** What an absent member is to Go: the first instant of the year 1. */
    private static final OffsetDateTime ZERO = OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    /** An instant written as Go does in UTC: {@code 2029-11-21T11:03:01.885458482Z}, trailing zeros dropped. */
    public static Expires at(Instant instant) {
        return at(instant.atOffset(ZoneOffset.UTC));
    }

    /** A date written as Go does, with its offset: {@code 2029-11-21T16:33:01.885458482+05:30}. */
    public static Expires at(OffsetDateTime date) {
        // Without a formatter: those that the JDK has ask for the locale's digits first, which takes longer than all
        // else.
        StringBuilder text = new StringBuilder(date.toLocalDate().toString()).append('T');
        append(text, 2, date.getHour());
        append(text.append(':'), 2, date.getMinute());
        append(text.append(':'), 2, date.getSecond());
        if (date.getNano() > 0) {
            append(text.append('.'), 9, date.getNano());
            while (text.charAt(text.length() - 1) == '0') {
                text.setLength(text.length() - 1);
            }
        }
        text.append(
                date.getOffset().getTotalSeconds() == 0 ? "Z" : date.getOffset().getId());
        return new Expires(text.toString(), date);
    }

    private static void append(StringBuilder text, int digits, int number) {
        String written = Integer.toString(number);
        text.append("0".repeat(digits - written.length())).append(written);
    }

    static Expires read(GoStruct payload) throws MalformedJsonException {
        Json value = payload.value("expires");
        if (value == null) {
            return new Expires("0001-01-01T00:00:00Z", ZERO);
        }
        String text = value instanceof Json.Str string ? string.value() : "";
        return new Expires(text, GoTime.parse(value));
    }

    public Instant instant() {
        return at.toInstant();
    }

    /** Expired means strictly before now, as for Go's {@code Time.Before}. */
    public boolean isBefore(Instant now) {
        return instant().isBefore(now);
    }
}
