package dev.navicert.real;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A {@code notary-server} of our own: everything in memory, on a free port of loopback, gone when closed. */
public final class RealServer implements AutoCloseable {
    static final Path TLS = Path.of("src/test/resources/tls").toAbsolutePath();

    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Process process;
    private final String url;

    private RealServer(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    public static RealServer plain(Path work) throws IOException {
        return start(work, "http", "", "");
    }

    static RealServer encrypted(Path work) throws IOException {
        return start(
                work,
                "https",
                ", \"tls_cert_file\": \"" + TLS.resolve("server.pem") + "\", \"tls_key_file\": \""
                        + TLS.resolve("server.key") + "\"",
                "");
    }

    /** Wants tokens that {@code tokens} gives. */
    static RealServer wantingTokens(Path work, TokenIssuer tokens) throws IOException {
        return start(
                work,
                "http",
                "",
                ", \"auth\": {\"type\": \"token\", \"options\": {\"realm\": \"" + tokens.realm() + "\", \"service\": \""
                        + TokenIssuer.SERVICE + "\", \"issuer\": \"" + TokenIssuer.ISSUER
                        + "\", \"rootcertbundle\": \"" + TLS.resolve("ca.pem") + "\"}}");
    }

    private static RealServer start(Path work, String scheme, String tls, String auth) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        Path config = Files.writeString(
                Files.createDirectories(work).resolve("server.json"),
                "{\"server\": {\"http_addr\": \"127.0.0.1:" + port + "\"" + tls + "},"
                        + " \"trust_service\": {\"type\": \"local\"}, \"storage\": {\"backend\": \"memory\"},"
                        + " \"logging\": {\"level\": \"error\"}" + auth + "}");
        String program = RealNotaryCondition.find("notary-server").orElseThrow().toString();
        Path log = work.resolve("server.log");
        Process process = new ProcessBuilder(program, "-config", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        RealServer server = new RealServer(process, scheme + "://127.0.0.1:" + port);
        try {
            server.awaitStart(port, log);
        } catch (IOException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private void awaitStart(int port, Path log) throws IOException {
        long start = System.nanoTime();
        while (process.isAlive() && System.nanoTime() - start < START_NANOS) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
                return;
            } catch (IOException notYet) {
                pause();
            }
        }
        throw new IOException("notary-server does not start: " + Files.readString(log));
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
