package dev.navicert.webhook.trace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Sends spans to an OpenTelemetry collector, in batches and by a thread of its own: nobody ever waits for it. What it has no room
 * for, or cannot be rid of, is dropped and counted.
 */
public final class Collector implements AutoCloseable {
    private static final int WAITING = 2048;
    private static final int BATCH = 512;
    private static final int PATIENCE_MILLIS = 5000;

    private final TraceSettings settings;
    private final Duration pause;
    private final Consumer<String> onFailure;
    private final Runnable onSuccess;
    private final BlockingQueue<Span> spans = new LinkedBlockingQueue<>(WAITING);
    private final AtomicLong dropped = new AtomicLong();
    private final Thread sender;
    private volatile boolean closing;

    /**
     * @param pause how long spans may wait for others to travel with
     * @param onFailure is told the reason when sending begins to fail
     * @param onSuccess is told when it no longer does
     */
    public Collector(TraceSettings settings, Duration pause, Consumer<String> onFailure, Runnable onSuccess) {
        this.settings = settings;
        this.pause = pause;
        this.onFailure = onFailure;
        this.onSuccess = onSuccess;
        this.sender = new Thread(this::work, "navicert-traces");
        sender.setDaemon(true);
        sender.start();
    }

    void add(Span span) {
        if (!spans.offer(span)) {
            dropped.incrementAndGet();
        }
    }

    /** How many spans nobody will see. */
    public long dropped() {
        return dropped.get();
    }

    /** Sends what is waiting, if that can be done in a moment. */
    @Override
    public void close() {
        closing = true;
        sender.interrupt();
        try {
            sender.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        boolean failing = false;
        while (!closing || !spans.isEmpty()) {
            List<Span> batch = batch();
            if (batch.isEmpty()) {
                continue;
            }
            String problem = send(batch);
            if (!problem.isEmpty()) {
                dropped.addAndGet(batch.size());
                if (closing) {
                    return;
                }
            }
            if (!problem.isEmpty() && !failing) {
                onFailure.accept(problem);
            } else if (problem.isEmpty() && failing) {
                onSuccess.run();
            }
            failing = !problem.isEmpty();
        }
    }

    private List<Span> batch() {
        List<Span> batch = new ArrayList<>();
        try {
            Span first = closing ? spans.poll() : spans.take();
            if (first != null) {
                batch.add(first);
            }
            for (long left = pause.toMillis(); left > 0 && !closing && spans.size() < BATCH; left -= 50) {
                TimeUnit.MILLISECONDS.sleep(Math.min(50, left));
            }
        } catch (InterruptedException end) {
            // what is there is sent, and then it is over
        }
        spans.drainTo(batch, BATCH - batch.size());
        return batch;
    }

    /** Why it failed; empty if it did not. */
    private String send(List<Span> batch) {
        byte[] body = json(batch).toString().getBytes(StandardCharsets.UTF_8);
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) settings.endpoint().toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            for (Map.Entry<String, String> header : settings.headers().entrySet()) {
                connection.setRequestProperty(header.getKey(), header.getValue());
            }
            connection.setRequestProperty("content-type", "application/json");
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            int status = connection.getResponseCode();
            InputStream answer = status < 400 ? connection.getInputStream() : connection.getErrorStream();
            if (answer != null) {
                answer.close();
            }
            return status / 100 == 2 ? "" : "it answers with HTTP status " + status;
        } catch (IOException | RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private ObjectNode json(List<Span> batch) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        ObjectNode ours = all.putArray("resourceSpans").addObject();
        ours.putObject("resource").set("attributes", Span.attributes(Map.of("service.name", settings.service())));
        ObjectNode scope = ours.putArray("scopeSpans").addObject();
        scope.putObject("scope").put("name", "dev.navicert.webhook");
        ArrayNode list = scope.putArray("spans");
        batch.forEach(span -> list.add(span.json()));
        return all;
    }
}
