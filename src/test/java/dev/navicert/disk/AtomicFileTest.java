package dev.navicert.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path directory;

    @Test
    void replaces_the_content_and_leaves_nothing_else_behind() throws IOException {
        Path file = directory.resolve("root.json");

        AtomicFile.write(file, "one".getBytes(UTF_8));
        AtomicFile.write(file, "two".getBytes(UTF_8));

        assertThat(file).hasContent("two");
        assertThat(directory).isDirectoryNotContaining(entry -> !entry.equals(file));
    }

    @Test
    void lets_only_the_owner_read() throws IOException {
        Path file = directory.resolve("root.json");

        AtomicFile.write(file, new byte[0]);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void replaces_a_link_instead_of_writing_through_it() throws IOException {
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "precious");
        Path file = Files.createSymbolicLink(directory.resolve("root.json"), elsewhere);

        AtomicFile.write(file, "new".getBytes(UTF_8));

        assertThat(elsewhere).hasContent("precious");
        assertThat(file).hasContent("new").isRegularFile();
    }

    @Test
    void keeps_the_old_content_and_cleans_up_when_it_cannot_replace() throws IOException {
        Path occupied = directory.resolve("root.json");
        Files.createDirectories(occupied.resolve("x"));

        assertThatThrownBy(() -> AtomicFile.write(occupied, new byte[1]))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("open " + occupied);
        assertThat(directory).isDirectoryNotContaining(entry -> !entry.equals(occupied));
    }

    @Test
    void says_which_directory_is_missing() {
        Path file = directory.resolve("nowhere/root.json");

        assertThatThrownBy(() -> AtomicFile.write(file, new byte[1]))
                .hasMessage("open " + file + ": no such file or directory");
    }

    @Test
    void deletes_what_is_there_and_does_not_mind_what_is_not() throws IOException {
        Path file = Files.writeString(directory.resolve("root.json"), "x");

        AtomicFile.delete(file);
        AtomicFile.delete(file);

        assertThat(file).doesNotExist();
    }
}
