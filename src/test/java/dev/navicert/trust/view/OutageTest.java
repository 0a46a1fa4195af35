package dev.navicert.trust.view;

import static dev.navicert.trust.view.Publisher.GUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.name.Gun;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.MetadataName;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustPin;
import dev.navicert.trust.TrustServer;
import dev.navicert.trustserver.RepositoryFiles;
import dev.navicert.trustserver.RepositoryKeys;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is answered of a verified repository while its server cannot be asked, or is not believed. */
@Timeout(60)
class OutageTest {
    private static final Duration INTERVAL = TrustServer.Refresh.DEFAULT.interval();
    private static final Duration A_DAY = TrustServer.SERVE_VERIFIED_FOR;

    private final TestClock clock = new TestClock();
    private final Publisher publisher = new Publisher(clock);
    private final SignedRepository repository = publisher.signed(GUN, "1.0");
    private final TrustServer server = Publisher.pinned(repository);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Instant verifiedAt = Instant.EPOCH;
    private Repositories repositories =
            new VerifiedRepositories(publisher, new MemoryStore(), clock, Runnable::run, CheckObserver.NONE);

    @BeforeEach
    void verifyOnce() throws Exception {
        publisher.publish(repository);
        verifiedAt = view().verifiedAt();
        publisher.requests.clear();
    }

    @AfterEach
    void stop() {
        CountDownLatch closed = publisher.gate;
        if (closed != null) {
            closed.countDown();
        }
        threads.shutdownNow();
    }

