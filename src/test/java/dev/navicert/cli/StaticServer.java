package dev.navicert.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Web servers that know nothing of trust, with the rules that {@code docs/mirror.md} gives them. */
enum StaticServer {
    /** The three rules, and nothing else. */
    RULES {
        @Override
        Running start(Path mirror, Path work) throws IOException {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
            server.createContext("/", exchange -> {
                String path = exchange.getRequestURI().getPath();
                Path file = mirror.resolve(path.equals("/v2/") ? "v2/index.html" : path.substring(1))
                        .normalize();
                boolean found = exchange.getRequestMethod().equals("GET")
                        && file.startsWith(mirror)
                        && Files.isRegularFile(file);
                byte[] body = found ? Files.readAllBytes(file) : new byte[0];
                exchange.sendResponseHeaders(found ? 200 : 404, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return new Running(server.getAddress().getPort(), () -> server.stop(0));
        }
    },
    PYTHON {
        @Override
        Running start(Path mirror, Path work) throws IOException {
            int port = freePort();
            String[] words = documented("sh", "python3 -m http.server", mirror, port)
                    .strip()
                    .split(" ");
            return launch(port, work, words);
        }
    },
    NGINX {
        @Override
        Running start(Path mirror, Path work) throws IOException {
            int port = freePort();
            String own = """
                    daemon off; master_process off; pid %1$s/pid; error_log stderr;
                    events {}
                    http {
                      access_log off; client_body_temp_path %1$s/b; proxy_temp_path %1$s/p; fastcgi_temp_path %1$s/f;
                      uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
                      %2$s
                    }
                    """;
            Files.createDirectories(work);
            Path file = Files.writeString(
                    work.resolve("nginx.conf"), own.formatted(work, documented("nginx", "server", mirror, port)));
            return launch(port, work, "nginx", "-p", work.toString(), "-c", file.toString());
        }
    };

    /** Serves a mirror. */
    abstract Running start(Path mirror, Path work) throws IOException;

    /** Whether this machine has it. */
    boolean isInstalled() {
        return switch (this) {
            case RULES -> true;
            case PYTHON -> program("python3").isPresent();
            case NGINX -> program("nginx").isPresent();
        };
    }

    /** One that answers. */
    record Running(int port, Runnable end) implements AutoCloseable {
        String url() {
            return "http://127.0.0.1:" + port;
        }

        @Override
        public void close() {
            end.run();
        }
    }

    /** What the document says, at another port and for another directory. */
    private static String documented(String language, String beginning, Path mirror, int port) throws IOException {
        Matcher block = Pattern.compile("```" + language + "\\n(" + Pattern.quote(beginning) + "[^`]*)```")
                .matcher(Files.readString(Path.of("docs/mirror.md")));
        if (!block.find()) {
            throw new IOException("docs/mirror.md has no such lines for " + language);
        }
        return block.group(1).replace("8080", Integer.toString(port)).replace("/srv/mirror", mirror.toString());
    }

    private static Optional<Path> program(String name) {
        return Stream.concat(Stream.of(System.getenv().getOrDefault("PATH", "").split(":")), Stream.of("/usr/sbin"))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Running launch(int port, Path work, String... words) throws IOException {
        words[0] = program(words[0]).orElseThrow().toString();
        Path log = Files.createDirectories(work).resolve("web.log");
        Process process = new ProcessBuilder(List.of(words))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (process.isAlive() && System.nanoTime() < end) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
                return new Running(port, () -> {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                });
            } catch (IOException notYet) {
                pause();
            }
        }
        process.destroyForcibly();
        throw new IOException(String.join(" ", words) + ": " + Files.readString(log, UTF_8));
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return free.getLocalPort();
        }
    }
}
