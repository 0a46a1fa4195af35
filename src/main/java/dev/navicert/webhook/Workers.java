package dev.navicert.webhook;

import dev.navicert.webhook.review.Staff;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that judge. They wait for nobody, so a few are enough; the queue before them is bounded. */
final class Workers {
    private static final int THREADS = 8;
    private static final int WAITING = 4096;
    /** How many images of one namespace may be under way. */
    private static final int SHARE = 16;

    private static final int WAITING_EACH = 512;

    private Workers() {}

    /** Shares among namespaces what such threads begin. */
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
