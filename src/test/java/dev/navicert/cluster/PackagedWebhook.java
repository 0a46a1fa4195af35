package dev.navicert.cluster;

import dev.navicert.packaged.Distribution;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;

/**
 * {@code navicert webhook} of the distribution, as a process.
 *
 * @param daemon the process
 * @param port where it takes reviews
 * @param caBundle what the API server must believe
 */
record PackagedWebhook(Daemon daemon, int port, String caBundle) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Starts it with a policy and waits until it is ready. */
    static PackagedWebhook start(Path folder, String policy)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path documents = Files.writeString(folder.resolve("policy.yaml"), policy);
        ServingCertificate serving = ServingCertificate.in(folder);
        int port = freePort();
        int metrics = freePort();
        Daemon daemon = Daemon.start(
                folder,
                List.of(
                        Distribution.built().home().resolve("bin/navicert").toString(),
                        "webhook",
                        "--policy=" + documents,
                        "--port=" + port,
                        "--metrics-port=" + metrics,
                        "--tls-cert=" + serving.certificate(),
                        "--tls-key=" + serving.key(),
                        "--state=" + folder.resolve("state")));
        URI ready = URI.create("http://127.0.0.1:" + metrics + "/readyz");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answersOk(ready)) {
            if (!daemon.isRunning() || System.nanoTime() > end) {
                daemon.close();
                throw new IllegalStateException("the webhook is not ready; " + daemon.lastWords());
            }
            Thread.sleep(100);
        }
        return new PackagedWebhook(daemon, port, serving.caBundle());
    }

    private static boolean answersOk(URI uri) {
        try {
            return ((HttpURLConnection) uri.toURL().openConnection()).getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        daemon.close();
    }
}
