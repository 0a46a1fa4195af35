package dev.navicert.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.keys.PassphraseSource.Purpose;
import dev.navicert.keys.SigningKey.Algorithm;
import dev.navicert.tuf.crypto.KeyId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyRingTest {
    private static final String PASSPHRASE = "a long passphrase";

    private final MemoryKeyFiles files = new MemoryKeyFiles();

    private KeyRing ring(PassphraseSource source) throws IOException {
        return KeyRing.open(files, source, (name, why) -> {
            throw new AssertionError(name, why);
        });
    }

    private KeyId generated(String role, String gun) throws Exception {
        return ring(KnownPassphrases.of(PASSPHRASE))
                .generate(role, gun)
                .publicKey()
                .id();
    }

    @Test
    void a_generated_key_is_there_in_the_next_run() throws Exception {
        KeyId id = generated("targets", "a/b");
        KeyRing later = ring(KnownPassphrases.of(PASSPHRASE));

        assertThat(later.list()).containsExactly(new StoredKey(id, "targets", "a/b", true));
        assertThat(later.open(id).publicKey().id()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "root, ''",
        "targets, a/b",
        "snapshot, a/b",
        "timestamp, a/b",
        "targets/releases, ''",
        "alice, ''",
        "'', ''",
        "Targets/x, ''"
    })
    void only_the_keys_of_base_roles_belong_to_one_collection(String role, String gun) throws Exception {
        KeyId id = generated(role, "a/b");

        assertThat(ring(KnownPassphrases.of()).find(id)).contains(new StoredKey(id, role, gun, true));
    }

    @Test
    void a_key_is_asked_for_once_per_run_under_its_id_and_role() throws Exception {
        KeyId id = generated("alice", "");
        KnownPassphrases source = KnownPassphrases.of("wrong", PASSPHRASE);
        KeyRing ring = ring(source);

        assertThat(ring.open(id)).isSameAs(ring.open(id));

        assertThat(source.questions)
                .containsExactly(
                        new PassphraseSource.Question(id.hex(), "alice", Purpose.OPEN, 0),
                        new PassphraseSource.Question(id.hex(), "alice", Purpose.OPEN, 1));
    }

    @Test
    void a_key_without_a_passphrase_is_opened_without_a_question() throws Exception {
        SigningKey key = SigningKey.generate(Algorithm.ECDSA);
        KeyId id = key.publicKey().id();
        files.store(id.hex(), new KeyBlock("PRIVATE KEY", java.util.Map.of(), Pkcs8.write(key)).encode());
        KnownPassphrases source = KnownPassphrases.of();

        assertThat(ring(source).open(id).publicKey()).isEqualTo(key.publicKey());
        assertThat(source.questions).isEmpty();
    }

    @Test
    void a_wrong_passphrase_changes_no_file() throws Exception {
        KeyId id = generated("root", "");
        byte[] before = files.find(id.hex()).orElseThrow();
        KeyRing ring = ring(KnownPassphrases.of("wrong", "wrong again"));

        assertThatThrownBy(() -> ring.open(id)).isInstanceOf(KeyException.PassphraseInvalid.class);
        assertThatThrownBy(() -> ring.changePassphrase(id, KnownPassphrases.of("new passphrase")))
                .isInstanceOf(KeyException.PassphraseInvalid.class);

        assertThat(files.content).containsOnlyKeys(id.hex());
        assertThat(files.find(id.hex())).hasValue(before);
    }

    @Test
    void a_new_passphrase_that_nobody_gives_changes_no_file() throws Exception {
        KeyId id = generated("root", "");
        byte[] before = files.find(id.hex()).orElseThrow();
        KnownPassphrases nobody = KnownPassphrases.of();
        KeyRing ring = ring(KnownPassphrases.of(PASSPHRASE));

        assertThatThrownBy(() -> ring.changePassphrase(id, nobody)).isInstanceOf(KeyException.AttemptsExceeded.class);
        assertThat(nobody.questions).hasSize(12);
        assertThat(files.find(id.hex())).hasValue(before);
        assertThatThrownBy(() -> ring(nobody).generate("root", "")).isInstanceOf(KeyException.AttemptsExceeded.class);
        assertThat(files.content).containsOnlyKeys(id.hex());
    }

    @Test
    void after_a_change_only_the_new_passphrase_opens_the_key() throws Exception {
        KeyId id = generated("targets", "a/b");

        ring(KnownPassphrases.of(PASSPHRASE)).changePassphrase(id, KnownPassphrases.of("a new passphrase"));

        assertThat(ring(KnownPassphrases.of("a new passphrase"))
                        .open(id)
                        .publicKey()
                        .id())
                .isEqualTo(id);
        assertThat(ring(KnownPassphrases.of()).list()).containsExactly(new StoredKey(id, "targets", "a/b", true));
        assertThatThrownBy(() -> ring(KnownPassphrases.of(PASSPHRASE)).open(id))
                .isInstanceOf(KeyException.PassphraseInvalid.class);
    }

    @Test
    void a_change_leaves_no_copy_under_the_old_passphrase_in_a_folder() throws Exception {
        KeyId id = generated("targets", "a/b");
        files.store("old/" + id, files.find(id.hex()).orElseThrow());
        files.remove(id.hex());

        ring(KnownPassphrases.of(PASSPHRASE)).changePassphrase(id, KnownPassphrases.of("a new passphrase"));

        assertThat(files.content).containsOnlyKeys(id.hex());
    }

    @Test
    void a_key_is_added_once_and_not_for_another_role() throws Exception {
        SigningKey key = SigningKey.generate(Algorithm.RSA);
        KnownPassphrases source = KnownPassphrases.of(PASSPHRASE);
        KeyRing ring = ring(source);
        ring.add(key, "alice", "");
        ring.add(key, "alice", "");

        assertThat(source.questions).hasSize(1);
        assertThatThrownBy(() -> ring.add(key, "bob", ""))
                .isInstanceOf(KeyException.RoleConflict.class)
                .hasMessage("key with same ID already exists for role: alice");
    }

    @Test
    void a_file_that_holds_another_key_than_its_name_says_is_refused() throws Exception {
        KeyId id = generated("root", "");
        KeyId claimed = new KeyId("0".repeat(64));
        files.store(claimed.hex(), files.find(id.hex()).orElseThrow());
        KeyRing ring = ring(KnownPassphrases.of(PASSPHRASE));

        assertThatThrownBy(() -> ring.open(claimed))
                .isInstanceOf(KeyException.Unreadable.class)
                .hasMessageContaining("it holds another key, " + id);
        assertThat(ring.open(id).publicKey().id()).isEqualTo(id);
    }

    @Test
    void a_removed_key_is_gone_from_every_folder() throws Exception {
        KeyId id = generated("targets", "a/b");
        files.store("copy/" + id, files.find(id.hex()).orElseThrow());
        KeyRing ring = ring(KnownPassphrases.of(PASSPHRASE));
        ring.open(id);

        ring.remove(id);

        assertThat(files.content).isEmpty();
        assertThat(ring.list()).isEmpty();
        assertThatThrownBy(() -> ring.open(id))
                .isInstanceOf(KeyException.NotFound.class)
                .hasMessage("signing key not found: " + id);
    }

    @Test
    void what_is_no_key_is_passed_over_and_told() throws Exception {
        KeyId id = generated("root", "");
        files.store("junk", "not a pem".getBytes(StandardCharsets.UTF_8));
        files.store("certificate", new KeyBlock("CERTIFICATE", java.util.Map.of(), new byte[3]).encode());
        List<String> told = new ArrayList<>();

        KeyRing ring = KeyRing.open(files, KnownPassphrases.of(), (name, why) -> told.add(name));

        assertThat(told).containsExactly("certificate", "junk");
        assertThat(ring.list()).extracting(StoredKey::id).containsExactly(id);
    }
}
