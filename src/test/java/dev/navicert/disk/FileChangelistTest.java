package dev.navicert.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.change.ChangeEntry;
import dev.navicert.change.Changelist;
import dev.navicert.change.Scope;
import dev.navicert.change.StagedChange;
import dev.navicert.name.Gun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FileChangelistTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00.123456789Z");

    @TempDir
    Path top;

    private Changelist changelist;
    private Path directory;

    @BeforeEach
    void open() throws IOException {
        changelist = new TrustDirectory(top).changelist(new Gun("ex.com/x"), Clock.fixed(NOW, ZoneOffset.UTC));
        directory = top.resolve("tuf/ex.com/x/changelist");
    }

    @Test
    void a_file_is_named_and_protected_as_notarys() throws IOException {
        changelist.append(remove("a"));

        Path file = files().get(0);
        assertThat(file.getFileName().toString())
                .matches(
                        "01795600800123456789_[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\\.change");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readAllBytes(file)).isEqualTo(remove("a").toBytes());
        assertThat(Files.list(directory.getParent())
                        .map(path -> path.getFileName().toString()))
                .containsExactlyInAnyOrder("changelist", "metadata");
    }

    @Test
    void edits_within_one_tick_of_the_clock_keep_their_order() throws IOException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            names.add("t" + i);
            changelist.append(remove("t" + i));
        }

        assertThat(paths()).isEqualTo(names);
    }

    @Test
    void an_edit_comes_behind_those_of_a_clock_that_ran_ahead() throws IOException {
        Files.write(
                directory.resolve("01999999999999999999_x.change"),
                remove("ahead").toBytes());
        Files.write(
                directory.resolve("99999999999999999999_x.change"),
                remove("beyond time").toBytes());

        changelist.append(remove("now"));

        assertThat(paths()).containsExactly("ahead", "now", "beyond time");
    }

    @Test
    void what_cannot_be_read_keeps_its_place() throws IOException {
        Files.write(directory.resolve("1"), remove("one").toBytes());
        Files.write(directory.resolve("2"), new byte[] {5});
        Files.createDirectory(directory.resolve("3"));
        Files.createSymbolicLink(directory.resolve("4"), directory);
        Files.createSymbolicLink(directory.resolve("5"), directory.resolve("nowhere"));
        Files.write(directory.resolve("6"), remove("six").toBytes());

        assertThat(paths())
                .containsExactly(
                        "one",
                        "invalid character '\\x05' looking for beginning of value",
                        "read " + directory.resolve("4") + ": is a directory",
                        "open " + directory.resolve("5") + ": no such file or directory",
                        "six");
    }

    @Test
    @Timeout(10)
    void a_pipe_makes_nobody_wait() throws Exception {
        Path pipe = directory.resolve("1");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor(5, TimeUnit.SECONDS))
                .isTrue();

        assertThat(paths()).containsExactly("open " + pipe + ": it is no plain file");
    }

    @Test
    void no_more_is_read_than_fits() throws IOException {
        try (var file = new java.io.RandomAccessFile(directory.resolve("1").toFile(), "rw")) {
            file.setLength(FileChangelist.MAX_BYTES + 1);
        }

        assertThat(paths())
                .singleElement()
                .asString()
                .endsWith("is longer than the " + FileChangelist.MAX_BYTES + " bytes allowed");
    }

    @Test
    void removes_what_it_is_told_and_leaves_what_was_added_since() throws IOException {
        changelist.append(remove("a"));
        changelist.append(remove("b"));
        Files.write(directory.resolve("9"), new byte[0]);
        List<StagedChange> listed = changelist.list();
        changelist.append(remove("c"));

        changelist.remove(List.of(listed.get(0), listed.get(2)));
        changelist.remove(List.of(listed.get(0)));

        assertThat(paths()).containsExactly("b", "c");
    }

    @Test
    void clears_every_file() throws IOException {
        changelist.append(remove("a"));
        Files.write(directory.resolve("zz"), new byte[0]);

        changelist.clear();

        assertThat(changelist.list()).isEmpty();
    }

    private List<String> paths() throws IOException {
        return changelist.list().stream()
                .map(staged -> staged.fold(readable -> readable.entry().path(), StagedChange.Unreadable::reason))
                .toList();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private static ChangeEntry remove(String target) {
        return ChangeEntry.removeTarget(Scope.TARGETS, target);
    }
}
