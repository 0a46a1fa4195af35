package dev.navicert.trust.view;

import static dev.navicert.trust.view.Publisher.GUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.keys.SigningKey;
import dev.navicert.name.Gun;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.PinnedAuthority;
import dev.navicert.trust.Play;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustPin;
import dev.navicert.trust.TrustServer;
import dev.navicert.trust.UpdateFact;
import dev.navicert.trustserver.RepositoryFiles;
import dev.navicert.trustserver.RepositoryKeys;
import dev.navicert.trustserver.RoleSigners;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifiedRepositoriesTest {
    private static final Duration INTERVAL = TrustServer.Refresh.DEFAULT.interval();

    private final TestClock clock = new TestClock();
    private final Publisher publisher = new Publisher(clock);
    private final MemoryStore store = new MemoryStore();
    private final SignedRepository repository = publisher.signed(GUN, "1.0");
    private final TrustServer server = Publisher.pinned(repository);
    private VerifiedRepositories repositories = start(store);

    // ---- what a view says ----

    @Test
    void a_view_says_what_each_role_signs_and_with_which_keys() throws Exception {
        publisher.publish(repository);

        RepositoryView view = view();

        assertThat(view.gun()).isEqualTo(GUN);
        assertThat(view.server()).isEqualTo("corp");
        assertThat(view.verifiedAt()).isEqualTo(clock.instant());
        assertThat(view.expires()).isEqualTo(clock.instant().plus(Duration.ofDays(14)));
        assertThat(view.roles())
                .containsOnlyKeys(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT, RoleName.TIMESTAMP);
        assertThat(view.role(RoleName.TARGETS).orElseThrow().signedBy())
                .containsExactlyElementsOf(repository.signers(RoleName.TARGETS).ids());
        assertThat(view.target(RoleName.TARGETS, "1.0").orElseThrow().sha256())
                .hasValue(Publisher.digest("1.0").hex());
        assertThat(view.target(RoleName.TARGETS, "1.1")).isEmpty();
        assertThat(view.target(RoleName.RELEASES, "1.0")).isEmpty();
        assertThat(view.withDigest(RoleName.TARGETS, Publisher.digest("1.0")))
                .singleElement()
                .satisfies(target -> assertThat(target.name()).isEqualTo("1.0"));
        assertThat(view.withDigest(RoleName.TARGETS, Publisher.digest("1.1"))).isEmpty();
        assertThat(view.anchor().orElseThrow().rootVersion()).isEqualTo(1);
    }

    // ---- freshness ----

    @Test
    void answers_without_the_server_while_the_view_is_younger_than_the_interval() throws Exception {
        publisher.publish(repository);
        RepositoryView first = view();
        publisher.requests.clear();
        clock.advance(INTERVAL.minusMillis(1));

        assertThat(view()).isSameAs(first);
        assertThat(publisher.requests).isEmpty();
    }

    @Test
    void asks_for_one_timestamp_when_an_older_view_is_still_right() throws Exception {
        publisher.publish(repository);
        view();
        publisher.requests.clear();
        clock.advance(INTERVAL.plusMillis(1));

        assertThat(view().verifiedAt()).isEqualTo(clock.instant());
        assertThat(publisher.requests).containsExactly(GUN + " timestamp.json");
    }

    @Test
    void fetches_what_changed_and_nothing_else() throws Exception {
        publisher.publish(repository);
        view();
        publisher.publish(repository.addTarget(RoleName.TARGETS, "1.1", Publisher.content("1.1")));
        publisher.requests.clear();
        clock.advance(INTERVAL.plusMillis(1));

        assertThat(view().target(RoleName.TARGETS, "1.1")).isPresent();
        assertThat(publisher.requests)
                .hasSize(3)
                .anyMatch(request -> request.matches(".* snapshot\\.[0-9a-f]{64}\\.json"))
                .anyMatch(request -> request.matches(".* targets\\.[0-9a-f]{64}\\.json"));
    }

    @Test
    void a_removed_tag_is_gone_after_the_interval() throws Exception {
        publisher.publish(repository);
        view();
        publisher.publish(repository.removeTarget(RoleName.TARGETS, "1.0"));
        clock.advance(INTERVAL.plusMillis(1));

        assertThat(view().target(RoleName.TARGETS, "1.0")).isEmpty();
    }

    @Test
    void looks_again_before_a_refusal_unless_it_has_just_looked() throws Exception {
        publisher.publish(repository);
        view();
        publisher.publish(repository.addTarget(RoleName.TARGETS, "1.1", Publisher.content("1.1")));

        clock.advance(Duration.ofSeconds(5));
        assertThat(view(Freshness.RECHECKED).target(RoleName.TARGETS, "1.1")).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(view(Freshness.RECHECKED).target(RoleName.TARGETS, "1.1")).isPresent();
    }

    @Test
    void a_view_does_not_outlive_its_metadata() throws Exception {
        publisher.publish(repository);
        clock.advance(Duration.ofDays(14).minusSeconds(10));
        view();

        clock.advance(Duration.ofSeconds(11));

        assertThatThrownBy(this::view)
                .isInstanceOfSatisfying(
                        TrustException.Expired.class,
                        expired -> assertThat(expired.role()).isEqualTo(RoleName.TIMESTAMP));
    }

    @Test
    void a_clock_that_is_set_back_makes_no_view_younger() throws Exception {
        publisher.publish(repository);
        view();
        publisher.requests.clear();
        clock.advance(Duration.ofHours(-1));

        view();

        assertThat(publisher.requests).isNotEmpty();
    }

    // ---- failures ----

    @Test
    void an_outage_is_an_error_for_those_who_wait_and_for_nobody_later() throws Exception {
        publisher.publish(repository);
        publisher.outage = new RemoteException.Unreachable("connection refused");
        assertThatThrownBy(this::view).isInstanceOf(RemoteException.Unreachable.class);

        publisher.outage = null;

        assertThat(view().target(RoleName.TARGETS, "1.0")).isPresent();
    }

    @Test
    void a_refused_refresh_leaves_the_view_as_old_as_it_was() throws Exception {
        RepositoryFiles first = publish();
        publisher.publish(repository.touch(RoleName.TARGETS));
        RepositoryView second = view();
        publisher.serve(GUN, first);
        clock.advance(Duration.ofSeconds(6));

        assertThatThrownBy(() -> view(Freshness.RECHECKED)).isInstanceOf(TrustException.RolledBack.class);
        assertThat(view()).isSameAs(second);
    }

    @Test
    void an_unknown_repository_is_remembered_for_ten_seconds() throws Exception {
        assertThatThrownBy(this::view).isInstanceOf(RemoteException.NotFound.class);
        publisher.publish(repository);
        int asked = publisher.requests.size();

        clock.advance(Duration.ofMillis(9_999));
        assertThatThrownBy(this::view).isInstanceOf(RemoteException.NotFound.class);
        assertThat(publisher.requests).hasSize(asked);
        clock.advance(Duration.ofMillis(1));
        assertThat(view().target(RoleName.TARGETS, "1.0")).isPresent();
    }

    @Test
    void that_a_verified_repository_is_missing_is_not_remembered() throws Exception {
        RepositoryFiles files = publish();
        view();
        publisher.serve(GUN, RepositoryFiles.NONE);
        clock.advance(Duration.ofSeconds(6));
        assertThatThrownBy(() -> view(Freshness.RECHECKED)).isInstanceOf(RemoteException.NotRefreshed.class);

        publisher.serve(GUN, files);
        clock.advance(Outage.HOLD_OFF);

        assertThat(view(Freshness.RECHECKED).verifiedAt()).isEqualTo(clock.instant());
    }

    // ---- memory is part of trust ----

    @Test
    void refuses_an_older_version_than_it_has_seen() throws Exception {
        RepositoryFiles first = publish();
        publisher.publish(repository.touch(RoleName.TARGETS));
        view();
        publisher.serve(GUN, first);
        clock.advance(INTERVAL.plusMillis(1));

        assertThatThrownBy(() -> view(Freshness.RECHECKED)).isInstanceOf(TrustException.RolledBack.class);
    }

    @Test
    void refuses_it_after_a_restart_too() throws Exception {
        RepositoryFiles first = publish();
        publisher.publish(repository.touch(RoleName.TARGETS));
        view();
        publisher.serve(GUN, first);

        repositories = start(store);

        RepositoryView view = view();
        assertThat(view.role(RoleName.TARGETS).orElseThrow().version()).isEqualTo(2);
        assertThat(view.outage().orElseThrow().cause())
                .isInstanceOfSatisfying(
                        TrustException.RolledBack.class,
                        refused -> assertThat(refused.floor()).isEqualTo(2));
    }

    @Test
    void refuses_it_although_the_state_was_deleted_meanwhile() throws Exception {
        Forgetful forgetful = new Forgetful();
        repositories = start(forgetful);
        RepositoryFiles first = publish();
        publisher.publish(repository.touch(RoleName.TARGETS));
        view();
        publisher.serve(GUN, first);
        clock.advance(INTERVAL.plusMillis(1));

        assertThatThrownBy(() -> view(Freshness.RECHECKED)).isInstanceOf(TrustException.RolledBack.class);
    }

    @Test
    void a_restart_costs_one_request_for_an_unchanged_repository() throws Exception {
        publisher.publish(repository);
        view();
        publisher.requests.clear();

        repositories = start(store);
        view();

        assertThat(publisher.requests).containsExactly(GUN + " timestamp.json");
    }

    @Test
    void keeps_nothing_of_a_repository_whose_root_was_not_verified() throws Exception {
        publisher.publish(repository);
        TrustServer stranger = Publisher.server(gun -> TrustPin.FirstUse.REFUSED);

        assertThatThrownBy(() -> view(stranger)).isInstanceOf(TrustException.NotAnchored.class);

        assertThat(store.recall("corp", GUN)).isEmpty();
    }

    @Test
    void asks_nobody_while_it_cannot_know_what_it_has_seen() {
        publisher.publish(repository);
        repositories = start(new Broken() {
            @Override
            public Optional<Remembered> recall(String name, Gun gun) throws IOException {
                throw new IOException("checksum");
            }
        });

        assertThatThrownBy(this::view)
                .isInstanceOf(RemoteException.MemoryUnusable.class)
                .hasMessageContaining("checksum");
        assertThat(publisher.requests).isEmpty();
    }

    @Test
    void answers_nothing_that_it_could_not_remember() {
        publisher.publish(repository);
        repositories = start(new Broken());

        assertThatThrownBy(this::view)
                .isInstanceOf(RemoteException.MemoryUnusable.class)
                .hasMessageContaining("No space left on device");
    }

    // ---- a policy that changes ----

    @Test
    void a_view_is_not_used_under_another_pin() throws Exception {
        publisher.publish(repository);
        view();
        KeyId other = publisher.signed(GUN, "1.0").signers(RoleName.ROOT).ids().get(0);
        TrustServer changed = Publisher.server(gun -> new TrustPin.Certificates(List.of(other)));

        assertThatThrownBy(() -> view(changed)).isInstanceOf(TrustException.NotAnchored.class);
        assertThat(view()).isNotNull();
    }

    @Test
    void a_policy_that_was_read_again_and_says_the_same_keeps_the_view() throws Exception {
        publisher.publish(repository);
        RepositoryView first = view();
        List<KeyId> same = repository.signers(RoleName.ROOT).ids();

        assertThat(view(Publisher.server(gun -> new TrustPin.Certificates(same))))
                .isSameAs(first);
    }

    @Test
    void an_authority_is_the_same_pin_as_long_as_its_file_is() {
        assertThat(authority("one")).isEqualTo(authority("one")).isNotEqualTo(authority("two"));
        assertThat(authority("one").hashCode()).isEqualTo(authority("one").hashCode());
    }

    @Test
    void a_view_of_one_address_is_not_used_for_another() throws Exception {
        publisher.publish(repository);
        view();
        publisher.requests.clear();

        view(TrustServer.of("corp", URI.create("https://elsewhere.example"), server.pins()));

        assertThat(publisher.requests).isNotEmpty();
    }

    @Test
    void another_pin_keeps_the_floors() throws Exception {
        RepositoryFiles first = publish();
        publisher.publish(repository.touch(RoleName.TARGETS));
        view();
        publisher.serve(GUN, first);

        assertThatThrownBy(() -> view(Publisher.firstUse())).isInstanceOf(TrustException.RolledBack.class);
    }

    @Test
    void a_rotated_root_stays_trusted_through_the_pin_of_the_first() throws Exception {
        publisher.publish(repository);
        view();
        repository.rotateRoot(1, List.of(SigningKey.generate(SigningKey.Algorithm.ECDSA)), clock.instant());
        publisher.publish(repository);
        clock.advance(INTERVAL.plusMillis(1));
        assertThat(view().role(RoleName.ROOT).orElseThrow().version()).isEqualTo(2);
        publisher.requests.clear();
        clock.advance(INTERVAL.plusMillis(1));

        assertThat(view().anchor().orElseThrow().rootVersion()).isEqualTo(1);
        assertThat(publisher.requests).containsExactly(GUN + " timestamp.json");
    }

    @Test
    void a_thief_who_raised_a_version_to_its_end_is_locked_out_by_other_keys_without_a_restart() throws Exception {
        publisher.publish(repository);
        view();
        publisher.serve(GUN, repository.publish(clock.instant(), this::stolen));
        clock.advance(INTERVAL.plusMillis(1));
        assertThat(view().role(RoleName.TIMESTAMP).orElseThrow().version()).isEqualTo(Integer.MAX_VALUE);
        publisher.publish(repository.touch(RoleName.TARGETS));
        clock.advance(INTERVAL.plusMillis(1));
        assertThat(view().outage().orElseThrow().cause()).isInstanceOf(TrustException.RolledBack.class);

        publisher.publish(repository.rotate(
                RoleName.TIMESTAMP, RoleSigners.of(SigningKey.generate(SigningKey.Algorithm.ED25519))));
        clock.advance(INTERVAL.plusMillis(1));

        view();
        assertThat(view().outage()).isEmpty();
        assertThat(view().role(RoleName.TIMESTAMP).orElseThrow().version()).isLessThan(100);
        repositories = start(store);
        assertThat(view().role(RoleName.TARGETS).orElseThrow().version()).isEqualTo(2);
    }

    private byte[] stolen(RoleName role, byte[] honest) {
        return role.equals(RoleName.TIMESTAMP)
                ? repository.sign(
                        role,
                        ((Json.Obj) Play.member(Play.tree(honest), "signed"))
                                .with("version", Json.number(Integer.MAX_VALUE)))
                : honest;
    }

    @Test
    void first_use_is_one_use() throws Exception {
        publisher.publish(repository);
        view(Publisher.firstUse());
        SignedRepository impostor = publisher.signedBy(RepositoryKeys.generate(), GUN, "1.0");
        for (int version = 1; version < 5; version++) {
            publisher.publish(impostor.touch(RoleName.ROOT).touch(RoleName.TARGETS));
        }

        repositories = start(store);

        RepositoryView view = view(Publisher.firstUse());
        assertThat(view.role(RoleName.ROOT).orElseThrow().version()).isEqualTo(1);
        assertThat(view.outage().orElseThrow().isDistrust()).isTrue();
    }

    // ---- whoever logs ----

    @Test
    void tells_how_each_check_ended_and_nothing_of_what_memory_answered() throws Exception {
        List<String> told = new ArrayList<>();
        repositories = new VerifiedRepositories(publisher, store, clock, Runnable::run, new CheckObserver() {
            @Override
            public void verified(RepositoryView view, List<UpdateFact> facts, Optional<Outage> ended, Duration took) {
                told.add("verified " + view.gun()
                        + ended.map(outage -> " after " + outage.failures()).orElse(""));
            }

            @Override
            public void forgot(RepositoryView view, Instant before) {
                told.add("forgot " + view.gun());
            }

            @Override
            public void outage(TrustServer from, RepositoryView view, Duration took) {
                told.add("outage " + view.gun());
            }

            @Override
            public void failed(TrustServer from, Gun gun, Throwable cause, Duration took) {
                told.add(cause.getClass().getSimpleName() + " " + gun);
            }
        });
        assertThatThrownBy(this::view).isInstanceOf(RemoteException.NotFound.class);
        clock.advance(Duration.ofSeconds(10));
        publisher.publish(repository);
        view();
        view();
        publisher.outage = new RemoteException.Unreachable("connection refused");
        clock.advance(INTERVAL.plusMillis(1));
        view();
        view();
        publisher.outage = null;
        clock.advance(Outage.HOLD_OFF);
        view();

        assertThat(told)
                .containsExactly("NotFound " + GUN, "verified " + GUN, "outage " + GUN, "verified " + GUN + " after 1");
    }

    private RepositoryFiles publish() {
        publisher.publish(repository);
        return publisher.served(GUN);
    }

    private RepositoryView view() throws TrustException, RemoteException {
        return view(server);
    }

    private RepositoryView view(TrustServer from) throws TrustException, RemoteException {
        return repositories.view(from, GUN, Freshness.WITHIN_INTERVAL, Deadline.after(Duration.ofSeconds(20)));
    }

    @Test
    void tells_how_many_views_there_are_and_how_those_in_use_fare() throws Exception {
        publisher.publish(repository);
        assertThat(repositories.stock()).isEmpty();
        RepositoryView view = view(server);
        assertThat(repositories.stock())
                .containsExactly(Map.entry(server.name(), new Stock(1, view.verifiedAt(), view.expires())));
        clock.advance(Duration.ofMinutes(61));
        assertThat(repositories.stock())
                .as("nobody asks for it any more")
                .containsExactly(Map.entry(server.name(), new Stock(1, null, null)));
    }

    private RepositoryView view(Freshness need) throws TrustException, RemoteException {
        return repositories.view(server, GUN, need, Deadline.after(Duration.ofSeconds(20)));
    }

    private static TrustPin authority(String pem) {
        return new TrustPin.Authority(PinnedAuthority.of(pem.getBytes(StandardCharsets.UTF_8)));
    }

    private VerifiedRepositories start(RepositoryStore with) {
        return new VerifiedRepositories(publisher, with, clock, Runnable::run, CheckObserver.NONE);
    }

    /** A state directory that somebody empties all the time. */
    private static final class Forgetful implements RepositoryStore {
        @Override
        public Optional<Remembered> recall(String name, Gun gun) {
            return Optional.empty();
        }

        @Override
        public void remember(String name, Gun gun, Remembered remembered) {}
    }

    /** A full disk. */
    private static class Broken implements RepositoryStore {
        @Override
        public Optional<Remembered> recall(String name, Gun gun) throws IOException {
            return Optional.empty();
        }

        @Override
        public void remember(String name, Gun gun, Remembered remembered) throws IOException {
            throw new IOException("No space left on device");
        }
    }
}
