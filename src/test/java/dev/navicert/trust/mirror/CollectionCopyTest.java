package dev.navicert.trust.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.keys.SigningKey;
import dev.navicert.name.Gun;
import dev.navicert.trust.MemoryCache;
import dev.navicert.trust.MetadataName;
import dev.navicert.trust.Play;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteMetadata;
import dev.navicert.trust.TrustPins;
import dev.navicert.trust.TrustedCollection;
import dev.navicert.trust.UpdateRequest;
import dev.navicert.trustserver.RepositoryFiles;
import dev.navicert.tuf.Checksum;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is copied of a collection, in memory. */
class CollectionCopyTest {
    private static final RemoteMetadata EMPTY_SHELF = (name, max) -> {
        throw new RemoteException.NotFound(name, "nothing");
    };

    @Test
    void holds_every_root_since_the_first_and_every_file_of_today() throws Exception {
        Play play = Play.published();
        rotateRoot(play);
        rotateRoot(play);

        CollectionCopy copy = copy(play);

        assertThat(copy.firstRoot()).isEqualTo(1);
        assertThat(copy.absent()).isEmpty();
        assertThat(copy.files().keySet().stream().map(CollectionCopyTest::withoutHash))
                .containsExactly(
                        "1.root.json",
                        "2.root.json",
                        "3.root.json",
                        "root.<sha256>.json",
                        "targets.<sha256>.json",
                        "targets/qa.<sha256>.json",
                        "snapshot.<sha256>.json",
                        "targets.json",
                        "targets/qa.json",
                        "snapshot.json",
                        "root.json",
                        "timestamp.json");
        copy.files()
                .forEach((path, bytes) -> assertThat(play.served().file(path)).hasValue(bytes));
    }

    @Test
    void is_enough_for_a_reader_that_starts_at_any_root() throws Exception {
        Play play = Play.published();
        for (int rotations = 0; rotations < 3; rotations++) {
            MemoryCache cache = new MemoryCache();
            cache.store(RoleName.ROOT, play.served().file("root.json").orElseThrow());
            rotateRoot(play);
            rotateRoot(play);

            CollectionCopy copy = copy(play);

            TrustedCollection read = TrustedCollection.update(
                    UpdateRequest.notary(Play.GUN, serving(copy), cache, TrustPins.FIRST_USE, play.now()));
            assertThat(read.find("1.0", List.of())).isPresent();
        }
    }

    @Test
    void is_refused_if_a_root_of_the_past_did_not_sign_the_next() throws Exception {
        Play play = Play.published();
        Play other = Play.published();
        rotateRoot(other);
        byte[] strangers = other.served().file("2.root.json").orElseThrow();
        rotateRoot(play);
        rotateRoot(play);

        play.serve(files -> files.with("2.root.json", strangers));

        assertThatThrownBy(() -> copy(play)).isInstanceOf(TrustException.BrokenRotation.class);
    }

    @Test
    void is_refused_if_a_root_of_the_past_is_served_under_another_version() throws Exception {
        Play play = Play.published();
        play.repository.touch(RoleName.ROOT);
        play.publish();
        play.repository.touch(RoleName.ROOT);
        play.publish();

        play.serve(files -> files.with("2.root.json", files.file("1.root.json").orElseThrow()));

        assertThatThrownBy(() -> copy(play)).isInstanceOf(TrustException.InvalidMetadata.class);
    }

    @Test
    void takes_from_the_shelf_what_fits_and_asks_for_the_rest() throws Exception {
        Play play = Play.published();
        rotateRoot(play);
        rotateRoot(play);
        CollectionCopy first = copy(play);
        rotateRoot(play);
        List<String> asked = new ArrayList<>();
        RemoteMetadata source = play.request(Strictness.NOTARY).remote();
        RemoteMetadata counted = (name, max) -> {
            asked.add(name.path());
            return source.fetch(name, max);
        };

        CollectionCopy second = CollectionCopy.take(play.read(Strictness.NOTARY), counted, serving(first));

        assertThat(asked).isEmpty();
        assertThat(second.firstRoot()).isEqualTo(1);
        RemoteMetadata forged = (name, max) -> name.path().equals("2.root.json")
                ? Objects.requireNonNull(first.files().get("1.root.json"))
                : serving(first).fetch(name, max);
        assertThat(CollectionCopy.take(play.read(Strictness.NOTARY), counted, forged)
                        .files())
                .usingRecursiveComparison()
                .isEqualTo(second.files());
        assertThat(asked).containsExactly("2.root.json");
    }

