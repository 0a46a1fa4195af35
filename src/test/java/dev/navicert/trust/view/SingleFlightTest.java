package dev.navicert.trust.view;

import static dev.navicert.trust.view.Publisher.GUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.name.Gun;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustServer;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.tuf.RoleName;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads ask for the same repository, or for many. */
@Timeout(60)
class SingleFlightTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestClock clock = new TestClock();
    private final Publisher publisher = new Publisher(clock);
    private final SignedRepository repository = publisher.signed(GUN, "1.0");
    private final TrustServer server = Publisher.pinned(repository);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Repositories repositories =
            new VerifiedRepositories(publisher, new MemoryStore(), clock, threads, CheckObserver.NONE);

    @AfterEach
    void stop() throws InterruptedException {
        open();
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void thirty_pods_with_one_new_image_cost_one_fetch() throws Exception {
        publisher.publish(repository);
        publisher.gate = new CountDownLatch(1);
        List<Future<RepositoryView>> views = new ArrayList<>();
        for (int pod = 0; pod < 30; pod++) {
            views.add(ask(server, GUN, PATIENCE));
        }
        await(() -> !publisher.requests.isEmpty());
        open();

        RepositoryView first = views.get(0).get();
        for (Future<RepositoryView> view : views) {
            assertThat(view.get()).isSameAs(first);
        }
        assertThat(publisher.requests).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void who_stops_waiting_does_not_stop_the_others() throws Exception {
        publisher.publish(repository);
        publisher.gate = new CountDownLatch(1);
        Future<RepositoryView> patient = ask(server, GUN, PATIENCE);
        await(() -> !publisher.requests.isEmpty());

        assertThatThrownBy(() -> view(server, GUN, Duration.ofMillis(50))).isInstanceOf(RemoteException.TimedOut.class);
        open();

        assertThat(patient.get().target(RoleName.TARGETS, "1.0")).isPresent();
    }

    @Test
    void what_nobody_waited_for_any_more_is_there_for_the_next() throws Exception {
        publisher.publish(repository);
        publisher.gate = new CountDownLatch(1);
        assertThatThrownBy(() -> view(server, GUN, Duration.ofMillis(50))).isInstanceOf(RemoteException.TimedOut.class);
        open();

        view(server, GUN, PATIENCE);

        assertThat(publisher.requests).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void a_failure_is_shared_by_those_who_waited_for_it() throws Exception {
        publisher.outage = new RemoteException.Unauthorized(401, "401");
        publisher.gate = new CountDownLatch(1);
        Future<RepositoryView> one = ask(server, GUN, PATIENCE);
        Future<RepositoryView> other = ask(server, GUN, PATIENCE);
        await(() -> !publisher.requests.isEmpty());
        Thread.sleep(50);
        open();

        for (Future<RepositoryView> asked : List.of(one, other)) {
            assertThatThrownBy(asked::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(RemoteException.Unauthorized.class);
        }
    }

    @Test
    void a_check_that_began_long_before_the_question_does_not_answer_it() throws Exception {
        publisher.publish(repository);
        view(server, GUN, PATIENCE);
        clock.advance(Duration.ofSeconds(61));
        publisher.gate = new CountDownLatch(1);
        Future<RepositoryView> early = ask(server, GUN, PATIENCE);
        await(() -> publisher.requests.size() == 5);
        clock.advance(Duration.ofSeconds(6));
        Future<RepositoryView> late =
                threads.submit(() -> repositories.view(server, GUN, Freshness.RECHECKED, Deadline.after(PATIENCE)));
        Thread.sleep(50);
        open();

        assertThat(late.get().verifiedAt()).isAfter(early.get().verifiedAt());
    }

    @Test
    void a_question_under_another_policy_waits_for_its_own_check() throws Exception {
        publisher.publish(repository);
        publisher.gate = new CountDownLatch(1);
        Future<RepositoryView> before = ask(server, GUN, PATIENCE);
        await(() -> !publisher.requests.isEmpty());
        TrustServer moved = TrustServer.of("corp", URI.create("https://elsewhere.example"), server.pins());
        Future<RepositoryView> after = ask(moved, GUN, PATIENCE);
        Thread.sleep(50);
        open();

        assertThat(after.get()).isNotSameAs(before.get());
    }

    @Test
    void sixteen_unknown_repositories_are_fetched_at_once_and_the_next_waits_its_turn() throws Exception {
        publisher.gate = new CountDownLatch(1);
        for (int i = 0; i < 16; i++) {
            ask(server, new Gun("registry.example/invented/" + i), PATIENCE);
        }
        await(() -> publisher.requests.size() == 16);
        publisher.publish(repository);

        assertThatThrownBy(() -> view(server, GUN, Duration.ofMillis(50)))
                .isInstanceOfSatisfying(
                        RemoteException.Busy.class,
                        busy -> assertThat(busy.limit()).isEqualTo(16));
        Future<RepositoryView> patient = ask(server, GUN, PATIENCE);
        Thread.sleep(50);
        assertThat(publisher.requests).hasSize(16);
        open();

        assertThat(patient.get().gun()).isEqualTo(GUN);
    }

    @Test
    void who_has_left_the_line_is_not_fetched() throws Exception {
        publisher.gate = new CountDownLatch(1);
        List<Future<RepositoryView>> invented = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            invented.add(ask(server, new Gun("registry.example/invented/" + i), PATIENCE));
        }
        await(() -> publisher.requests.size() == 16);
        assertThatThrownBy(() -> view(server, GUN, Duration.ofMillis(50))).isInstanceOf(RemoteException.Busy.class);

        open();
        for (Future<RepositoryView> each : invented) {
            assertThatThrownBy(each::get).hasCauseInstanceOf(RemoteException.NotFound.class);
        }

        assertThat(publisher.requests).noneMatch(request -> request.startsWith(GUN + " "));
    }

    @Test
    void invented_names_do_not_keep_a_known_repository_waiting() throws Exception {
        publisher.publish(repository);
        view(server, GUN, PATIENCE);
        clock.advance(Duration.ofSeconds(61));
        publisher.requests.clear();
        publisher.gate = new CountDownLatch(1);
        for (int i = 0; i < 16; i++) {
            ask(server, new Gun("registry.example/invented/" + i), PATIENCE);
        }
        await(() -> publisher.requests.size() == 16);

        ask(server, GUN, PATIENCE);

        await(() -> publisher.requests.contains(GUN + " timestamp.json"));
    }

    private Future<RepositoryView> ask(TrustServer from, Gun gun, Duration patience) {
        return threads.submit(() -> view(from, gun, patience));
    }

    private RepositoryView view(TrustServer from, Gun gun, Duration patience) throws Exception {
        return repositories.view(from, gun, Freshness.WITHIN_INTERVAL, Deadline.after(patience));
    }

    private void open() {
        CountDownLatch closed = publisher.gate;
        if (closed != null) {
            closed.countDown();
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(2);
        }
    }
}
