package dev.navicert.trustserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.keys.SigningKey;
import dev.navicert.keys.SigningKey.Algorithm;
import dev.navicert.name.Gun;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Root;
import dev.navicert.tuf.Signature;
import dev.navicert.tuf.SignedFile;
import dev.navicert.tuf.Snapshot;
import dev.navicert.tuf.Strictness;
import dev.navicert.tuf.Targets;
import dev.navicert.tuf.Timestamp;
import dev.navicert.tuf.crypto.KeyId;
import dev.navicert.tuf.crypto.PublicKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignedRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final RepositoryKeys KEYS = RepositoryKeys.generate();
    private static final SigningKey ALICE = SigningKey.generate(Algorithm.ECDSA);

    private final SignedRepository repository =
            SignedRepository.create(new Gun("registry.example.com/team/app"), KEYS, NOW);

    @Test
    void each_file_vouches_for_the_one_below_it() throws Exception {
        RepositoryFiles files = repository
                .addTarget(RoleName.TARGETS, "1.0", FileMeta.of(new byte[] {1}))
                .delegate(RoleName.RELEASES, RoleSigners.of(ALICE), List.of(""))
                .addTarget(RoleName.RELEASES, "2.0", FileMeta.of(new byte[] {2}))
                .publish(NOW);

        Timestamp timestamp = Timestamp.read(read(files, RoleName.TIMESTAMP).signed(), Strictness.STRICT);
        assertThat(timestamp.snapshot()).isEqualTo(FileMeta.of(bytes(files, RoleName.SNAPSHOT)));
        Snapshot snapshot = Snapshot.read(read(files, RoleName.SNAPSHOT).signed(), Strictness.STRICT);
        for (RoleName role : List.of(RoleName.ROOT, RoleName.TARGETS, RoleName.RELEASES)) {
            FileMeta meta = FileMeta.of(bytes(files, role));
            assertThat(snapshot.meta(role)).contains(meta);
            assertThat(files.file(role + "." + meta.sha256().orElseThrow() + ".json"))
                    .contains(bytes(files, role));
        }
        assertThat(files.paths()).contains("1.root.json", "1.targets.json", "1.targets/releases.json");
        Targets releases = Targets.read(read(files, RoleName.RELEASES).signed(), RoleName.RELEASES, Strictness.STRICT);
        assertThat(releases.targets()).containsOnlyKeys("2.0");
        assertThat(releases.expires().instant()).isEqualTo(NOW.plus(Duration.ofDays(1095)));
    }

    @Test
    void every_base_role_is_signed_by_the_keys_that_root_names() throws Exception {
        RepositoryFiles files = repository.publish(NOW);
        Root root = Root.read(read(files, RoleName.ROOT).signed(), Strictness.STRICT);
        for (RoleName role : List.of(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT, RoleName.TIMESTAMP)) {
            assertThat(validSigners(read(files, role), root.keys()))
                    .as(role.value())
                    .containsExactlyElementsOf(root.role(role).keyIds());
        }
    }

    @Test
    void only_what_changed_is_signed_again_and_snapshot_and_timestamp_always() throws Exception {
        RepositoryFiles first = repository.publish(NOW);
        RepositoryFiles second = repository.publish(NOW.plusSeconds(1));
        assertThat(bytes(second, RoleName.ROOT)).isEqualTo(bytes(first, RoleName.ROOT));
        assertThat(bytes(second, RoleName.TARGETS)).isEqualTo(bytes(first, RoleName.TARGETS));
        assertThat(second.paths()).contains("2.snapshot.json", "2.timestamp.json", "1.timestamp.json");
        assertThat(second.publishedAt()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void a_rotated_root_is_signed_by_the_old_key_and_the_new_one() throws Exception {
        Root first = Root.read(read(repository.publish(NOW), RoleName.ROOT).signed(), Strictness.STRICT);
        SigningKey replacement = SigningKey.generate(Algorithm.RSA);
        SignedFile rotated =
                read(repository.rotateRoot(1, List.of(replacement), NOW).publish(NOW), RoleName.ROOT);
        Root second = Root.read(rotated.signed(), Strictness.STRICT);

        assertThat(second.version()).isEqualTo(2);
        assertThat(second.role(RoleName.ROOT).keyIds())
                .doesNotContainAnyElementsOf(first.role(RoleName.ROOT).keyIds());
        assertThat(validSigners(rotated, second.keys()))
                .containsAll(first.role(RoleName.ROOT).keyIds())
                .containsAll(second.role(RoleName.ROOT).keyIds());

        SignedFile third = read(repository.touch(RoleName.ROOT).publish(NOW), RoleName.ROOT);
        assertThat(third.signatures()).hasSize(1);
    }

    @Test
    void snapshot_and_timestamp_vouch_for_what_was_substituted() throws Exception {
        byte[] other = "not what was signed".getBytes(StandardCharsets.UTF_8);
        RepositoryFiles files =
                repository.publish(NOW, (role, honest) -> role.equals(RoleName.TARGETS) ? other : honest);
        Snapshot snapshot = Snapshot.read(read(files, RoleName.SNAPSHOT).signed(), Strictness.STRICT);
        assertThat(snapshot.meta(RoleName.TARGETS)).contains(FileMeta.of(other));
        assertThat(read(repository.publish(NOW), RoleName.TARGETS).signatures()).hasSize(1);
    }

    @Test
    void a_delegation_taken_back_is_not_vouched_for() throws Exception {
        repository
                .delegate(RoleName.RELEASES, RoleSigners.of(ALICE), List.of(""))
                .publish(NOW);
        RepositoryFiles files = repository.undelegate(RoleName.RELEASES).publish(NOW);
        Snapshot snapshot = Snapshot.read(read(files, RoleName.SNAPSHOT).signed(), Strictness.STRICT);
        assertThat(snapshot.meta()).containsOnlyKeys("root", "targets");
    }

    @Test
    void what_go_could_not_write_is_not_published() {
        repository.addTarget(RoleName.TARGETS, "line\nbreak", FileMeta.of(new byte[0]));
        assertThatThrownBy(() -> repository.publish(NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<KeyId> validSigners(SignedFile file, Map<KeyId, PublicKey> keys) throws Exception {
        byte[] message = file.signedBytes();
        List<KeyId> valid = new ArrayList<>();
        for (Signature signature : file.signatures()) {
            PublicKey key = keys.get(signature.keyId());
            if (key != null && key.verifies(signature.method(), message, signature.bytes())) {
                valid.add(signature.keyId());
            }
        }
        return valid;
    }

    private static SignedFile read(RepositoryFiles files, RoleName role) throws Exception {
        return SignedFile.read(role, bytes(files, role), Strictness.STRICT);
    }

    private static byte[] bytes(RepositoryFiles files, RoleName role) {
        return files.file(role).orElseThrow();
    }
}
