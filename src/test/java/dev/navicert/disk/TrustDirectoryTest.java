package dev.navicert.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.name.Gun;
import dev.navicert.trust.MetadataCache;
import dev.navicert.tuf.RoleName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustDirectoryTest {
    private static final Gun GUN = new Gun("localhost:5000/team/app");

    @TempDir
    Path top;

    @Test
    void lays_files_out_as_notary_does() throws IOException {
        MetadataCache cache = new TrustDirectory(top.resolve("trust")).cache(GUN);

        cache.store(RoleName.ROOT, "r".getBytes(UTF_8));
        cache.store(RoleName.RELEASES, "d".getBytes(UTF_8));

        assertThat(listing())
                .containsExactly(
                        "rwx------ trust",
                        "rwx------ trust/private",
                        "rwx------ trust/tuf",
                        "rwx------ trust/tuf/localhost:5000",
                        "rwx------ trust/tuf/localhost:5000/team",
                        "rwx------ trust/tuf/localhost:5000/team/app",
                        "rwx------ trust/tuf/localhost:5000/team/app/changelist",
                        "rwx------ trust/tuf/localhost:5000/team/app/metadata",
                        "rw------- trust/tuf/localhost:5000/team/app/metadata/root.json",
                        "rwx------ trust/tuf/localhost:5000/team/app/metadata/targets",
                        "rw------- trust/tuf/localhost:5000/team/app/metadata/targets/releases.json");
    }

    @Test
    void gives_back_the_bytes_it_was_given() throws IOException {
        byte[] bytes = {0, (byte) 0xff, '\n'};
        new TrustDirectory(top).cache(GUN).store(RoleName.SNAPSHOT, bytes);

        assertThat(new TrustDirectory(top).cache(GUN).load(RoleName.SNAPSHOT)).hasValue(bytes);
    }

    @Test
    void holds_nothing_that_was_never_stored_or_was_removed() throws IOException {
        MetadataCache cache = new TrustDirectory(top).cache(GUN);
        cache.store(RoleName.TARGETS, new byte[1]);
        cache.remove(RoleName.TARGETS);

        assertThat(cache.load(RoleName.TARGETS)).isEmpty();
        assertThat(cache.load(RoleName.RELEASES)).isEmpty();
    }

    @Test
    void never_takes_an_unreadable_copy_for_none() throws IOException {
        MetadataCache cache = new TrustDirectory(top).cache(GUN);
        Files.createDirectory(top.resolve("tuf").resolve(GUN.value()).resolve("metadata/root.json"));

        assertThatThrownBy(() -> cache.load(RoleName.ROOT)).isInstanceOf(IOException.class);
    }

    @Test
    void a_pipe_in_the_place_of_a_copy_makes_nobody_wait() throws Exception {
        MetadataCache cache = new TrustDirectory(top).cache(GUN);
        Path pipe = top.resolve("tuf").resolve(GUN.value()).resolve("metadata/snapshot.json");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor(5, TimeUnit.SECONDS))
                .isTrue();

        assertThatThrownBy(() -> cache.load(RoleName.SNAPSHOT)).hasMessage("open " + pipe + ": it is no plain file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "..", "a/../../../x", "a/..", "/..", ".", "/", "a/./b", "a\0b"})
    void refuses_a_gun_that_does_not_stay_inside(String gun) throws IOException {
        assertThatThrownBy(() -> new TrustDirectory(top.resolve("trust")).cache(new Gun(gun)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot keep trust data for");
        assertThat(listing()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/x", "a//b", "a b", "..a/b..", "x/", "A/B:1", "a\\b"})
    void accepts_what_stays_inside_as_notary_does(String gun) throws IOException {
        new TrustDirectory(top).cache(new Gun(gun)).store(RoleName.ROOT, new byte[1]);

        assertThat(listing()).anyMatch(line -> line.startsWith("rw------- tuf/") && line.endsWith("/root.json"));
    }

    @Test
    void says_as_notary_does_that_a_file_is_in_the_way() throws IOException {
        Path file = Files.writeString(top.resolve("file"), "x");

        assertThatThrownBy(() -> new TrustDirectory(file).cache(new Gun("g")))
                .hasMessage("mkdir " + file + ": not a directory");
    }

    @Test
    void says_as_notary_does_that_a_directory_cannot_be_made() {
        assertThatThrownBy(() -> new TrustDirectory(Path.of("/proc/nope")).cache(new Gun("g")))
                .hasMessage("mkdir /proc/nope: no such file or directory");
    }

    private List<String> listing() throws IOException {
        try (Stream<Path> all = Files.walk(top)) {
            return all.filter(path -> !path.equals(top))
                    .sorted()
                    .map(path -> permissions(path) + " " + top.relativize(path))
                    .toList();
        }
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
