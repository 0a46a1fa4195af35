package dev.navicert.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The one address that the webhook knows as its trust server. What is behind it changes; who is connected at that moment is cut
 * off, as by a load balancer whose server is gone.
 */
final class Gate implements AutoCloseable {
    /** What is behind the gate now; nothing, if there is no server. */
    private record Behind(URI server, Duration delay) {}

    private static final int BUFFER = 16 << 10;

    private final ServerSocket door;
    private final Set<Socket> connected = ConcurrentHashMap.newKeySet();
    private volatile Behind behind;

    Gate(URI server) throws IOException {
        this.behind = new Behind(server, Duration.ZERO);
        this.door = new ServerSocket(0, 64, InetAddress.getByName("127.0.0.1"));
        start(this::open);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /** From now on this server answers. */
    void leadTo(URI server) {
        change(new Behind(server, Duration.ZERO));
    }

    /** From now on the same server answers, each connection's bytes this much later. */
    void delayBy(Duration delay) {
        change(new Behind(behind.server(), delay));
    }

    private void change(Behind next) {
        behind = next;
        connected.forEach(Gate::cut);
    }

    private void open() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                connected.add(client);
                start(() -> lead(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void lead(Socket client) {
        Behind now = behind;
        try (client;
                Socket server = new Socket(now.server().getHost(), now.server().getPort())) {
            connected.add(server);
            Thread answers = start(() -> pass(server, client, now.delay()));
            pass(client, server, Duration.ZERO);
            answers.join();
            connected.remove(server);
        } catch (IOException serverIsGone) {
            cut(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connected.remove(client);
        }
    }

    private static void pass(Socket from, Socket to, Duration delay) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                Thread.sleep(delay.toMillis());
                out.write(buffer, 0, read);
                out.flush();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            cut(from);
            cut(to);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Without a farewell: the peer reads a reset. */
    private static void cut(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException alreadyClosed) {
            // Nothing left to say goodbye to.
        }
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "gate");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() throws IOException {
        door.close();
        connected.forEach(Gate::cut);
    }
}
