package dev.navicert.cli.terminal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The system's clock in the user's zone, which is looked up when it is first asked for: the JDK reads the rules of all zones
 * for it, a third of a short command's time, and few commands print a time.
 */
public final class LocalClock extends Clock {
    private final Clock system = Clock.systemUTC();

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
