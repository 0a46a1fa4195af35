package dev.navicert.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyExportTest {
    private final MemoryKeyFiles files = new MemoryKeyFiles();
    private final KeyExport export = new KeyExport(files);
    private final List<String> passedOver = new ArrayList<>();

    @BeforeEach
    void fill() {
        files.store("aa", key("targets", "ex.com/a"));
        files.store("bb", key("root", ""));
        files.store("sub/cc", key("snapshot", "ex.com/b"));
        files.store("junk", "no pem".getBytes(UTF_8));
    }

    private static byte[] key(String role, String gun) {
        return new KeyBlock(KeyFile.ENCRYPTED, Map.of(), new byte[] {1, 2, 3})
                .with(KeyBlock.ROLE, role)
                .with(KeyBlock.GUN, gun)
                .encode();
    }

    private static List<String> paths(byte[] pem) {
        return KeyBlock.all(pem).stream()
                .map(block -> block.header(KeyBlock.PATH))
                .toList();
    }

    @Test
    void a_block_is_as_it_was_but_for_the_name_of_its_file() throws IOException {
        assertThat(new String(export.ofKeys(Set.of("aa")), UTF_8)).isEqualTo("""
                -----BEGIN ENCRYPTED PRIVATE KEY-----
                gun: ex.com/a
                path: aa
                role: targets

                AQID
                -----END ENCRYPTED PRIVATE KEY-----
                """);
    }

    @Test
    void everything_is_every_block_of_every_file() throws IOException {
        assertThat(paths(export.all())).containsExactly("aa", "bb", "sub/cc");
    }

    @Test
    void keys_are_chosen_by_the_last_part_of_their_name() throws IOException {
        assertThat(paths(export.ofKeys(Set.of("cc", "bb", "none")))).containsExactly("bb", "sub/cc");
        assertThat(export.ofKeys(Set.of("none"))).isEmpty();
    }

    @Test
    void keys_are_chosen_by_their_gun_and_what_has_none_to_read_is_told() throws IOException {
        assertThat(paths(export.ofCollections(Set.of("ex.com/a", "ex.com/b"), (name, why) -> passedOver.add(name))))
                .containsExactly("aa", "sub/cc");
        assertThat(export.ofCollections(Set.of("ex.com"), (name, why) -> {})).isEmpty();

        assertThat(passedOver).containsExactly("junk");
    }

    @Test
    void openssls_encryption_keeps_its_header_first() throws IOException {
        files.content.clear();
        files.store(
                "dd",
                new KeyBlock(
                                "RSA PRIVATE KEY",
                                Map.of("DEK-Info", "AES-256-CBC,00", "Proc-Type", "4,ENCRYPTED"),
                                new byte[] {1})
                        .with(KeyBlock.ROLE, "bob")
                        .encode());

        assertThat(new String(export.all(), UTF_8).lines())
                .containsSequence("Proc-Type: 4,ENCRYPTED", "DEK-Info: AES-256-CBC,00", "path: dd", "role: bob", "");
    }
}
