package dev.navicert.faults;

import dev.navicert.packaged.Distribution;
import dev.navicert.packaged.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code navicert webhook} of the distribution, which can be killed and started again at the same ports with the same state. */
final class RunningWebhook implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final Path folder;
    private final Path policy;
    private final Path state;
    private final Path certificate;
    private final Path key;
    private final Program program;
    private final int port = freePort();
    private final int metricsPort = freePort();
    private Process process;

    /** Starts it in that folder, whose {@code policy.yaml}, {@code serving.crt} and {@code serving.key} it reads. */
    RunningWebhook(Path folder, Path state) throws Exception {
        this.folder = folder;
        this.policy = folder.resolve("policy.yaml");
        this.certificate = folder.resolve("serving.crt");
        this.key = folder.resolve("serving.key");
        this.state = state;
        this.program = Distribution.built().navicert().with("NAVICERT_JAVA_OPTIONS", "-Xmx192m");
        this.process = launch();
        awaitReady();
    }

    private Process launch() {
        return program.start(
                folder.resolve("out"),
                folder.resolve("log"),
                "webhook",
                "--policy=" + policy,
                "--port=" + port,
                "--metrics-port=" + metricsPort,
                "--tls-cert=" + certificate,
                "--tls-key=" + key,
                "--state=" + state);
    }

    URI uri() {
        return URI.create("https://localhost:" + port);
    }

    /** As an operating system out of memory does it. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    void startAgain() throws Exception {
        process = launch();
        awaitReady();
    }

    private void awaitReady() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!answers("/readyz")) {
            if (!process.isAlive() || System.nanoTime() > end) {
                kill();
                throw new AssertionError("the webhook is not ready: " + log());
            }
            Thread.sleep(50);
        }
    }

    private boolean answers(String path) {
        try {
            return ((HttpURLConnection) metrics(path).toURL().openConnection()).getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private URI metrics(String path) {
        return URI.create("http://127.0.0.1:" + metricsPort + path);
    }

    /** MiB that the process keeps in memory. */
    long residentMebibytes() throws IOException {
        Matcher found = RESIDENT.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
        if (!found.find()) {
            throw new IOException("the kernel does not say how much memory process " + process.pid() + " has");
        }
        return Long.parseLong(found.group(1)) / 1024;
    }

    /** What the present process has said. */
    String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
