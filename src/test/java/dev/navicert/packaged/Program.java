package dev.navicert.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One way to start a program: which file, from where, in which environment. Immutable; each {@code with…} answers another.
 *
 * <p>The environment starts with PATH and HOME alone, so that nothing of the build leaks into what a user would see.
 */
public final class Program {
    private static final long PATIENCE_SECONDS = 60;

    private final Path file;
    private final Path directory;
    private final Map<String, String> environment;

    Program(Path file) {
        this(file, Path.of("").toAbsolutePath(), Map.of("PATH", System.getenv("PATH"), "HOME", "/nonexistent"));
    }

    private Program(Path file, Path directory, Map<String, String> environment) {
        this.file = file;
        this.directory = directory;
        this.environment = Map.copyOf(environment);
    }

    /** What a run left on the streams. */
    public record Result(int exit, String out, String err) {}

    Path file() {
        return file;
    }

    Program calledAs(Path other) {
        return new Program(other, directory, environment);
    }

    public Program from(Path other) {
        return new Program(file, other, environment);
    }

    public Program with(String variable, String value) {
        Map<String, String> changed = new HashMap<>(environment);
        changed.put(variable, value);
        return new Program(file, directory, changed);
    }

    /** Runs it to its end, with nothing on standard input. */
    public Result run(String... arguments) {
        try {
            Path out = Files.createTempFile("navicert-out", ".txt");
            Path err = Files.createTempFile("navicert-err", ".txt");
            try {
                Process process = start(out, err, arguments);
                process.getOutputStream().close();
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError(file + " did not end within " + PATIENCE_SECONDS + " s; it said: "
                            + Files.readString(out) + Files.readString(err));
                }
                return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts it and lets it run; its streams go to the two files. */
    public Process start(Path out, Path err, String... arguments) {
        List<String> command = new ArrayList<>(List.of(file.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
