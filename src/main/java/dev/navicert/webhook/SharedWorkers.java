package dev.navicert.webhook;

import dev.navicert.webhook.review.Staff;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work that takes a while, of which no namespace has more than its share under way, so that whoever names images of a server that
 * is slow, or many that nobody ever saw, keeps only their own namespace waiting. What is under way keeps no thread busy, so
 * neither do many namespaces together keep the others waiting.
 */
final class SharedWorkers implements Staff {
    private final Executor threads;
    private final int share;
    private final int mostWaiting;
    /** Of the namespaces for which something is under way. */
    private final Map<String, Line> lines = new HashMap<>();

    private static final class Line {
        private final Deque<Supplier<? extends CompletableFuture<?>>> waiting = new ArrayDeque<>();
        private int underWay;
    }

    /**
     * @param threads begin it; never run a task in the caller's thread, and reject what they have no room for
     * @param share how much may be under way for one namespace
     * @param mostWaiting how much may wait beside that
     */
    SharedWorkers(Executor threads, int share, int mostWaiting) {
        this.threads = threads;
        this.share = share;
        this.mostWaiting = mostWaiting;
    }

    @Override
    public void execute(String namespace, Supplier<? extends CompletableFuture<?>> work) {
        synchronized (lines) {
            Line line = lines.getOrDefault(namespace, new Line());
            if (line.underWay < share) {
                threads.execute(() -> begin(namespace, work));
                line.underWay++;
                lines.put(namespace, line);
            } else if (line.waiting.size() < mostWaiting) {
                line.waiting.add(work);
            } else {
                throw new RejectedExecutionException(mostWaiting + " tasks wait for " + namespace);
            }
        }
    }

    private void begin(String namespace, Supplier<? extends CompletableFuture<?>> first) {
        Supplier<? extends CompletableFuture<?>> work = first;
        while (work != null) {
            CompletableFuture<?> end = work.get();
            if (!end.isDone()) {
                end.whenComplete((done, bug) -> proceed(namespace));
                return;
            }
            work = passedOn(next(namespace), namespace);
        }
    }

    private void proceed(String namespace) {
        Supplier<? extends CompletableFuture<?>> work = passedOn(next(namespace), namespace);
        if (work != null) {
            begin(namespace, work);
        }
    }

    /** Behind what others wait for; null if somebody does it, else the work, to be done here. */
    private @Nullable Supplier<? extends CompletableFuture<?>> passedOn(
            @Nullable Supplier<? extends CompletableFuture<?>> work, String namespace) {
        if (work == null) {
            return null;
        }
        try {
            threads.execute(() -> begin(namespace, work));
            return null;
        } catch (RejectedExecutionException full) {
            return work;
        }
    }

    /** What waits longest for the place that has become free; null if nothing does, and then the place is given up. */
    private @Nullable Supplier<? extends CompletableFuture<?>> next(String namespace) {
        synchronized (lines) {
            Line line = lines.get(namespace);
            Supplier<? extends CompletableFuture<?>> next = line == null ? null : line.waiting.poll();
            if (line != null && next == null && --line.underWay == 0) {
                lines.remove(namespace);
            }
            return next;
        }
    }
}
