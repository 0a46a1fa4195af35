package dev.navicert.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server process that cannot outlive this JVM: its shell holds our pipe as descriptor 3 and ends it when the pipe closes, be it
 * by {@link #close()} or because we were killed.
 */
final class Daemon implements AutoCloseable {
    private static final String KEEPER =
            "exec 3<&0; \"$@\" & child=$!; (cat <&3 >/dev/null; kill $child 2>/dev/null) & exec 3<&-; wait $child";
    private static final int LINES_SHOWN = 15;

    private final String name;
    private final Process keeper;
    private final Path log;

    private Daemon(String name, Process keeper, Path log) {
        this.name = name;
        this.keeper = keeper;
        this.log = log;
    }

    static Daemon start(Path folder, List<String> command) {
        String name = Path.of(command.get(0)).getFileName().toString();
        Path log = folder.resolve(name + ".log");
        List<String> kept = new ArrayList<>(List.of("/bin/sh", "-c", KEEPER, "sh"));
        kept.addAll(command);
        try {
            return new Daemon(
                    name,
                    new ProcessBuilder(kept)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isRunning() {
        return keeper.isAlive();
    }

    /** What it last said, for the message of whoever gives up on it. */
    String lastWords() {
        try {
            List<String> lines =
                    List.of(Files.readString(log, StandardCharsets.UTF_8).split("\n"));
            return name + " said last:\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            return name + " left no log: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> family = keeper.descendants().toList();
        try {
            keeper.getOutputStream().close();
            if (!keeper.waitFor(10, TimeUnit.SECONDS)) {
                family.forEach(ProcessHandle::destroyForcibly);
                keeper.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
        } catch (IOException e) {
            family.forEach(ProcessHandle::destroyForcibly);
        } catch (InterruptedException e) {
            family.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }
}
