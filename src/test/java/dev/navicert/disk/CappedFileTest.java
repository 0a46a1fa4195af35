package dev.navicert.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CappedFileTest {
    @TempDir
    Path directory;

    @Test
    void a_file_may_be_as_long_as_allowed_and_no_longer() throws IOException {
        byte[] content = {1, 2, 3, 4, 5};
        Path file = Files.write(directory.resolve("file"), content);

        assertThat(CappedFile.read(file, 6)).contains(content);
        assertThat(CappedFile.read(file, 5)).contains(content);
        assertThatExceptionOfType(CappedFile.TooLongException.class).isThrownBy(() -> CappedFile.read(file, 4));
        assertThatExceptionOfType(CappedFile.TooLongException.class).isThrownBy(() -> CappedFile.read(file, 0));
    }

    @Test
    void an_empty_file_is_not_an_absent_one() throws IOException {
        assertThat(CappedFile.read(Files.createFile(directory.resolve("empty")), 0))
                .contains(new byte[0]);
        assertThat(CappedFile.read(directory.resolve("absent"), 0)).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void what_a_file_says_of_its_length_is_not_believed() throws IOException {
        Path saysZero = Path.of("/proc/self/status");

        assertThat(saysZero).hasSize(0);
        assertThat(CappedFile.read(saysZero, 1 << 20).orElseThrow()).hasSizeGreaterThan(100);
        assertThatExceptionOfType(CappedFile.TooLongException.class).isThrownBy(() -> CappedFile.read(saysZero, 100));
    }
}
