package dev.navicert.trust;

import static dev.navicert.trust.Play.QA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is done with files of an earlier update: used if they still hold, replaced if not, never believed unseen. */
class CachedMetadataTest {
    private static Stream<RemoteException> outages() {
        MetadataName timestamp = new MetadataName.Current(RoleName.TIMESTAMP);
        return Stream.of(
                new RemoteException.NotFound(timestamp, "404"),
                new RemoteException.Unauthorized(401, "401"),
                new RemoteException.Unavailable(503, "503"),
                new RemoteException.Offline("client is offline"));
    }

    private static UpdateRequest failing(Play play, RemoteException outage, List<UpdateFact> facts) {
        UpdateRequest request = play.request(Strictness.NOTARY);
        return UpdateRequest.notary(
                        request.gun(),
                        (name, cap) -> {
                            throw outage;
                        },
                        request.cache(),
                        request.pins(),
                        request.now())
                .observedBy(facts::add);
    }

    @ParameterizedTest
    @MethodSource("outages")
    void notary_goes_on_with_its_files_while_the_server_does_not_answer(RemoteException outage) throws Exception {
        Play play = Play.published();
        play.read(Strictness.NOTARY);
        List<UpdateFact> facts = new ArrayList<>();

        TrustedCollection collection = TrustedCollection.update(failing(play, outage, facts));

        assertThat(collection.usedCachedTimestamp()).isTrue();
        assertThat(collection.list(List.of())).hasSize(2);
        assertThat(facts).containsExactly(new UpdateFact.CachedTimestampUsed(outage));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void notary_does_not_go_on_with_an_expired_timestamp(RemoteException outage) throws Exception {
        Play play = Play.published();
        play.read(Strictness.NOTARY);
        play.later(Duration.ofDays(15));

        assertThatThrownBy(() -> TrustedCollection.update(failing(play, outage, new ArrayList<>())))
                .isSameAs(outage);
    }

    @Test
    void a_request_that_the_server_rejects_is_no_outage() throws Exception {
        Play play = Play.published();
        play.read(Strictness.NOTARY);
        RemoteException rejected = new RemoteException.Rejected("400");

        assertThatThrownBy(() -> TrustedCollection.update(failing(play, rejected, new ArrayList<>())))
                .isSameAs(rejected);
    }

    @Test
    void strictly_an_outage_is_an_outage_and_costs_one_request() throws Exception {
        Play play = Play.published();
        play.read(Strictness.STRICT);
        play.serve(files -> files.without("timestamp.json"));
        RemoteException outage = new RemoteException.Unavailable(503, "503");
        UpdateRequest request = play.request(Strictness.STRICT);
        List<String> asked = new ArrayList<>();

        assertThatThrownBy(() -> TrustedCollection.update(UpdateRequest.strict(
                        request.gun(),
                        (name, cap) -> {
                            asked.add(name.path());
                            throw outage;
                        },
                        request.cache(),
                        request.pins(),
                        request.memory(),
                        request.now())))
                .isSameAs(outage);
        assertThat(asked).containsExactly("timestamp.json");
    }

    @Test
    void strictly_files_are_verified_again_by_going_offline() throws Exception {
        Play play = Play.published();
        play.read(Strictness.STRICT);
        UpdateRequest request = play.request(Strictness.STRICT);

        TrustedCollection collection = TrustedCollection.update(UpdateRequest.strict(
                request.gun(),
                (name, cap) -> {
                    throw new RemoteException.Offline("not asked");
                },
                request.cache(),
                request.pins(),
                request.memory(),
                request.now()));

        assertThat(collection.usedCachedTimestamp()).isTrue();
        assertThat(collection.memory()).isEqualTo(play.memory());
    }

    @ParameterizedTest
    @EnumSource
    void a_damaged_copy_is_fetched_again(Strictness strictness) throws Exception {
        for (RoleName role : List.of(RoleName.TIMESTAMP, RoleName.SNAPSHOT, RoleName.TARGETS, QA)) {
            Play play = Play.published();
            play.read(strictness);

            play.cache().store(role, "j".getBytes(StandardCharsets.UTF_8));

            assertThat(play.outcome(strictness)).as(role.value()).isEqualTo("ok");
            assertThat(play.cache().load(role))
                    .contains(play.served().file(role).orElseThrow());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_copy_longer_than_announced_is_not_used(Strictness strictness) throws Exception {
        Play play = Play.published();
        play.read(strictness);

        play.publishSaying(RoleName.SNAPSHOT, signed -> {
            Json.Obj meta = (Json.Obj) Play.member(signed, "meta");
            Json.Obj entry = (Json.Obj) Play.member(meta, QA.value());
            return signed.with("meta", meta.with(QA.value(), entry.with("length", Json.number(3))));
        });

        assertThat(play.outcome(strictness)).isEqualTo("malicious");
    }

    @Test
    void a_damaged_cached_root_is_the_end_to_notary() throws Exception {
        Play play = Play.published();
        play.read(Strictness.NOTARY);

        play.cache().store(RoleName.ROOT, "j".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> play.read(Strictness.NOTARY)).isInstanceOf(TrustException.Malformed.class);
        assertThat(play.requests).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_copy_that_cannot_be_read_is_never_taken_for_none(Strictness strictness) {
        Play play = Play.published();
        UpdateRequest request = play.request(strictness);
        MetadataCache locked = new MetadataCache() {
            @Override
            public Optional<byte[]> load(RoleName role) throws IOException {
                throw new IOException("permission denied");
            }

            @Override
            public void store(RoleName role, byte[] bytes) {}

            @Override
            public void remove(RoleName role) {}
        };

        assertThatThrownBy(() -> TrustedCollection.update(new UpdateRequest(
                        request.gun(),
                        request.remote(),
                        locked,
                        request.pins(),
                        strictness,
                        Memory.NONE,
                        request.purpose(),
                        request.now(),
                        request.renewal(),
                        request.observer())))
                .isInstanceOf(IOException.class);
    }

    @Test
    void notary_goes_on_where_nothing_can_be_kept() throws Exception {
        Play play = Play.published();
        UpdateRequest request = play.request(Strictness.NOTARY);
        List<UpdateFact> facts = new ArrayList<>();
        MetadataCache full = new MetadataCache() {
            @Override
            public Optional<byte[]> load(RoleName role) {
                return Optional.empty();
            }

            @Override
            public void store(RoleName role, byte[] bytes) throws IOException {
                throw new IOException("no space left on device");
            }

            @Override
            public void remove(RoleName role) {}
        };

        TrustedCollection.update(
                UpdateRequest.notary(request.gun(), request.remote(), full, request.pins(), request.now())
                        .observedBy(facts::add));

        assertThat(facts).hasSize(5).contains(new UpdateFact.NotCached(RoleName.ROOT, "no space left on device"));
    }

    @Test
    void an_update_that_finds_nothing_new_writes_nothing() throws Exception {
        Play play = Play.published();
        play.read(Strictness.NOTARY);
        UpdateRequest request = play.request(Strictness.NOTARY);
        List<RoleName> written = new ArrayList<>();
        MetadataCache watched = new MetadataCache() {
            @Override
            public Optional<byte[]> load(RoleName role) throws IOException {
                return play.cache().load(role);
            }

            @Override
            public void store(RoleName role, byte[] bytes) {
                written.add(role);
            }

            @Override
            public void remove(RoleName role) {}
        };
        UpdateRequest again =
                UpdateRequest.notary(request.gun(), request.remote(), watched, request.pins(), request.now());

        TrustedCollection.update(again);
        assertThat(written).isEmpty();

        play.publishSaying(RoleName.TARGETS, signed -> signed.with("version", Json.number(7)));
        TrustedCollection.update(again);
        assertThat(written).containsExactly(RoleName.TIMESTAMP, RoleName.SNAPSHOT, RoleName.TARGETS);
    }

    @Test
    void a_strict_update_keeps_nothing_by_itself() throws Exception {
        Play play = Play.published();

        TrustedCollection.update(play.request(Strictness.STRICT));

        assertThat(play.cache().load(RoleName.ROOT)).isEmpty();
    }

    @Test
    void notary_keeps_what_was_accepted_before_something_failed() throws Exception {
        Play play = Play.published().publishWriting(QA, text -> "{}");

        play.outcome(Strictness.NOTARY);

        assertThat(play.cache().load(RoleName.TARGETS)).isPresent();
        assertThat(play.cache().load(QA)).isEmpty();
    }
}
