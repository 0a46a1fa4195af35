package dev.navicert.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * etcd and kube-apiserver as processes of this machine, on free ports of loopback, with all their files in one folder.
 * There is no kubelet and no controller.
 */
final class ControlPlane implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path folder;
    private final List<Daemon> daemons = new ArrayList<>();

    /** @param folder its own; deleted when it closes */
    ControlPlane(Path folder) {
        this.folder = folder;
    }

    /** Both servers, ready for work. */
    KubernetesClient start(Path apiServer, Path etcd) throws IOException, GeneralSecurityException {
        return startApiServer(apiServer, startEtcd(etcd));
    }

    private String startEtcd(Path etcd) throws IOException {
        String clients = "http://127.0.0.1:" + freePort();
        String peers = "http://127.0.0.1:" + freePort();
        Daemon daemon = launch(
                etcd.toString(),
                "--data-dir=" + folder.resolve("etcd"),
                "--listen-client-urls=" + clients,
                "--advertise-client-urls=" + clients,
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=default=" + peers,
                "--unsafe-no-fsync",
                "--log-level=error");
        await(daemon, () -> answers(clients + "/health"));
        return clients;
    }

    private KubernetesClient startApiServer(Path apiServer, String store) throws IOException, GeneralSecurityException {
        String token = UUID.randomUUID().toString();
        Path tokens = Files.writeString(folder.resolve("tokens.csv"), token + ",admin,admin,\"system:masters\"\n");
        KeyPair serviceAccounts = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        Path certificates = folder.resolve("certs");
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                apiServer.toString(),
                "--etcd-servers=" + store,
                "--bind-address=127.0.0.1",
                "--secure-port=" + port,
                "--cert-dir=" + certificates,
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file="
                        + Pem.write(
                                folder.resolve("sa.pub"),
                                "PUBLIC KEY",
                                serviceAccounts.getPublic().getEncoded()),
                "--service-account-signing-key-file="
                        + Pem.write(
                                folder.resolve("sa.key"),
                                "PRIVATE KEY",
                                serviceAccounts.getPrivate().getEncoded()),
                "--service-cluster-ip-range=10.0.0.0/24",
                "--token-auth-file=" + tokens,
                "--authorization-mode=RBAC",
                "--disable-admission-plugins=ServiceAccount"));
        if (helpOf(apiServer).matches("(?s).*\\bImageVolume=true\\|false \\((ALPHA|BETA) - default=false\\).*")) {
            command.add("--feature-gates=ImageVolume=true");
        }
        Daemon daemon = launch(command.toArray(String[]::new));
        await(daemon, () -> Files.exists(certificates.resolve("apiserver.crt")));
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("https://127.0.0.1:" + port)
                .withCaCertFile(certificates.resolve("apiserver.crt").toString())
                .withOauthToken(token)
                .withRequestRetryBackoffLimit(0)
                .build();
        KubernetesClient speaking =
                new KubernetesClientBuilder().withConfig(config).build();
        try {
            await(daemon, () -> isReady(speaking));
        } catch (RuntimeException e) {
            speaking.close();
            throw e;
        }
        return speaking;
    }

    private static boolean isReady(KubernetesClient client) {
        try {
            return "ok".equals(client.raw("/readyz"))
                    && client.namespaces().withName("default").get() != null;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static boolean answers(String url) {
        try (InputStream body = URI.create(url).toURL().openStream()) {
            return body.read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String helpOf(Path program) throws IOException {
        Process process = new ProcessBuilder(program.toString(), "--help")
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private Daemon launch(String... command) {
        Daemon daemon = Daemon.start(folder, List.of(command));
        daemons.add(daemon);
        return daemon;
    }

    private static void await(Daemon daemon, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (!daemon.isRunning() || System.nanoTime() > end) {
                throw new IllegalStateException(daemon.lastWords());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        for (int last = daemons.size() - 1; last >= 0; last--) {
            daemons.get(last).close();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
