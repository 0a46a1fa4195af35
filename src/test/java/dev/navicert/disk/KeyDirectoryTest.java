package dev.navicert.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyDirectoryTest {
    private static final String KEY =
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n";

    @TempDir
    Path top;

    private final List<String> notMoved = new ArrayList<>();

    private KeyDirectory open() throws IOException {
        return KeyDirectory.open(new TrustDirectory(top.resolve("trust")), notMoved::add);
    }

    private Path file(String name, String content) throws IOException {
        Path file = top.resolve("trust/private").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private List<String> listing() throws IOException {
        Path start = top.resolve("trust");
        try (Stream<Path> files = Files.walk(start)) {
            List<String> lines = new ArrayList<>();
            for (Path path : files.filter(path -> !path.equals(start)).sorted().toList()) {
                lines.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)) + " "
                        + start.relativize(path));
            }
            return lines;
        }
    }

    @Test
    void keeps_files_that_only_their_owner_can_read() throws IOException {
        KeyDirectory keys = open();
        keys.store("0123", "one".getBytes(UTF_8));
        keys.store("0123", "two".getBytes(UTF_8));

        assertThat(keys.list()).containsExactly("0123");
        assertThat(keys.find("0123")).hasValue("two".getBytes(UTF_8));
        assertThat(keys.find("4567")).isEmpty();
        assertThat(listing()).containsExactly("rwx------ private", "rw------- private/0123.key");

        keys.remove("0123");
        keys.remove("0123");
        assertThat(keys.list()).isEmpty();
    }

    @Test
    void finds_keys_in_folders_and_passes_over_links_and_other_files() throws IOException {
        file("b.key", "b");
        file("a/z.key", "z");
        file("a.pem", "x");
        file(".key", "nameless");
        Files.createSymbolicLink(top.resolve("trust/private/link.key"), top.resolve("trust/private/b.key"));
        Files.createSymbolicLink(top.resolve("trust/private/linked"), top.resolve("trust/private/a"));

        assertThat(open().list()).containsExactly("", "a/z", "b");
        assertThat(open().find("a/z")).hasValue("z".getBytes(UTF_8));
    }

    @Test
    void a_link_in_the_place_of_a_key_is_replaced_not_followed() throws IOException {
        Path elsewhere = Files.writeString(top.resolve("elsewhere"), "untouched");
        KeyDirectory keys = open();
        Files.createSymbolicLink(top.resolve("trust/private/k.key"), elsewhere);

        keys.store("k", "new".getBytes(UTF_8));

        assertThat(elsewhere).hasContent("untouched");
        assertThat(keys.list()).containsExactly("k");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../x", "\0"})
    void a_name_never_leads_out(String name) {
        assertThatThrownBy(() -> open().store(name, new byte[1])).isInstanceOf(IOException.class);
        assertThat(top.resolve("trust/x.key")).doesNotExist();
    }

    @Test
    void refuses_a_file_that_is_no_key_by_its_size() throws IOException {
        file("big.key", "x".repeat((1 << 20) + 1));

        assertThatThrownBy(() -> open().find("big"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("longer than");
    }

    @Test
    void says_why_a_key_cannot_be_removed() throws IOException {
        KeyDirectory keys = open();
        Path occupied =
                Files.createDirectories(top.resolve("trust/private/0123.key/x")).getParent();

        assertThatThrownBy(() -> keys.remove("0123")).hasMessage("remove " + occupied + ": directory not empty");
    }

    @Test
    void a_pipe_in_the_place_of_a_key_makes_nobody_wait() throws Exception {
        KeyDirectory keys = open();
        Path pipe = top.resolve("trust/private/pipe.key");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor(5, TimeUnit.SECONDS))
                .isTrue();

        assertThat(keys.list()).containsExactly("pipe");
        assertThatThrownBy(() -> keys.find("pipe")).hasMessage("open " + pipe + ": it is no plain file");
    }

    @Test
    void says_why_there_can_be_no_directory() throws IOException {
        Files.writeString(top.resolve("trust"), "a file");

        assertThatThrownBy(this::open).hasMessage("mkdir " + top.resolve("trust") + ": not a directory");
    }

    @Test
    void moves_the_keys_of_an_old_layout_with_role_and_gun() throws IOException {
        file("root_keys/aa_root.key", KEY);
        file("tuf_keys/ex.com/old/bb_targets.key", KEY);
        file("tuf_keys/cc_alice_x.key", KEY);
        file("trusted_certificates/ex.com/x.crt", "x");

        KeyDirectory keys = open();

        assertThat(keys.list()).containsExactly("aa", "bb", "cc_alice_x");
        assertThat(new String(keys.find("aa").orElseThrow(), UTF_8))
                .contains("role: root\n\n")
                .doesNotContain("gun");
        assertThat(new String(keys.find("bb").orElseThrow(), UTF_8)).contains("gun: ex.com/old\nrole: targets\n\n");
        assertThat(new String(keys.find("cc_alice_x").orElseThrow(), UTF_8)).contains("role: alice\n\n");
        assertThat(top.resolve("trust/private/root_keys")).doesNotExist();
        assertThat(top.resolve("trust/private/tuf_keys")).doesNotExist();
        assertThat(top.resolve("trust/private/trusted_certificates")).doesNotExist();
        assertThat(notMoved).isEmpty();
    }

    @Test
    void what_cannot_be_moved_stays_where_it_was() throws IOException {
        Path junk = file("root_keys/aa_root.key", "not a pem");
        file("root_keys/bb_root.key", KEY);

        KeyDirectory keys = open();

        assertThat(junk).hasContent("not a pem");
        assertThat(keys.list()).containsExactly("bb", "root_keys/aa_root");
        assertThat(notMoved).containsExactly("root_keys/aa_root");
    }

    @Test
    void a_link_to_an_old_layout_is_not_followed() throws IOException {
        Path elsewhere = Files.createDirectories(top.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("aa_root.key"), KEY);
        Files.createDirectories(top.resolve("trust/private"));
        Files.createSymbolicLink(top.resolve("trust/private/root_keys"), elsewhere);

        assertThat(open().list()).isEmpty();

        assertThat(elsewhere.resolve("aa_root.key")).hasContent(KEY);
    }
}