    @Test
    void begins_after_a_root_that_the_server_has_lost() throws Exception {
        Play play = Play.published();
        rotateRoot(play);
        rotateRoot(play);
        rotateRoot(play);

        play.serve(files -> files.without("2.root.json"));

        CollectionCopy copy = copy(play);
        assertThat(copy.firstRoot()).isEqualTo(3);
        assertThat(copy.files()).doesNotContainKeys("1.root.json", "2.root.json");
    }

    /** A reader asks for the file before it finds out that it has expired: without it, it would give up everything. */
    @Test
    void holds_the_file_of_a_delegation_that_was_left_out() throws Exception {
        Play play = Play.published();
        play.repository.touch(Play.QA);
        play.publishSaying(Play.QA, signed -> signed.with("expires", Json.string("2026-11-23T00:00:00Z")));
        play.later(Duration.ofDays(2));

        CollectionCopy copy = copy(play);

        assertThat(copy.files().keySet().stream().map(CollectionCopyTest::withoutHash))
                .contains("targets/qa.<sha256>.json", "targets/qa.json");
        assertThat(TrustedCollection.update(UpdateRequest.notary(
                                Play.GUN, serving(copy), new MemoryCache(), TrustPins.FIRST_USE, play.now()))
                        .skipped())
                .hasSize(1);
    }

    @Test
    void says_which_files_the_server_does_not_have() throws Exception {
        Play play = Play.published();
        play.repository.undelegate(Play.QA);
        RepositoryFiles before = play.served();
        byte[] snapshot = before.file("snapshot.json").orElseThrow();
        play.publish((role, honest) -> honest);
        assertThat(snapshot).isNotNull();
        play.publishSaying(RoleName.SNAPSHOT, signed -> {
            Json.Obj meta = (Json.Obj) Play.member(signed, "meta");
            return signed.with("meta", meta.with("targets/gone", Play.member(meta, "targets")));
        });

        assertThat(copy(play).absent()).containsExactly("targets/gone");
    }

    @Test
    void does_not_replace_a_newer_one() throws Exception {
        Play play = Play.published();
        CollectionCopy older = copy(play);
        RemoteMetadata olderMirror = serving(older);
        play.repository.touch(RoleName.TARGETS);
        play.publish();
        CollectionCopy newer = copy(play);

        newer.checkNotOlderThan(olderMirror);
        newer.checkNotOlderThan(serving(newer));
        assertThatThrownBy(() -> older.checkNotOlderThan(serving(newer)))
                .isInstanceOfSatisfying(TrustException.RolledBack.class, refused -> {
                    assertThat(refused.role()).isEqualTo(RoleName.TIMESTAMP);
                    assertThat(refused.floor()).isEqualTo(2);
                    assertThat(refused.offered()).isEqualTo(1);
                });
    }

    @Test
    void does_not_replace_one_with_a_newer_root() throws Exception {
        Play play = Play.published();
        CollectionCopy older = copy(play);
        rotateRoot(play);
        CollectionCopy newer = copy(play);

        RemoteMetadata rootAlone = (name, max) -> {
            byte[] file = newer.files().get(name.path());
            if (!name.role().equals(RoleName.ROOT) || file == null) {
                throw new RemoteException.NotFound(name, "none");
            }
            return file;
        };
        assertThatThrownBy(() -> older.checkNotOlderThan(rootAlone))
                .isInstanceOfSatisfying(
                        TrustException.RolledBack.class,
                        refused -> assertThat(refused.role()).isEqualTo(RoleName.ROOT));
    }

    @Test
    void replaces_one_that_was_tampered_with() throws Exception {
        CollectionCopy copy = copy(Play.published());

        copy.checkNotOlderThan((name, max) -> "{\"signed\":{\"version\":99}}".getBytes());
    }

    // ---- the manifest ----

    @Test
    void a_manifest_reads_as_it_was_written() throws Exception {
        Play play = Play.published();
        Manifest manifest = manifest(play, copy(play));

        assertThat(Manifest.decode(manifest.encode())).isEqualTo(manifest);
        assertThat(manifest.encode()).isEqualTo(manifest(play, copy(play)).encode());
    }

    @Test
    void a_manifest_stays_the_same_while_no_file_changes() throws Exception {
        Play play = Play.published();
        Manifest before = manifest(play, copy(play));

        Manifest.Entry later = Manifest.Entry.of(
                copy(play), "https://other.example", play.now().plusSeconds(99));
        assertThat(before.with(List.of(later)).encode()).isEqualTo(before.encode());

        play.repository.touch(RoleName.TARGETS);
        play.publish();
        assertThat(before.with(List.of(Manifest.Entry.of(copy(play), "https://notary.example", play.now())))
                        .encode())
                .isNotEqualTo(before.encode());
    }

