package dev.navicert.webhook;

import dev.navicert.webhook.review.Staff;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Threads that may wait, shared among namespaces: none is given more than its share of them, so that whoever names images of a
 * server that is slow, or many that nobody ever saw, keeps only their own namespace waiting.
 */
final class SharedWorkers implements Staff {
    private final Executor threads;
    private final int share;
    private final int mostWaiting;
    /** Of the namespaces for which somebody is at work. */
    private final Map<String, Line> lines = new HashMap<>();

    private static final class Line {
        private final Deque<Runnable> waiting = new ArrayDeque<>();
        private int atWork;
    }

    /**
     * @param threads never runs a task in the caller's thread; rejects what it has no room for
     * @param share how many of them may be at work for one namespace
     * @param mostWaiting tasks that one namespace may have beside those
     */
    SharedWorkers(Executor threads, int share, int mostWaiting) {
        this.threads = threads;
        this.share = share;
        this.mostWaiting = mostWaiting;
    }

    @Override
    public void execute(String namespace, Runnable task) {
        synchronized (lines) {
            Line line = lines.getOrDefault(namespace, new Line());
            if (line.atWork < share) {
                threads.execute(() -> work(namespace, task));
                line.atWork++;
                lines.put(namespace, line);
            } else if (line.waiting.size() < mostWaiting) {
                line.waiting.add(task);
            } else {
                throw new RejectedExecutionException(mostWaiting + " tasks wait for " + namespace);
            }
        }
    }

    private void work(String namespace, Runnable first) {
        for (Runnable task = first; task != null; task = passedOn(next(namespace), namespace)) {
            task.run();
        }
    }

    /** Behind what others wait for; null if somebody does it, else the task, to be done here. */
    private @Nullable Runnable passedOn(@Nullable Runnable task, String namespace) {
        if (task == null) {
            return null;
        }
        try {
            threads.execute(() -> work(namespace, task));
            return null;
        } catch (RejectedExecutionException full) {
            return task;
        }
    }

    /** What waits longest for the place that has become free; null if nothing does, and then the place is given up. */
    private @Nullable Runnable next(String namespace) {
        synchronized (lines) {
            Line line = lines.get(namespace);
            Runnable next = line == null ? null : line.waiting.poll();
            if (line != null && next == null && --line.atWork == 0) {
                lines.remove(namespace);
            }
            return next;
        }
    }
}
