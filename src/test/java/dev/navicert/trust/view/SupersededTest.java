package dev.navicert.trust.view;

import static dev.navicert.trust.view.Publisher.GUN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.keys.SigningKey;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.TrustServer;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.tuf.RoleName;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was true a moment ago is remembered for a moment. */
class SupersededTest {
    private static final Duration INTERVAL = TrustServer.Refresh.DEFAULT.interval();

    private final TestClock clock = new TestClock();
    private final Publisher publisher = new Publisher(clock);
    private final SignedRepository repository = publisher.signed(GUN, "1.0");
    private final TrustServer server = Publisher.pinned(repository);
    private final Repositories repositories =
            new VerifiedRepositories(publisher, new MemoryStore(), clock, Runnable::run, CheckObserver.NONE);

    @BeforeEach
    void verifyOnce() throws Exception {
        publisher.publish(repository);
        look();
    }

    @Test
    void a_view_is_there_for_two_intervals_after_it_was_superseded() throws Exception {
        assertThat(superseded()).isEmpty();
        publisher.publish(repository.removeTarget(RoleName.TARGETS, "1.0"));
        lookLater();

        assertThat(superseded()).singleElement().satisfies(view -> {
            assertThat(view.target(RoleName.TARGETS, "1.0")).isPresent();
            assertThat(view.aged()).hasValue("superseded at " + clock.instant());
        });
        clock.advance(INTERVAL.multipliedBy(2).minusMillis(1));
        assertThat(superseded()).hasSize(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(superseded()).isEmpty();
    }

    @Test
    void it_stays_so_long_although_the_repository_is_checked_meanwhile() throws Exception {
        publisher.publish(repository.removeTarget(RoleName.TARGETS, "1.0"));
        lookLater();
        look();
        clock.advance(INTERVAL.minusSeconds(10));
        repositories.view(server, GUN, Freshness.RECHECKED, Deadline.after(Duration.ofSeconds(20)));

        assertThat(superseded()).hasSize(1);
    }

    @Test
    void a_check_that_finds_nothing_new_supersedes_nothing() throws Exception {
        publisher.publish(repository); // another timestamp
        lookLater();

        assertThat(superseded()).isEmpty();
    }

    @Test
    void the_newest_comes_first_and_there_are_never_many() throws Exception {
        for (int tag = 2; tag < 15; tag++) {
            publisher.publish(repository.addTarget(RoleName.TARGETS, tag + ".0", Publisher.content("x" + tag)));
            clock.advance(Duration.ofSeconds(6));
            repositories.view(server, GUN, Freshness.RECHECKED, Deadline.after(Duration.ofSeconds(20)));
        }

        assertThat(superseded()).hasSize(8);
        assertThat(superseded().get(0).target(RoleName.TARGETS, "13.0")).isPresent();
    }

    @Test
    void a_new_root_puts_an_end_to_what_was_signed_under_the_old_one() throws Exception {
        repository.rotateRoot(1, List.of(SigningKey.generate(SigningKey.Algorithm.ECDSA)), clock.instant());
        publisher.publish(repository.removeTarget(RoleName.TARGETS, "1.0"));
        lookLater();

        assertThat(superseded()).isEmpty();
    }

    @Test
    void another_policy_does_not_know_it() throws Exception {
        publisher.publish(repository.removeTarget(RoleName.TARGETS, "1.0"));
        lookLater();
        TrustServer elsewhere = TrustServer.of("corp", URI.create("https://elsewhere.example"), server.pins());

        assertThat(repositories.superseded(elsewhere, GUN)).isEmpty();
        repositories.view(elsewhere, GUN, Freshness.WITHIN_INTERVAL, Deadline.after(Duration.ofSeconds(20)));
        assertThat(repositories.superseded(elsewhere, GUN)).isEmpty();
    }

    @Test
    void expired_metadata_is_of_no_use() throws Exception {
        clock.advance(Duration.ofDays(14).minus(INTERVAL).minusSeconds(10));
        look();
        publisher.publish(repository.removeTarget(RoleName.TARGETS, "1.0"));
        lookLater();
        assertThat(superseded()).hasSize(1);

        clock.advance(Duration.ofSeconds(10));

        assertThat(superseded()).isEmpty();
    }

    private List<RepositoryView> superseded() {
        return repositories.superseded(server, GUN);
    }

    private void lookLater() throws Exception {
        clock.advance(INTERVAL.plusMillis(1));
        look();
    }

    private void look() throws Exception {
        repositories.view(server, GUN, Freshness.WITHIN_INTERVAL, Deadline.after(Duration.ofSeconds(20)));
    }
}
