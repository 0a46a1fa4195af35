package dev.navicert.trust.view;

import static dev.navicert.trust.view.Publisher.GUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.name.Gun;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.ForgetBefore;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustPin;
import dev.navicert.trust.TrustServer;
import dev.navicert.trust.UpdateFact;
import dev.navicert.trustserver.RepositoryFiles;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A repository was lost and made anew; its versions begin at 1, and an administrator says that this is so. */
class ForgetBeforeTest {
    private static final Duration MINUTE = Duration.ofSeconds(61);

    private final TestClock clock = new TestClock();
    private final Publisher publisher = new Publisher(clock);
    private final SignedRepository lost = publisher.signed(GUN, "old");
    private final SignedRepository made = publisher.signed(GUN, "new");
    private final TrustServer server = Publisher.server(gun -> new TrustPin.Certificates(Stream.of(lost, made)
            .flatMap(repository -> repository.signers(RoleName.ROOT).ids().stream())
            .toList()));
    private final MemoryStore store = new MemoryStore();
    private final List<Instant> forgotten = new ArrayList<>();
    private Repositories repositories = start();
    private RepositoryFiles anew = RepositoryFiles.NONE;

    @BeforeEach
    void loseAndMakeAnew() throws Exception {
        for (int version = 1; version < 4; version++) {
            publisher.publish(lost.touch(RoleName.TARGETS));
            clock.advance(MINUTE);
            view(server, Freshness.WITHIN_INTERVAL);
        }
        clock.advance(MINUTE);
        publisher.publish(made);
        anew = publisher.served(GUN);
    }

    @Test
    void without_a_word_it_is_not_believed() {
        assertThatThrownBy(() -> view(server, Freshness.RECHECKED)).isInstanceOf(TrustException.class);
    }

    @Test
    void what_was_seen_before_is_forgotten_at_once_and_once() throws Exception {
        TrustServer told = forgetting(clock.instant());

        assertThat(view(told, Freshness.WITHIN_INTERVAL).target(RoleName.TARGETS, "new"))
                .isPresent();

        clock.advance(MINUTE);
        view(told, Freshness.WITHIN_INTERVAL);
        assertThat(forgotten).containsExactly(told.forgetBefore().forGun(GUN).orElseThrow());
    }

    @Test
    void after_a_restart_too() throws Exception {
        TrustServer told = forgetting(clock.instant());
        repositories = start();

        assertThat(view(told, Freshness.WITHIN_INTERVAL).target(RoleName.TARGETS, "new"))
                .isPresent();
        assertThat(forgotten).hasSize(1);
        repositories = start();
        view(told, Freshness.WITHIN_INTERVAL);
        assertThat(forgotten).hasSize(1);
    }

    @Test
    void what_is_seen_after_that_is_remembered_as_ever() throws Exception {
        TrustServer told = forgetting(clock.instant());
        publisher.publish(made.touch(RoleName.TARGETS));
        view(told, Freshness.WITHIN_INTERVAL);
        publisher.serve(GUN, anew);
        clock.advance(MINUTE);

        assertThatThrownBy(() -> view(told, Freshness.RECHECKED)).isInstanceOf(TrustException.RolledBack.class);
        repositories = start();
        assertThat(view(told, Freshness.WITHIN_INTERVAL).outage().orElseThrow().cause())
                .isInstanceOf(TrustException.RolledBack.class);
    }

    @Test
    void an_instant_to_come_forgets_nothing_before_it_has_come() throws Exception {
        TrustServer told = forgetting(clock.instant().plus(Duration.ofHours(1)));
        assertThatThrownBy(() -> view(told, Freshness.WITHIN_INTERVAL)).isInstanceOf(TrustException.class);

        clock.advance(Duration.ofHours(1));

        assertThat(view(told, Freshness.WITHIN_INTERVAL).target(RoleName.TARGETS, "new"))
                .isPresent();
    }

    @Test
    void an_instant_from_before_it_was_lost_forgets_nothing() {
        TrustServer told = forgetting(clock.instant().minus(Duration.ofHours(1)));

        assertThatThrownBy(() -> view(told, Freshness.WITHIN_INTERVAL)).isInstanceOf(TrustException.class);
        assertThat(forgotten).isEmpty();
    }

    @Test
    void the_view_from_before_does_not_answer_any_more() {
        publisher.outage = new RemoteException.Unreachable("connection refused");

        assertThatThrownBy(() -> view(forgetting(clock.instant()), Freshness.WITHIN_INTERVAL))
                .isSameAs(publisher.outage);
    }

    @Test
    void while_the_server_does_not_answer_nothing_is_lost() throws Exception {
        publisher.outage = new RemoteException.Unreachable("connection refused");
        assertThatThrownBy(() -> view(forgetting(clock.instant()), Freshness.WITHIN_INTERVAL))
                .isInstanceOf(RemoteException.class);
        publisher.outage = null;

        repositories = start();

        RepositoryView kept = view(server, Freshness.WITHIN_INTERVAL);
        assertThat(kept.target(RoleName.TARGETS, "old")).isPresent();
        assertThat(kept.outage().orElseThrow().cause()).isInstanceOf(TrustException.class);
    }

    private TrustServer forgetting(Instant before) {
        ForgetBefore word = gun -> Optional.of(before);
        return new TrustServer(
                server.name(),
                server.url(),
                server.pins(),
                server.refresh(),
                server.serveVerifiedFor(),
                null,
                null,
                List.of(),
                null,
                word);
    }

    private RepositoryView view(TrustServer from, Freshness need) throws TrustException, RemoteException {
        return repositories.view(from, GUN, need, Deadline.after(Duration.ofSeconds(20)));
    }

    private Repositories start() {
        return new VerifiedRepositories(publisher, store, clock, Runnable::run, new CheckObserver() {
            @Override
            public void verified(RepositoryView view, List<UpdateFact> facts, Optional<Outage> ended, Duration took) {}

            @Override
            public void forgot(RepositoryView view, Instant before) {
                forgotten.add(before);
            }

            @Override
            public void outage(TrustServer from, RepositoryView view, Duration took) {}

            @Override
            public void failed(TrustServer from, Gun gun, Throwable cause, Duration took) {}
        });
    }
}
