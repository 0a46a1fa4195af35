package dev.navicert.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SharedWorkersTest {
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final CompletableFuture<Void> slow = new CompletableFuture<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void a_namespace_that_waits_keeps_no_other_waiting() throws Exception {
        SharedWorkers workers = new SharedWorkers(threads, 2, 100);
        for (int i = 0; i < 50; i++) {
            workers.execute("mallory", () -> slow);
        }

        assertIsServed(workers, "shop", "bank");
    }

    @Test
    void neither_do_many_that_wait_together() throws Exception {
        SharedWorkers workers = new SharedWorkers(threads, 2, 100);
        for (int i = 0; i < 500; i++) {
            workers.execute("mallory-" + i % 100, () -> slow);
        }

        assertIsServed(workers, "shop", "bank");
    }

    @Test
    void a_place_is_free_when_what_took_it_is_over_and_not_before() throws Exception {
        SharedWorkers workers = new SharedWorkers(threads, 1, 100);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(2);
        workers.execute("shop", () -> {
            begun.countDown();
            return slow;
        });
        for (int i = 0; i < 2; i++) {
            workers.execute("shop", () -> {
                done.countDown();
                return slow;
            });
        }
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        assertIsServed(workers, "bank");
        assertThat(done.getCount()).isEqualTo(2);

        slow.completeExceptionally(new IllegalStateException("over, whatever way"));

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void never_is_more_than_the_share_under_way() throws Exception {
        SharedWorkers workers = new SharedWorkers(threads, 2, 1000);
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(500);

        for (int i = 0; i < 500; i++) {
            boolean later = i % 3 == 0;
            workers.execute("shop", () -> {
                most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                Runnable end = () -> {
                    underWay.decrementAndGet();
                    done.countDown();
                };
                if (later) {
                    return CompletableFuture.runAsync(end);
                }
                end.run();
                return CompletableFuture.completedFuture(null);
            });
        }

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    void a_namespace_with_too_much_waiting_is_refused_and_no_other() {
        SharedWorkers workers = new SharedWorkers(threads, 1, 3);
        for (int i = 0; i < 4; i++) {
            workers.execute("mallory", () -> slow);
        }

        assertThatThrownBy(() -> workers.execute("mallory", () -> slow)).isInstanceOf(RejectedExecutionException.class);
        assertThatCode(() -> workers.execute("shop", () -> slow)).doesNotThrowAnyException();
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
        Supplier<CompletableFuture<?>> counts = () -> CompletableFuture.completedFuture(done.incrementAndGet());

        workers.execute("shop", counts);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> workers.execute("shop", counts)).isInstanceOf(RejectedExecutionException.class);
        }
        taken.remove(0).run();
        workers.execute("shop", counts);
        taken.remove(0).run();

        assertThat(done).hasValue(2);
    }

    private static void assertIsServed(SharedWorkers workers, String... namespaces) throws Exception {
        CountDownLatch done = new CountDownLatch(namespaces.length);
        for (String namespace : namespaces) {
            workers.execute(namespace, () -> {
                done.countDown();
                return CompletableFuture.completedFuture(null);
            });
        }
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
