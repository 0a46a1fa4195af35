package dev.navicert.webhook;

import dev.navicert.webhook.review.Staff;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that may wait: for a trust server, for a disk. Bounded, and so is the queue before them. */
final class Workers {
    private static final int THREADS = 64;
    private static final int WAITING = 2048;
    /** How many of {@link #THREADS} may wait for one namespace. */
    private static final int SHARE = THREADS / 4;

    private static final int WAITING_EACH = WAITING / 4;

    private Workers() {}

    /** Shares such threads among namespaces. */
    static Staff shared(ThreadPoolExecutor workers) {
        return new SharedWorkers(workers, SHARE, WAITING_EACH);
    }

    /** @param name what the threads are called */
    static ThreadPoolExecutor start(String name) {
        return start(name, THREADS);
    }

    static ThreadPoolExecutor start(String name, int threads) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "navicert-" + name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        workers.allowCoreThreadTimeOut(true);
        return workers;
    }
}
