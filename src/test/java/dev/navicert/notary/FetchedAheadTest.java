package dev.navicert.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.trust.MetadataName;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteMetadata;
import dev.navicert.tuf.RoleName;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files that are known to be needed travel at the same time. */
@Timeout(60)
class FetchedAheadTest {
    private static final MetadataName ROOT = new MetadataName.Current(RoleName.ROOT);
    private static final MetadataName TIMESTAMP = new MetadataName.Current(RoleName.TIMESTAMP);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<MetadataName> asked = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void fetches_what_is_announced_while_something_else_is_fetched() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        RemoteMetadata collection = new FetchedAhead(
                (name, maxBytes) -> {
                    asked.add(name);
                    meet(both);
                    return name.path().getBytes();
                },
                threads);
        collection.announce(TIMESTAMP, 1000);
        assertThat(collection.fetch(ROOT, 1000)).asString().isEqualTo("root.json");
        assertThat(collection.fetch(TIMESTAMP, 1000)).asString().isEqualTo("timestamp.json");
        assertThat(asked).containsExactlyInAnyOrder(ROOT, TIMESTAMP);
    }

    @Test
    void tells_of_a_failure_only_whoever_asks_and_asks_anew_the_next_time() throws Exception {
        RemoteMetadata collection = new FetchedAhead(
                (name, maxBytes) -> {
                    asked.add(name);
                    throw new RemoteException.Unreachable("down");
                },
                threads);
        collection.announce(TIMESTAMP, 1000);
        collection.announce(TIMESTAMP, 1000);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> collection.fetch(TIMESTAMP, 1000)).isInstanceOf(RemoteException.Unreachable.class);
        }
        assertThat(asked).containsExactly(TIMESTAMP, TIMESTAMP);
    }

    @Test
    void leaves_to_their_time_files_that_are_long_or_many() throws Exception {
        RemoteMetadata collection = new FetchedAhead(
                (name, maxBytes) -> {
                    asked.add(name);
                    return new byte[0];
                },
                threads);
        collection.announce(ROOT, 2 << 20);
        for (int i = 0; i < 100; i++) {
            collection.announce(new MetadataName.VersionedRoot(i), 1000);
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(50, TimeUnit.SECONDS)).isTrue();
        assertThat(asked).hasSize(8).doesNotContain(ROOT);
    }

    @Test
    void fetches_in_turn_where_nobody_is_there_to_do_it_ahead() throws Exception {
        RemoteMetadata collection = new FetchedAhead(
                (name, maxBytes) -> {
                    asked.add(name);
                    return new byte[0];
                },
                task -> {
                    throw new RejectedExecutionException();
                });
        collection.announce(ROOT, 1000);
        assertThat(asked).isEmpty();
        collection.fetch(ROOT, 1000);
        assertThat(asked).containsExactly(ROOT);
    }

    private static void meet(CyclicBarrier barrier) throws RemoteException {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new RemoteException.Unreachable("alone");
        }
    }
}
