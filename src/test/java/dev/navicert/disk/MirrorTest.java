package dev.navicert.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.name.Gun;
import dev.navicert.trust.MetadataName;
import dev.navicert.trust.MetadataName.Current;
import dev.navicert.trust.MetadataName.Hashed;
import dev.navicert.trust.MetadataName.VersionedRoot;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteMetadata;
import dev.navicert.tuf.RoleName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MirrorTest {
    private static final Gun GUN = new Gun("registry.example.com/team/app");

    @TempDir
    Path top;

    private Path files;

    @BeforeEach
    void mirror() throws IOException {
        files = Files.createDirectories(top.resolve("mirror/v2/registry.example.com/team/app/_trust/tuf"));
        Files.createDirectories(files.resolve("targets"));
    }

    @Test
    void serves_the_names_that_a_server_serves() throws Exception {
        Files.writeString(files.resolve("timestamp.json"), "ts");
        Files.writeString(files.resolve("2.root.json"), "root 2");
        Files.writeString(files.resolve("targets/releases.ab.json"), "releases");

        assertThat(fetch(new Current(RoleName.TIMESTAMP))).isEqualTo("ts");
        assertThat(fetch(new VersionedRoot(2))).isEqualTo("root 2");
        assertThat(fetch(new Hashed(RoleName.RELEASES, "ab"))).isEqualTo("releases");
    }

    @Test
    void reads_the_plain_name_where_the_hashed_one_was_left_out() throws Exception {
        Files.writeString(files.resolve("snapshot.json"), "sn");

        assertThat(fetch(new Hashed(RoleName.SNAPSHOT, "ab"))).isEqualTo("sn");
    }

    @Test
    void has_not_what_is_not_there() {
        assertThatThrownBy(() -> fetch(new Hashed(RoleName.SNAPSHOT, "ab")))
                .isInstanceOf(RemoteException.NotFound.class);
    }

    @Test
    void refuses_a_file_longer_than_allowed_and_reads_one_just_as_long() throws Exception {
        Files.writeString(files.resolve("root.json"), "12345");

        assertThat(collection().fetch(new Current(RoleName.ROOT), 5)).hasSize(5);
        assertThatThrownBy(() -> collection().fetch(new Current(RoleName.ROOT), 4))
                .isInstanceOf(RemoteException.TooLarge.class);
    }

    @Test
    void follows_links_inside_but_not_outside() throws Exception {
        Files.writeString(files.resolve("..data"), "inside");
        Files.createSymbolicLink(files.resolve("root.json"), Path.of("..data"));
        Files.writeString(top.resolve("secret"), "outside");
        Files.createSymbolicLink(files.resolve("targets.json"), top.resolve("secret"));

        assertThat(fetch(new Current(RoleName.ROOT))).isEqualTo("inside");
        assertThatThrownBy(() -> fetch(new Current(RoleName.TARGETS)))
                .isInstanceOf(RemoteException.Unreachable.class)
                .hasMessageContaining("outside of the mirror");
    }

    @Test
    void tells_a_missing_mirror_from_a_missing_file() {
        assertThatThrownBy(
                        () -> new Mirror(top.resolve("nowhere")).collection(GUN).fetch(new Current(RoleName.ROOT), 1))
                .isInstanceOf(RemoteException.Unreachable.class)
                .hasMessageContaining("no such file or directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../etc", "..", "a/../../b", "a\0"})
    void refuses_a_gun_that_leads_out(String gun) {
        assertThatThrownBy(() -> new Mirror(top.resolve("mirror"))
                        .collection(new Gun(gun))
                        .fetch(new Current(RoleName.ROOT), 1))
                .isInstanceOf(RemoteException.Rejected.class);
    }

    private RemoteMetadata collection() {
        return new Mirror(top.resolve("mirror")).collection(GUN);
    }

    private String fetch(MetadataName name) throws RemoteException {
        return new String(collection().fetch(name, 100), UTF_8);
    }
}
