package dev.navicert.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.keys.KeyImport.NamelessKeys;
import dev.navicert.keys.KeyImport.Present;
import dev.navicert.keys.KeyImport.Refusal;
import dev.navicert.keys.KeyImport.Result;
import dev.navicert.keys.SigningKey.Algorithm;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyImportTest {
    private static final String PASSPHRASE = "a long passphrase";
    private static final String OTHER_ID = "0123456789abcdef".repeat(4);

    private final SigningKey key = SigningKey.generate(Algorithm.ECDSA);
    private final String id = key.publicKey().id().hex();
    private final MemoryKeyFiles files = new MemoryKeyFiles();
    private final List<Refusal> refusals = new ArrayList<>();

    private Result run(KeyImport keys, KnownPassphrases passphrases, KeyBlock... blocks) throws Exception {
        ByteArrayOutputStream pem = new ByteArrayOutputStream();
        pem.writeBytes("text before\n".getBytes(UTF_8));
        for (KeyBlock block : blocks) {
            pem.writeBytes(block.encode());
        }
        return keys.run(pem.toByteArray(), passphrases, (refusal, path) -> refusals.add(refusal));
    }

    private KeyImport asNotary(String role, String gun) {
        return new KeyImport(files, role, gun, NamelessKeys.REFUSED, Present.REPLACED);
    }

    private KeyImport careful() {
        return new KeyImport(files, "", "", NamelessKeys.OPENED, Present.KEPT);
    }

    private KeyBlock plain() {
        return new KeyBlock("PRIVATE KEY", Map.of(), Pkcs8.write(key));
    }

    private KeyBlock encrypted(String passphrase) {
        return KeyBlock.first(KeyFile.write(key, "alice", "", passphrase.toCharArray()))
                .orElseThrow();
    }

    private StoredKey only() throws Exception {
        KeyRing ring = KeyRing.open(files, KnownPassphrases.of(PASSPHRASE), (name, why) -> {
            throw new AssertionError(name, why);
        });
        assertThat(ring.list()).hasSize(1);
        StoredKey stored = ring.list().get(0);
        assertThat(ring.open(stored.id()).publicKey()).isEqualTo(key.publicKey());
        return stored;
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', '', '', delegation, ''",
        "'', '', targets, ex.com/a, targets, ex.com/a",
        "'', '', root, ex.com/a, root, ''",
        "'', '', targets/releases, ex.com/a, targets/releases, ''",
        "snapshot, ex.com/b, targets, ex.com/a, snapshot, ex.com/b",
        "timestamp, '', '', ex.com/a, timestamp, ex.com/a",
        "alice, ex.com/b, '', '', alice, ''"
    })
    void a_header_goes_before_a_flag_and_only_base_roles_have_a_gun(
            String role, String gun, String roleFlag, String gunFlag, String keptRole, String keptGun)
            throws Exception {
        KnownPassphrases passphrases = KnownPassphrases.of(PASSPHRASE);
        KeyBlock block = plain().with(KeyBlock.ROLE, role).with(KeyBlock.GUN, gun);

        assertThat(run(asNotary(roleFlag, gunFlag), passphrases, block)).isEqualTo(new Result(1, 0));

        StoredKey stored = only();
        assertThat(stored.id().hex()).isEqualTo(id);
        assertThat(stored.role()).isEqualTo(keptRole);
        assertThat(stored.gun()).isEqualTo(keptGun);
        assertThat(stored.encrypted()).isTrue();
        assertThat(passphrases.questions)
                .extracting(PassphraseSource.Question::role)
                .containsExactly(keptRole);
        assertThat(passphrases.given).containsOnly(new char[PASSPHRASE.length()]);
    }

    @Test
    void an_encrypted_key_is_kept_as_it_is_under_its_path() throws Exception {
        KnownPassphrases nobody = KnownPassphrases.of();

        KeyBlock block = encrypted(PASSPHRASE);

        run(asNotary("", ""), nobody, block.with(KeyBlock.PATH, id));

        assertThat(nobody.questions).isEmpty();
        assertThat(files.content.get(id)).isEqualTo(block.encode());
        assertThat(only().role()).isEqualTo("alice");
    }

    @ParameterizedTest
    @CsvSource({
        "tuf_keys/ex.com/a/%s, targets, ex.com/a",
        "tuf_keys//ex.com/a//%s, targets, ex.com/a",
        "root_keys/%s, root, ''",
        "../../%s, root, ''",
        "%s/, root, ''",
        "/%s, root, ''"
    })
    void an_old_path_tells_the_gun_and_only_its_last_part_is_a_name(String path, String role, String gun)
            throws Exception {
        run(
                asNotary("", ""),
                KnownPassphrases.of(),
                encrypted(PASSPHRASE).with(KeyBlock.PATH, path.formatted(id)).with(KeyBlock.ROLE, role));

        assertThat(files.content).containsOnlyKeys(id);
        assertThat(only().gun()).isEqualTo(gun);
    }

    @ParameterizedTest
    @ValueSource(strings = {"targets", "snapshot", "timestamp"})
    void a_key_of_a_collection_that_nobody_names_is_left_out(String role) throws Exception {
        assertThat(run(asNotary(role, ""), KnownPassphrases.of(PASSPHRASE), plain()))
                .isEqualTo(new Result(0, 1));

        assertThat(refusals).containsExactly(Refusal.NO_GUN);
        assertThat(files.content).isEmpty();
    }

    @Test
    void what_is_no_key_or_has_no_name_is_left_out_and_the_others_are_taken() throws Exception {
        KeyBlock certificate = new KeyBlock("CERTIFICATE", Map.of(), new byte[] {1}).with(KeyBlock.PATH, "c");
        KeyBlock junk = new KeyBlock("PRIVATE KEY", Map.of(), new byte[] {1}).with(KeyBlock.PATH, "j");

        assertThat(run(
                        asNotary("", ""),
                        KnownPassphrases.of(PASSPHRASE),
                        certificate,
                        encrypted(PASSPHRASE),
                        junk,
                        plain()))
                .isEqualTo(new Result(1, 3));

        assertThat(refusals).containsOnly(Refusal.NO_KEY);
        assertThat(files.content).containsOnlyKeys(id);
    }

    @Test
    void a_plain_key_that_claims_to_be_another_is_left_out() throws Exception {
        byte[] other = {1};
        files.store(OTHER_ID, other);

        run(asNotary("", ""), KnownPassphrases.of(PASSPHRASE), plain().with(KeyBlock.PATH, OTHER_ID));

        assertThat(refusals).containsExactly(Refusal.OTHER_KEY);
        assertThat(files.content.get(OTHER_ID)).isEqualTo(other);
    }

    @Test
    void an_encrypted_key_replaces_no_other_file_unless_that_is_asked_for() throws Exception {
        byte[] other = {1};
        files.store(id, other);
        KeyBlock claim = encrypted(PASSPHRASE).with(KeyBlock.PATH, id);

        assertThat(run(careful(), KnownPassphrases.of(), claim)).isEqualTo(new Result(0, 1));
        assertThat(refusals).containsExactly(Refusal.PRESENT);
        assertThat(files.content.get(id)).isEqualTo(other);

        assertThat(run(asNotary("", ""), KnownPassphrases.of(), claim)).isEqualTo(new Result(1, 0));
        assertThat(run(careful(), KnownPassphrases.of(), claim)).isEqualTo(new Result(1, 0));
    }

    @Test
    void an_encrypted_key_without_a_name_is_opened_to_find_its_name() throws Exception {
        KeyBlock block = encrypted(PASSPHRASE);

        assertThat(run(careful(), KnownPassphrases.of(PASSPHRASE), block)).isEqualTo(new Result(1, 0));

        assertThat(files.content.get(id)).isEqualTo(block.encode());
        assertThat(only().role()).isEqualTo("alice");
    }

    @Test
    void a_wrong_passphrase_for_a_key_without_a_name_takes_nothing() {
        assertThatThrownBy(() -> run(careful(), KnownPassphrases.of("wrong"), encrypted(PASSPHRASE)))
                .isInstanceOf(KeyException.PassphraseInvalid.class);

        assertThat(files.content).isEmpty();
    }

    @Test
    void blocks_of_one_name_in_a_row_become_one_file() throws Exception {
        KeyBlock block = encrypted(PASSPHRASE).with(KeyBlock.PATH, id);

        assertThat(run(asNotary("", ""), KnownPassphrases.of(), block, block, block.with(KeyBlock.PATH, "other")))
                .isEqualTo(new Result(2, 0));

        assertThat(KeyBlock.all(files.find(id).orElseThrow())).hasSize(2);
        assertThat(KeyBlock.all(files.find("other").orElseThrow())).hasSize(1);
    }

    @Test
    void what_was_complete_when_a_passphrase_is_missing_is_kept() {
        KeyBlock first = encrypted(PASSPHRASE).with(KeyBlock.PATH, "first");
        KeyBlock second = encrypted(PASSPHRASE).with(KeyBlock.PATH, "second");

        assertThatThrownBy(() -> run(asNotary("", ""), KnownPassphrases.of(), first, second, plain()))
                .isInstanceOf(KeyException.AttemptsExceeded.class);

        assertThat(files.content).containsOnlyKeys("first");
    }

    @Test
    void an_export_is_imported_again_to_the_byte() throws Exception {
        KeyRing ring = KeyRing.open(files, KnownPassphrases.of(PASSPHRASE), (name, why) -> {});
        ring.generate("root", "");
        ring.generate("targets", "ex.com/a");
        ring.add(key, "alice", "");
        byte[] pem = new KeyExport(files).all();
        MemoryKeyFiles elsewhere = new MemoryKeyFiles();

        Result result = new KeyImport(elsewhere, "", "", NamelessKeys.REFUSED, Present.KEPT)
                .run(pem, KnownPassphrases.of(), (refusal, path) -> refusals.add(refusal));

        assertThat(result).isEqualTo(new Result(3, 0));
        assertThat(elsewhere.content).containsOnlyKeys(files.list().toArray(new String[0]));
        elsewhere.content.forEach((name, content) -> assertThat(content).isEqualTo(files.content.get(name)));
    }
}
