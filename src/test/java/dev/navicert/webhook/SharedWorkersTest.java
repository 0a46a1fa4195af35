package dev.navicert.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SharedWorkersTest {
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final CountDownLatch slow = new CountDownLatch(1);

    @AfterEach
    void stop() {
        slow.countDown();
        threads.shutdownNow();
    }

    @Test
    void a_namespace_that_waits_leaves_the_others_their_threads() throws Exception {
        SharedWorkers workers = new SharedWorkers(threads, 2, 100);
        for (int i = 0; i < 50; i++) {
            workers.execute("mallory", this::waits);
        }
        CountDownLatch done = new CountDownLatch(2);

        workers.execute("shop", done::countDown);
        workers.execute("bank", done::countDown);

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void everything_is_done_in_order_and_never_by_more_than_the_share() throws Exception {
        SharedWorkers workers = new SharedWorkers(threads, 2, 1000);
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(500);

        for (int i = 0; i < 500; i++) {
            workers.execute("shop", () -> {
                most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                Thread.yield();
                atWork.decrementAndGet();
                done.countDown();
            });
        }

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    void a_namespace_with_too_much_waiting_is_refused_and_no_other() {
        SharedWorkers workers = new SharedWorkers(threads, 1, 3);
        for (int i = 0; i < 4; i++) {
            workers.execute("mallory", this::waits);
        }

        assertThatThrownBy(() -> workers.execute("mallory", this::waits))
                .isInstanceOf(RejectedExecutionException.class);
        assertThatCode(() -> workers.execute("shop", () -> {})).doesNotThrowAnyException();
    }

    @Test
    void what_the_threads_reject_takes_no_place() {
        List<Runnable> taken = new ArrayList<>();
        SharedWorkers workers = new SharedWorkers(
                task -> {
                    if (taken.size() == 1) {
                        throw new RejectedExecutionException();
                    }
                    taken.add(task);
                },
                2,
                10);
        AtomicInteger done = new AtomicInteger();

        workers.execute("shop", done::incrementAndGet);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> workers.execute("shop", done::incrementAndGet))
                    .isInstanceOf(RejectedExecutionException.class);
        }
        taken.remove(0).run();
        workers.execute("shop", done::incrementAndGet);
        taken.remove(0).run();

        assertThat(done).hasValue(2);
    }

    private void waits() {
        try {
            slow.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
