package dev.navicert.webhook;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that may wait: for a trust server, for a disk. Bounded, and so is the queue before them. */
final class Workers {
    private static final int THREADS = 64;
    private static final int WAITING = 2048;

    private Workers() {}

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