    static Stream<RemoteException> outages() {
        return Stream.of(
                new RemoteException.Unreachable("connection refused"),
                new RemoteException.TimedOut("i/o timeout"),
                new RemoteException.Unavailable(503, "503"),
                new RemoteException.Unavailable(429, "429"),
                new RemoteException.Unauthorized(401, "401"),
                new RemoteException.Unauthorized(403, "403"),
                new RemoteException.Rejected("400"),
                new RemoteException.NotFound(new MetadataName.Current(RoleName.TIMESTAMP), "404"));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void the_view_answers_and_says_why_it_is_old(RemoteException outage) throws Exception {
        fail(outage);

        RepositoryView view = view();

        assertThat(view.target(RoleName.TARGETS, "1.0")).isPresent();
        assertThat(view.verifiedAt()).isEqualTo(verifiedAt);
        assertThat(view.outage().orElseThrow().cause()).isSameAs(outage);
        assertThat(view.outage().orElseThrow().isDistrust()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("outages")
    void that_something_is_missing_is_not_known_then(RemoteException outage) {
        fail(outage);

        assertThatThrownBy(() -> view(Freshness.RECHECKED))
                .isInstanceOfSatisfying(
                        RemoteException.NotRefreshed.class,
                        missed -> assertThat(missed.failure()).isSameAs(outage))
                .hasMessage(outage.getMessage() + "; it was last verified 1 min ago, at " + verifiedAt);
    }

    @ParameterizedTest
    @MethodSource("outages")
    void the_view_stops_answering_when_its_check_is_too_long_ago(RemoteException outage) throws Exception {
        fail(outage);
        clock.advance(A_DAY.minus(INTERVAL).minusSeconds(2));
        assertThat(view().target(RoleName.TARGETS, "1.0")).isPresent();

        clock.advance(Duration.ofSeconds(2));

        assertThatThrownBy(this::view)
                .isInstanceOf(RemoteException.NotRefreshed.class)
                .hasMessageContaining("last verified 24 h ago", "outage.serveVerifiedFor is 24 h");
    }

    @Test
    void the_view_stops_answering_when_its_metadata_expires() throws Exception {
        clock.advance(Duration.ofDays(13).plusHours(23));
        Instant expires = view().expires();
        fail(new RemoteException.Unreachable("connection refused"));
        assertThat(view().outage()).isPresent();

        clock.advance(Duration.ofHours(1));

        assertThatThrownBy(this::view)
                .isInstanceOf(RemoteException.NotRefreshed.class)
                .hasMessageContaining("what was verified has expired at " + expires);
    }

    @Test
    void how_long_it_answers_is_for_the_policy_to_say() {
        TrustServer impatient = new TrustServer(
                server.name(),
                server.url(),
                server.pins(),
                server.refresh(),
                Duration.ZERO,
                null,
                null,
                List.of(),
                null);
        fail(new RemoteException.Unavailable(503, "503"));

        assertThatThrownBy(() -> view(impatient, Freshness.WITHIN_INTERVAL))
                .isInstanceOf(RemoteException.NotRefreshed.class)
                .hasMessageContaining("outage.serveVerifiedFor is 0 s");
    }

    @Test
    void what_is_not_believed_leaves_the_view_as_an_outage_does() throws Exception {
        RepositoryFiles first = publisher.served(GUN);
        publisher.publish(repository.touch(RoleName.TARGETS));
        clock.advance(INTERVAL.plusMillis(1));
        assertThat(view().role(RoleName.TARGETS).orElseThrow().version()).isEqualTo(2);
        publisher.serve(GUN, first);
        clock.advance(INTERVAL.plusMillis(1));

        RepositoryView view = view();

        assertThat(view.role(RoleName.TARGETS).orElseThrow().version()).isEqualTo(2);
        assertThat(view.outage().orElseThrow().isDistrust()).isTrue();
        assertThat(view.outage().orElseThrow().cause()).isInstanceOf(TrustException.RolledBack.class);
        assertThatThrownBy(() -> view(Freshness.RECHECKED)).isInstanceOf(TrustException.RolledBack.class);
        clock.advance(A_DAY);
        assertThatThrownBy(this::view).isInstanceOf(TrustException.RolledBack.class);
    }

    @Test
    void nobody_waits_for_a_server_that_has_just_failed() throws Exception {
        fail(new RemoteException.Unreachable("connection refused"));
        view();
        publisher.requests.clear();

        clock.advance(Outage.HOLD_OFF.minusMillis(1));

        assertThat(view().outage()).isPresent();
        assertThatThrownBy(() -> view(Freshness.RECHECKED)).isInstanceOf(RemoteException.NotRefreshed.class);
        assertThat(publisher.requests).isEmpty();
    }

    @Test
    void the_server_is_asked_again_after_a_while_and_its_answer_counts() throws Exception {
        fail(new RemoteException.Unreachable("connection refused"));
        view();
        publisher.outage = null;
        clock.advance(Outage.HOLD_OFF);

        view();

        assertThat(view().verifiedAt()).isEqualTo(clock.instant());
        assertThat(view().outage()).isEmpty();
    }

    @Test
    void it_is_asked_ever_more_rarely_but_once_a_minute_at_least() throws Exception {
        fail(new RemoteException.Unreachable("connection refused"));
        view();
        publisher.requests.clear();

        for (int second = 0; second < 600; second++) {
            clock.advance(Duration.ofSeconds(1));
            view();
        }

        assertThat(publisher.requests).hasSizeBetween(10, 14);
    }

    @Test
    void a_removed_tag_is_gone_as_soon_as_the_server_says_so_again() throws Exception {
        fail(new RemoteException.Unreachable("connection refused"));
        assertThat(view().target(RoleName.TARGETS, "1.0")).isPresent();
        publisher.outage = null;
        publisher.publish(repository.removeTarget(RoleName.TARGETS, "1.0"));
        clock.advance(Outage.HOLD_OFF);
        view();

        assertThat(view().target(RoleName.TARGETS, "1.0")).isEmpty();
    }

    @Test
    void a_view_that_is_young_enough_is_not_old_because_a_fresh_look_failed() throws Exception {
        publisher.outage = new RemoteException.Unreachable("connection refused");
        clock.advance(Duration.ofSeconds(6));
        assertThatThrownBy(() -> view(Freshness.RECHECKED)).isInstanceOf(RemoteException.NotRefreshed.class);

        assertThat(view().outage()).isEmpty();
    }

    @Test
    void a_never_seen_repository_gets_the_error_and_nobody_later_does() throws Exception {
        Gun other = new Gun("registry.example/team/other");
        SignedRepository unseen = publisher.signed(other, "1.0");
        publisher.publish(unseen);
        publisher.outage = new RemoteException.Unauthorized(401, "401");
        assertThatThrownBy(() -> view(Publisher.pinned(unseen), other)).isSameAs(publisher.outage);

        publisher.outage = null;

        assertThat(view(Publisher.pinned(unseen), other).outage()).isEmpty();
    }

    @Test
    void another_policy_has_no_view_to_fall_back_on() {
        TrustServer elsewhere = Publisher.server(gun -> new TrustPin.Certificates(publisher
                .signedBy(RepositoryKeys.generate(), GUN, "1.0")
                .signers(RoleName.ROOT)
                .ids()));
        fail(new RemoteException.Unreachable("connection refused"));

        assertThatThrownBy(() -> view(elsewhere, Freshness.WITHIN_INTERVAL)).isSameAs(publisher.outage);
    }

    @Test
    void a_disk_that_keeps_nothing_is_like_an_outage() throws Exception {
        FillingDisk disk = new FillingDisk();
        repositories = new VerifiedRepositories(publisher, disk, clock, Runnable::run, CheckObserver.NONE);
        view();
        disk.full = true;
        publisher.publish(repository.addTarget(RoleName.TARGETS, "2.0", Publisher.content("2.0")));
        clock.advance(INTERVAL.plusMillis(1));

        RepositoryView view = view();

        assertThat(view.target(RoleName.TARGETS, "1.0")).isPresent();
        assertThat(view.target(RoleName.TARGETS, "2.0")).isEmpty();
        assertThat(view.outage().orElseThrow().cause()).isInstanceOf(RemoteException.MemoryUnusable.class);
        assertThatThrownBy(() -> view(Freshness.RECHECKED))
                .hasRootCauseInstanceOf(RemoteException.MemoryUnusable.class);
    }

    @Test
    void a_slow_server_keeps_nobody_waiting_who_can_do_with_the_old_view() throws Exception {
        repositories = new VerifiedRepositories(publisher, new MemoryStore(), clock, threads, CheckObserver.NONE);
        view();
        publisher.gate = new CountDownLatch(1);
        clock.advance(INTERVAL.plusMillis(1));
        long began = System.nanoTime();

        RepositoryView view = view();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
        assertThat(view.outage().orElseThrow().cause()).isInstanceOf(RemoteException.TimedOut.class);
        publisher.requests.clear();
        assertThat(view().outage()).isPresent(); // by the same check, which is too old to be waited for
        assertThat(publisher.requests).isEmpty();
    }

    @Test
    void a_clock_that_is_set_back_makes_no_view_valid() throws Exception {
        fail(new RemoteException.Unreachable("connection refused"));
        clock.advance(Duration.ofHours(-2));

        assertThatThrownBy(this::view).isInstanceOf(RemoteException.NotRefreshed.class);
    }

    private void fail(RemoteException outage) {
        publisher.outage = outage;
        clock.advance(INTERVAL.plusMillis(1));
    }

    private RepositoryView view() throws TrustException, RemoteException {
        return view(Freshness.WITHIN_INTERVAL);
    }

    private RepositoryView view(Freshness need) throws TrustException, RemoteException {
        return view(server, need);
    }

    private RepositoryView view(TrustServer from, Freshness need) throws TrustException, RemoteException {
        return repositories.view(from, GUN, need, Deadline.after(Duration.ofSeconds(20)));
    }

    private RepositoryView view(TrustServer from, Gun gun) throws TrustException, RemoteException {
        return repositories.view(from, gun, Freshness.WITHIN_INTERVAL, Deadline.after(Duration.ofSeconds(20)));
    }

    /** A disk that is full at some time. */
    private static final class FillingDisk implements RepositoryStore {
        private final MemoryStore store = new MemoryStore();
        private volatile boolean full;

        @Override
        public Optional<Remembered> recall(String name, Gun gun) throws IOException {
            return store.recall(name, gun);
        }

        @Override
        public void remember(String name, Gun gun, Remembered remembered) throws IOException {
            if (full) {
                throw new IOException("No space left on device");
            }
            store.remember(name, gun, remembered);
        }
    }
}
