package dev.navicert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A reader who stops reading costs lines, not memory and not time. */
class EventLogTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void many_short_lines_that_nobody_reads_are_dropped() throws Exception {
        assertThat(droppedWhileNobodyReads(20_000, 10)).isBetween(3_000L, 4_000L);
    }

    @Test
    void few_long_lines_that_nobody_reads_are_dropped() throws Exception {
        assertThat(droppedWhileNobodyReads(64, 1 << 20)).isBetween(48L, 50L);
    }

    private long droppedWhileNobodyReads(int lines, int length) throws Exception {
        CountDownLatch reader = new CountDownLatch(1);
        OutputStream blocked = new OutputStream() {
            @Override
            public void write(int one) {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int count) {
                try {
                    reader.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                out.write(bytes, from, count);
            }
        };
        try (EventLog log = new EventLog(Clock.systemUTC(), new PrintStream(blocked, true, StandardCharsets.UTF_8))) {
            for (int i = 0; i < lines; i++) {
                log.info("ready", "x".repeat(length));
            }
            long dropped = log.dropped();
            reader.countDown();
            log.close();
            assertThat(out.toString(StandardCharsets.UTF_8)).contains(dropped + " lines lost so far");
            return dropped;
        }
    }
}
