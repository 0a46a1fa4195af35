package dev.navicert.trust.view;

import static dev.navicert.trust.view.Publisher.GUN;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Views in use stay young without anybody waiting for it. */
@Timeout(60)
class BackgroundRefreshTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TestClock clock = new TestClock();
    private final Publisher publisher = new Publisher(clock);
    private final SignedRepository repository = publisher.signed(GUN, "1.0");
    private final TrustServer server = Publisher.pinned(repository);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private List<TrustServer> inForce = List.of(server);
    private VerifiedRepositories repositories =
            new VerifiedRepositories(publisher, new MemoryStore(), clock, Runnable::run, CheckObserver.NONE);
    private BackgroundRefresh refresh = repositories.refreshWhenTold(() -> inForce);

    @AfterEach
    void stop() {
        open();
        refresh.close();
        threads.shutdownNow();
    }

    @Test
    void whoever_asks_finds_a_young_view_and_waits_for_nobody() throws Exception {
        begin();

        for (int second = 0; second < 3600; second++) {
            pass(SECOND);
            int asked = publisher.requests.size();
            assertThat(repositories.inMemory(server, GUN, Freshness.WITHIN_INTERVAL))
                    .as("after %s s", second)
                    .hasValueSatisfying(view -> assertThat(view.outage()).isEmpty());
            assertThat(publisher.requests).hasSize(asked);
        }
    }

    @Test
    void an_unchanged_repository_costs_a_request_less_often_than_its_interval() throws Exception {
        begin();

        for (int second = 0; second < 3600; second++) {
            pass(SECOND);
        }

        assertThat(publisher.requests).hasSizeBetween(3600 / 56, 3600 / 44).containsOnly(GUN + " timestamp.json");
    }

    @Test
    void a_new_tag_and_a_removed_one_are_found_without_being_asked_for() throws Exception {
        begin();
        publisher.publish(repository
                .addTarget(RoleName.TARGETS, "2.0", Publisher.content("2.0"))
                .removeTarget(RoleName.TARGETS, "1.0"));

        pass(Duration.ofSeconds(55));

        RepositoryView view =
                repositories.inMemory(server, GUN, Freshness.WITHIN_INTERVAL).orElseThrow();
        assertThat(view.target(RoleName.TARGETS, "2.0")).isPresent();
        assertThat(view.target(RoleName.TARGETS, "1.0")).isEmpty();
    }

    @Test
    void what_nobody_asked_for_during_an_hour_grows_old() throws Exception {
        begin();
        for (int minute = 0; minute < 61; minute++) {
            pass(Duration.ofMinutes(1));
        }
        publisher.requests.clear();

        pass(Duration.ofMinutes(10));
        assertThat(publisher.requests).isEmpty();

        view(GUN);
        publisher.requests.clear();
        pass(Duration.ofSeconds(55));
        assertThat(publisher.requests).hasSize(1);
    }

    @Test
    void being_refreshed_is_not_being_used() throws Exception {
        begin();
        for (int hour = 0; hour < 25; hour++) {
            pass(Duration.ofMinutes(59));
        }
        publisher.outage = new RemoteException.Unreachable("connection refused");

        assertThat(repositories.inMemory(server, GUN, Freshness.WITHIN_INTERVAL))
                .isEmpty();
        assertThat(publisher.requests).hasSizeLessThan(3);
    }

    @Test
    void a_server_that_the_policy_names_no_more_is_not_asked() throws Exception {
        begin();
        inForce = List.of();
        pass(Duration.ofSeconds(59));
        assertThat(publisher.requests).isEmpty();

        inForce = List.of(TrustServer.of("corp", URI.create("https://elsewhere.example"), server.pins()));
        pass(SECOND);
        assertThat(publisher.requests).isEmpty();

        inForce = List.of(server);
        pass(SECOND);
        assertThat(publisher.requests).hasSize(1);
    }

    @Test
    void a_server_that_fails_is_asked_ever_more_rarely_and_found_again() throws Exception {
        begin();
        publisher.outage = new RemoteException.Unreachable("connection refused");
        for (int second = 0; second < 600; second++) {
            pass(SECOND);
        }
        assertThat(publisher.requests).hasSizeBetween(9, 16);

        publisher.outage = null;
        for (int second = 0; second < 61; second++) {
            pass(SECOND);
        }

        assertThat(repositories.inMemory(server, GUN, Freshness.WITHIN_INTERVAL))
                .hasValueSatisfying(view -> assertThat(view.outage()).isEmpty());
    }

    @Test
    void a_few_are_asked_about_at_once_and_the_next_as_soon_as_one_has_ended() throws Exception {
        inThreads();
        List<Gun> guns = publishMany(30);
        for (Gun gun : guns) {
            view(gun);
        }
        publisher.requests.clear();
        publisher.gate = new CountDownLatch(1);

        pass(Duration.ofSeconds(55));
        await(() -> publisher.requests.size() == BackgroundRefresh.AT_ONCE);
        refresh.tick();
        TimeUnit.MILLISECONDS.sleep(50);
        assertThat(publisher.requests).hasSize(BackgroundRefresh.AT_ONCE);

        open();
        await(() -> publisher.requests.size() == guns.size());
        assertThat(publisher.requests).doesNotHaveDuplicates();
    }

    @Test
    void in_a_second_only_so_many_are_asked_about() throws Exception {
        for (Gun gun : publishMany(30)) {
            view(gun);
        }
        publisher.requests.clear();

        pass(Duration.ofSeconds(55));
        assertThat(publisher.requests).hasSize(BackgroundRefresh.PER_SECOND / 4);

        refresh.tick();
        assertThat(publisher.requests).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void while_it_waits_for_a_slow_server_others_are_served() throws Exception {
        inThreads();
        for (Gun gun : publishMany(BackgroundRefresh.AT_ONCE)) {
            view(gun);
        }
        publisher.requests.clear();
        publisher.gate = new CountDownLatch(1);
        pass(Duration.ofSeconds(55));
        await(() -> publisher.requests.size() == BackgroundRefresh.AT_ONCE);
        publisher.gate = null;
        publisher.publish(repository);

        assertThat(view(GUN).target(RoleName.TARGETS, "1.0")).isPresent();
    }

    @Test
    void a_clock_that_is_set_back_is_a_reason_to_look() throws Exception {
        begin();

        pass(Duration.ofHours(-1));

        assertThat(publisher.requests).hasSize(1);
    }

    @Test
    void by_itself_it_looks_all_the_time_until_it_is_closed() throws Exception {
        inThreads();
        begin();
        BackgroundRefresh live = repositories.refreshInBackground(() -> inForce, bug -> {});
        clock.advance(Duration.ofSeconds(55));
        await(() -> publisher.requests.size() == 1);

        live.close();
        clock.advance(Duration.ofSeconds(55));
        TimeUnit.MILLISECONDS.sleep(600);

        assertThat(publisher.requests).hasSize(1);
    }

    private void inThreads() {
        repositories = new VerifiedRepositories(publisher, new MemoryStore(), clock, threads, CheckObserver.NONE);
        refresh = repositories.refreshWhenTold(() -> inForce);
    }

    private void begin() throws Exception {
        publisher.publish(repository);
        view(GUN);
        publisher.requests.clear();
    }

    private List<Gun> publishMany(int count) {
        List<Gun> guns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SignedRepository one = publisher.signed(new Gun("registry.example/team/app" + i), "1.0");
            publisher.publish(one);
            guns.add(one.gun());
        }
        inForce = List.of(Publisher.firstUse());
        return guns;
    }

    private RepositoryView view(Gun gun) throws Exception {
        TrustServer from = gun.equals(GUN) ? server : Publisher.firstUse();
        return repositories.view(from, gun, Freshness.WITHIN_INTERVAL, Deadline.after(Duration.ofSeconds(20)));
    }

    private void pass(Duration time) {
        clock.advance(time);
        refresh.tick();
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