    @Test
    void another_manifest_than_the_pinned_one_is_refused() throws Exception {
        Play play = Play.published();
        byte[] text = manifest(play, copy(play)).encode();
        String pin = Checksum.sha256(text);

        assertThat(Manifest.pinned(text, pin).of(Play.GUN)).isPresent();
        text[text.length - 3] ^= 1;
        assertThatThrownBy(() -> Manifest.pinned(text, pin)).isInstanceOf(RemoteException.Altered.class);
    }

    @Test
    void what_is_no_manifest_is_refused() {
        for (String text : List.of(
                "",
                "[]",
                "{}",
                "{\"format\":\"navicert-mirror/2\",\"collections\":[]}",
                "{\"format\":\"navicert-mirror/1\",\"format\":\"navicert-mirror/1\",\"collections\":[]}",
                "{\"format\":\"navicert-mirror/1\",\"collections\":[{\"gun\":\"\"}]}",
                "{\"format\":\"navicert-mirror/1\",\"collections\":[{\"gun\":\"a\",\"source\":\"b\",\"mirroredAt\":\"x\","
                        + "\"firstRoot\":\"1\",\"roles\":[],\"absent\":[],\"files\":[]}]}",
                "{\"format\":\"navicert-mirror/1\",\"collections\":[{\"gun\":\"a\",\"source\":\"b\","
                        + "\"mirroredAt\":\"2026-01-01T00:00:00Z\",\"firstRoot\":\"1\",\"roles\":[],\"absent\":[],\"files\":"
                        + "[{\"path\":\"v2/b/_trust/tuf/root.json\",\"sha256\":\"" + "a".repeat(64)
                        + "\",\"length\":1}]}]}")) {
            assertThatThrownBy(() -> Manifest.decode(text.getBytes()))
                    .as("%s", text)
                    .isInstanceOf(InvalidManifestException.class);
        }
    }

    @Test
    void a_pinned_mirror_gives_the_named_bytes_or_none() throws Exception {
        Play play = Play.published();
        CollectionCopy copy = copy(play);
        Manifest manifest = manifest(play, copy);
        RemoteMetadata honest = PinnedFiles.of(Play.GUN, manifest, serving(copy));

        assertThat(honest.fetch(new MetadataName.Current(RoleName.TIMESTAMP), 1 << 20))
                .isEqualTo(copy.files().get("timestamp.json"));
        assertThatThrownBy(() -> honest.fetch(new MetadataName.VersionedRoot(9), 1 << 20))
                .isInstanceOf(RemoteException.NotFound.class);
        assertThatThrownBy(() -> PinnedFiles.of(new Gun("registry.example.com/other"), manifest, serving(copy)))
                .isInstanceOf(RemoteException.NotFound.class);
        RemoteMetadata tampered = PinnedFiles.of(Play.GUN, manifest, (name, max) -> new byte[] {1});
        assertThatThrownBy(() -> tampered.fetch(new MetadataName.Current(RoleName.TIMESTAMP), 1 << 20))
                .isInstanceOf(RemoteException.Altered.class);
        RemoteMetadata emptied = PinnedFiles.of(Play.GUN, manifest, (name, max) -> {
            throw new RemoteException.NotFound(name, "none");
        });
        assertThatThrownBy(() -> emptied.fetch(new MetadataName.Current(RoleName.TIMESTAMP), 1 << 20))
                .isInstanceOf(RemoteException.Altered.class);
    }

    // ---- words ----

    private static Manifest manifest(Play play, CollectionCopy copy) {
        return Manifest.EMPTY.with(List.of(Manifest.Entry.of(copy, "https://notary.example", play.now())));
    }

    static CollectionCopy copy(Play play) throws Exception {
        return copy(play, EMPTY_SHELF);
    }

    private static CollectionCopy copy(Play play, RemoteMetadata shelf) throws Exception {
        return CollectionCopy.take(
                play.read(Strictness.NOTARY), play.request(Strictness.NOTARY).remote(), shelf);
    }

    private static RemoteMetadata serving(CollectionCopy copy) {
        Map<String, byte[]> files = Map.copyOf(copy.files());
        return (name, max) -> {
            byte[] file = files.get(name.path());
            if (file == null) {
                throw new RemoteException.NotFound(name, "no " + name.path());
            }
            return file;
        };
    }

    private static void rotateRoot(Play play) {
        play.repository.rotateRoot(1, List.of(SigningKey.generate(SigningKey.Algorithm.ECDSA)), play.now());
        play.publish();
    }

    private static String withoutHash(String path) {
        return path.replaceFirst("\\.[0-9a-f]{64}\\.json", ".<sha256>.json");
    }
}
