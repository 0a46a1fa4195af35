package dev.navicert.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file system of its own, small enough to be filled. Only root can mount one. */
final class SmallDisk implements AutoCloseable {
    private final Path root;

    SmallDisk(Path root) throws Exception {
        this.root = Files.createDirectories(root);
        run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", root.toString());
    }

    /** Whether this machine lets us have one. */
    static boolean isPossible(Path scratch) throws Exception {
        try (SmallDisk tried = new SmallDisk(scratch)) {
            return Files.isDirectory(tried.root);
        } catch (IOException notRoot) {
            return false;
        }
    }

    void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(root.resolve("filler"))) {
            byte[] block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            if (Files.getFileStore(root).getUsableSpace() > 0) {
                throw full;
            }
        }
    }

    void makeRoom() throws IOException {
        Files.delete(root.resolve("filler"));
    }

    /** For whoever opens a file from now on; the files that are open would forbid it for the file system itself. */
    void readOnly() throws Exception {
        run("mount", "--bind", root.toString(), root.toString());
        run("mount", "-o", "remount,bind,ro", root.toString());
    }

    void writable() throws Exception {
        run("umount", root.toString());
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }

    @Override
    public void close() throws Exception {
        run("umount", root.toString());
    }
}
