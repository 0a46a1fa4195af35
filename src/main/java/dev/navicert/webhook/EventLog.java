package dev.navicert.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.navicert.webhook.review.JsonText;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What happens, a JSON object per line. Lines are written by a thread of their own, so that a reader who stops reading stops
 * nobody else; those that no longer fit are counted, and the count is told.
 */
final class EventLog implements AutoCloseable {
    private static final int WAITING = 16_384;
    /** Lines may be long, and so few of them are much memory. */
    private static final long WAITING_CHARACTERS = 16 << 20;

    private static final String END = "";
    /** Characters that are written at once, so that many short lines cost no more than a few long ones. */
    private static final int TOGETHER = 32 << 10;

    private final Clock clock;
    private final PrintStream out;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>(WAITING);
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Thread writer;

    EventLog(Clock clock, PrintStream out) {
        this.clock = clock;
        this.out = out;
        this.writer = new Thread(this::write, "navicert-log");
        writer.setDaemon(true);
        writer.start();
    }

    /** A new line, to be filled and given to {@link #write(ObjectNode)}. */
    ObjectNode line(String level, String event) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("time", time())
                .put("level", level)
                .put("event", event);
    }

    void write(ObjectNode line) {
        write(line.toString());
    }

    /**
     * Writes a line.
     *
     * @param members what it says beside its time, level and event, into an object that has been begun
     */
    void write(String level, String event, JsonText.Content members) {
        write(JsonText.of(json -> {
            json.writeStartObject();
            json.writeStringField("time", time());
            json.writeStringField("level", level);
            json.writeStringField("event", event);
            members.write(json);
            json.writeEndObject();
        }));
    }

    private void write(String line) {
        if (waiting.addAndGet(line.length()) > WAITING_CHARACTERS || !lines.offer(line)) {
            waiting.addAndGet(-line.length());
            dropped.incrementAndGet();
        }
    }

    private String time() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** Where a failure comes from, in as many lines as it takes. */
    static String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    void info(String event, String message) {
        write(line("info", event).put("message", message));
    }

    void error(String event, String message) {
        write(line("error", event).put("message", message));
    }

    /** How many lines were lost because nobody took them. */
    long dropped() {
        return dropped.get();
    }

    /** Writes what is waiting, as long as somebody takes it. */
    @Override
    public void close() {
        lines.offer(END);
        try {
            writer.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        long told = 0;
        boolean ends = false;
        try {
            while (!ends) {
                StringBuilder together = new StringBuilder();
                int characters = 0;
                for (String line = lines.take();
                        line != null;
                        line = together.length() < TOGETHER ? lines.poll() : null) {
                    if (line.equals(END)) {
                        ends = true;
                        break;
                    }
                    together.append(line).append('\n');
                    characters += line.length();
                }
                long lost = dropped.get();
                if (lost > told) {
                    told = lost;
                    together.append(line("error", "log")
                                    .put("message", lost + " lines lost so far: nobody reads them fast enough"))
                            .append('\n');
                }
                print(together.toString());
                waiting.addAndGet(-characters);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void print(String lines) {
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }
}
