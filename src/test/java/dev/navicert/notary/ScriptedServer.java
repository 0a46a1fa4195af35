package dev.navicert.notary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A server on loopback that does exactly what a test tells it to, byte by byte; honest servers are too well-behaved. */
final class ScriptedServer implements AutoCloseable {
    static final Path TLS = Path.of("src/test/resources/tls");

    /** What is done with each request. */
    interface Script {
        void answer(Received request, Wire wire) throws Exception;
    }

    /** A request as it came in. */
    record Received(String head, String body) {
        String target() {
            return head.split(" ", 3)[1];
        }

        Optional<String> header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT)
                            .startsWith(name.toLowerCase(java.util.Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        }
    }

    /** The connection a request came on. */
    record Wire(Socket socket) {
        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
        }

        void answer(int status, String headers, String body) throws IOException {
            send("HTTP/1.1 " + status + " Whatever\r\nContent-Length: " + body.length() + "\r\n" + headers + "\r\n"
                    + body);
        }

        void ok(String body) throws IOException {
            answer(200, "", body);
        }

        void close() throws IOException {
            socket.close();
        }

        /** Ends the connection as a process does that is killed with unread bytes. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *([0-9]+)");

    private final ServerSocket door;
    private final boolean encrypted;
    private final Script script;
    private final List<Received> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    private ScriptedServer(ServerSocket door, boolean encrypted, Script script) {
        this.door = door;
        this.encrypted = encrypted;
        this.script = script;
        Thread thread = new Thread(this::accept, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    static ScriptedServer plain(Script script) throws IOException {
        return plain(0, script);
    }

    /** On a port that a test knows: where another was, or will be. */
    static ScriptedServer plain(int port, Script script) throws IOException {
        return new ScriptedServer(new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1")), false, script);
    }

    /** Shows {@code certificate}; asks for one of ours if {@code clientAuthority} is given. */
    static ScriptedServer encrypted(String certificate, @Nullable String clientAuthority, Script script)
            throws Exception {
        PemFile chain = pem(certificate + ".pem");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry(
                "server",
                pem(certificate + ".key").privateKey(),
                new char[0],
                chain.certificates().toArray(new X509Certificate[0]));
        KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
        own.init(keys, new char[0]);
        TrustManagerFactory others = TrustManagerFactory.getInstance("PKIX");
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        if (clientAuthority != null) {
            trusted.setCertificateEntry(
                    "ca", pem(clientAuthority + ".pem").certificates().get(0));
            others.init(trusted);
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), clientAuthority == null ? null : others.getTrustManagers(), null);
        SSLServerSocket door = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        door.setNeedClientAuth(clientAuthority != null);
        return new ScriptedServer(door, true, script);
    }

    static PemFile pem(String name) throws IOException {
        return PemFile.parse(java.nio.file.Files.readAllBytes(TLS.resolve(name)));
    }

    String url() {
        return (encrypted ? "https://" : "http://") + "127.0.0.1:" + port();
    }

    int port() {
        return door.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    List<Received> requests() {
        return requests;
    }

    List<String> targets() {
        return requests.stream().map(Received::target).toList();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                open.add(socket);
                connections.incrementAndGet();
                Thread thread = new Thread(() -> serve(socket), "scripted-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            for (Optional<Received> request = read(in); request.isPresent(); request = read(in)) {
                requests.add(request.get());
                script.answer(request.get(), new Wire(socket));
            }
        } catch (Exception whatTheClientDid) {
            // The test looks at the client.
        }
    }

    private static Optional<Received> read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                return Optional.empty();
            }
            head.write(b);
        }
        String text = head.toString(ISO_8859_1);
        Matcher length = LENGTH.matcher(text);
        byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        return Optional.of(new Received(text, new String(body, ISO_8859_1)));
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
