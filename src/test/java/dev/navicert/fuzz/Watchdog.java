package dev.navicert.fuzz;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs one thing after the other on a thread of its own and gives up on one that does not end: a loop that never does must
 * fail the test that met it, not hold up the build. The thread that hangs is left behind, as nothing ends it; as a daemon it
 * keeps nobody's process.
 */
final class Watchdog implements AutoCloseable {
    /** What may fail as it likes. */
    @FunctionalInterface
    interface Task {
        void run() throws Throwable;
    }

    private final Duration patience;
    private final Thread worker = new Thread(this::work, "fuzz");
    private @Nullable Task task;
    private @Nullable Throwable failure;
    private boolean isClosed;

    Watchdog(Duration patience) {
        this.patience = patience;
        worker.setDaemon(true);
        worker.start();
    }

    /**
     * Runs it to its end.
     *
     * @param name what it is, asked for only where it is needed
     * @throws AssertionError with its name, if it fails or does not end in time
     */
    synchronized void run(Supplier<String> name, Task next) {
        failure = null;
        task = next;
        notifyAll();
        long end = System.nanoTime() + patience.toNanos();
        while (task != null) {
            long millis = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (millis <= 0) {
                AssertionError hang = new AssertionError(name.get() + " has not ended after " + patience);
                hang.setStackTrace(worker.getStackTrace());
                throw hang;
            }
            await(millis);
        }
        if (failure != null) {
            throw new AssertionError(name.get(), failure);
        }
    }

    private void work() {
        for (Task next = next(); next != null; next = next()) {
            Throwable thrown = null;
            try {
                next.run();
            } catch (Throwable e) {
                thrown = e;
            }
            done(thrown);
        }
    }

    private synchronized @Nullable Task next() {
        while (task == null && !isClosed) {
            await(0);
        }
        return isClosed ? null : task;
    }

    private synchronized void done(@Nullable Throwable thrown) {
        failure = thrown;
        task = null;
        notifyAll();
    }

    private void await(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this", e);
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        notifyAll();
    }
}
