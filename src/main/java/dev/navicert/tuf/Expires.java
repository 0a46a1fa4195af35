package dev.navicert.tuf;

import dev.navicert.tuf.json.GoStruct;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

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
        StringBuilder text = new StringBuilder(Written.SECONDS.format(date));
        if (date.getNano() > 0) {
            text.append('.').append(String.format(Locale.ROOT, "%09d", date.getNano()));
            while (text.charAt(text.length() - 1) == '0') {
                text.setLength(text.length() - 1);
            }
        }
        text.append(
                date.getOffset().getTotalSeconds() == 0 ? "Z" : date.getOffset().getId());
        return new Expires(text.toString(), date);
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

    /** Apart, because making it takes as long as reading a thousand dates, and most runs write none. */
    private static final class Written {
        static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
    }
}
