package dev.navicert.webhook;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Looks at files again and again. Asking is dull but works where notifications do not: on network file systems, through
 * symbolic links, and on the mounted volumes that Kubernetes exchanges under one's feet.
 */
final class Watch implements AutoCloseable {
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "navicert-watch");
        daemon.setDaemon(true);
        return daemon;
    });

    /** Runs {@code look} every so often; what it throws is told and does not end it. */
    static Watch every(Duration pause, Runnable look, Consumer<? super Throwable> onBug) {
        Watch watch = new Watch();
        watch.thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        look.run();
                    } catch (RuntimeException | Error bug) {
                        onBug.accept(bug);
                    }
                },
                pause.toMillis(),
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
        return watch;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
