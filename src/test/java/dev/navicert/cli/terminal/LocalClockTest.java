package dev.navicert.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class LocalClockTest {
    private static final Instant BEGINNING = Instant.parse("2020-01-01T00:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration YEAR = Duration.ofDays(365);

    @Test
    void both_of_the_jdks_sources_of_zones_agree_where_the_quick_one_is_asked() {
        for (String id : TimeZone.getAvailableIDs()) {
            TimeZone zone = TimeZone.getTimeZone(id);
            for (Instant at = BEGINNING; at.isBefore(LocalClock.END.plus(YEAR)); at = at.plus(WEEK)) {
                assertThat(LocalClock.offset(zone, at))
                        .as("%s at %s", id, at)
                        .isEqualTo(zone.toZoneId().getRules().getOffset(at));
            }
        }
    }

    @Test
    void the_users_offset_is_that_of_the_zone_of_the_clock() {
        Clock clock = new LocalClock();
        ZoneId zone = clock.getZone();

        assertThat(LocalClock.offsets(clock).apply(BEGINNING))
                .isEqualTo(zone.getRules().getOffset(BEGINNING));
        assertThat(LocalClock.offsets(Clock.fixed(BEGINNING, ZoneOffset.ofHours(5)))
                        .apply(BEGINNING))
                .isEqualTo(ZoneOffset.ofHours(5));
    }
}
