package dev.navicert.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder of this run alone, readable by this user alone; gone when it is closed. */
record DemoFolder(Path path) implements AutoCloseable {
    static DemoFolder create() throws IOException {
        return new DemoFolder(Files.createTempDirectory("navicert-demo-"));
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(path.resolve(name), text);
    }

    Path write(String name, byte[] content) throws IOException {
        return Files.write(path.resolve(name), content);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            all.sorted(Comparator.reverseOrder()).forEach(DemoFolder::delete);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
