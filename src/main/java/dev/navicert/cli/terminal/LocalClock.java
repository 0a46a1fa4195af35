package dev.navicert.cli.terminal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.TimeZone;
import java.util.function.Function;

/**
 * The system's clock in the user's zone, which is looked up when it is first asked for: the JDK reads the rules of all zones
 * for it, a third of a short command's time, and few commands print a time.
 */
public final class LocalClock extends Clock {
    /** 2037: until then {@link TimeZone} knows of every change of an offset. */
    static final Instant END = Instant.ofEpochSecond(2_114_380_800L);

    private static final int MILLIS = 1000;

    private final Clock system = Clock.systemUTC();

    /**
     * How far the user of a clock is from UTC at an instant. For that alone the system's clock can do without {@link #getZone}, for
     * which {@code java.time} looks for further rules in every jar.
     */
    public static Function<Instant, ZoneOffset> offsets(Clock clock) {
        return clock instanceof LocalClock
                ? at -> offset(TimeZone.getDefault(), at)
                : at -> clock.getZone().getRules().getOffset(at);
    }

    static ZoneOffset offset(TimeZone zone, Instant at) {
        return at.isBefore(END)
                ? ZoneOffset.ofTotalSeconds(zone.getOffset(at.toEpochMilli()) / MILLIS)
                : zone.toZoneId().getRules().getOffset(at);
    }

    @Override
    public ZoneId getZone() {
        return ZoneId.systemDefault();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return system.withZone(zone);
    }

    @Override
    public Instant instant() {
        return system.instant();
    }
}
