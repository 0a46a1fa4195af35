package dev.navicert.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.navicert.name.Gun;
import dev.navicert.trustserver.RepositoryFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A trust server on one port of this machine that has good days and bad ones. */
final class MoodyServer implements AutoCloseable {
    /** What is done with a request for a file. */
    interface Mood {
        void answer(byte[] file, OutputStream out) throws Exception;
    }

    /** An honest answer. */
    static final Mood GOOD = (file, out) -> send(out, 200, file);

    private final int port;
    private final Map<String, RepositoryFiles> served = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private volatile Mood mood = GOOD;
    private volatile @Nullable SSLContext tls;
    private volatile @Nullable ServerSocket door;

    MoodyServer(@Nullable SSLContext tls) throws IOException {
        this.tls = tls;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        open();
    }

    /** Shows this certificate. */
    static SSLContext showing(SelfMadeCertificate.Pair certificate) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        Certificate shown = CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(certificate.certificate().getBytes(ISO_8859_1)));
        String key = certificate.key().replaceAll("-----[A-Z ]+-----|\\s", "");
        keys.setKeyEntry(
                "server",
                KeyFactory.getInstance("EC")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key))),
                new char[0],
                new Certificate[] {shown});
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(keys, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    String url() {
        return (tls == null ? "http" : "https") + "://127.0.0.1:" + port;
    }

    /** The paths that were asked for. */
    List<String> requests() {
        return requests;
    }

    void serve(Gun gun, RepositoryFiles files) {
        served.put(gun.value(), files);
    }

    /** From now on; whoever waits for an answer is cut off. */
    void become(Mood other) {
        mood = other;
        disconnect();
    }

    /** From now on; for {@code https} servers. */
    void show(SSLContext other) {
        tls = other;
        disconnect();
    }

    /** Nobody listens any more. */
    void shut() throws IOException {
        ServerSocket open = door;
        if (open != null) {
            open.close();
        }
        disconnect();
    }

    /** Listens again, on the same port. */
    void open() throws IOException {
        ServerSocket opened = new ServerSocket();
        opened.setReuseAddress(true);
        opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        door = opened;
        inBackground(() -> accept(opened));
    }

    private void disconnect() {
        for (Socket connection : connections) {
            try {
                connection.close();
            } catch (IOException e) {
                continue; // it is not there any more
            }
        }
        connections.clear();
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                Socket socket = opened.accept();
                connections.add(socket);
                inBackground(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket plain) {
        SSLContext encrypted = tls;
        try (Socket socket = encrypted == null
                ? plain
                : encrypted.getSocketFactory().createSocket(plain, new ByteArrayInputStream(new byte[0]), true)) {
            for (String path = path(socket.getInputStream()); !path.isEmpty(); path = path(socket.getInputStream())) {
                requests.add(path);
                Optional<byte[]> file = file(path);
                if (file.isPresent()) {
                    mood.answer(file.get(), socket.getOutputStream());
                } else {
                    send(socket.getOutputStream(), 404, new byte[0]);
                }
            }
        } catch (Exception whatTheClientDid) {
            // The test looks at the client.
        }
    }

    private Optional<byte[]> file(String path) {
        int at = path.indexOf("/_trust/tuf/");
        return at < 0
                ? Optional.empty()
                : Optional.ofNullable(served.get(path.substring("/v2/".length(), at)))
                        .flatMap(files -> files.file(path.substring(at + "/_trust/tuf/".length())));
    }

    /** Empty if the client has hung up. */
    private static String path(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                return "";
            }
            head.write(b);
        }
        return head.toString(ISO_8859_1).split(" ", 3)[1];
    }

    static void send(OutputStream out, int status, byte[] body) throws IOException {
        out.write(("HTTP/1.1 " + status + " Whatever\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(ISO_8859_1));
        out.write(body);
        out.flush();
    }

    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task, "moody-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        shut();
    }
}
