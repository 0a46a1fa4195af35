package dev.navicert.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.navicert.notary.Access;
import dev.navicert.notary.JdkTransport;
import dev.navicert.notary.Login;
import dev.navicert.notary.NotaryServer;
import dev.navicert.notary.Proxies;
import dev.navicert.notary.TlsSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The recorded collections again, from a server on loopback that holds each under a path of its own. */
@Tag("once")
class TrustDataOverHttpTest {
    private static @Nullable HttpServer server;

    @BeforeAll
    static void serve() throws IOException {
        HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        started.createContext("/", TrustDataOverHttpTest::answer);
        started.start();
        server = started;
    }

    @AfterAll
    static void stop() {
        Objects.requireNonNull(server).stop(0);
    }

    /** {@code /<folder>/v2/<gun>/_trust/tuf/<file>}; a file named by hash may lie there under its plain name alone. */
    private static void answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", 3);
        String rest = path[2];
        byte[] body = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        int status = 200;
        if (!rest.equals("v2/")) {
            Path folder = RecordedCollection.ALL.resolve(path[1]).resolve("server");
            String name = rest.substring(rest.indexOf("/_trust/tuf/") + "/_trust/tuf/".length());
            Path file = Stream.of(name, name.replaceFirst("\\.[0-9a-f]{64}\\.json$", ".json"))
                    .map(folder::resolve)
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElse(null);
            boolean known = file != null && rest.startsWith("v2/" + gunOf(path[1]) + "/_trust/tuf/");
            status = known ? 200 : 404;
            body = known ? Files.readAllBytes(Objects.requireNonNull(file)) : body;
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String gunOf(String folder) throws IOException {
        return RecordedCollection.named(folder, null).gun().value();
    }

    @TestFactory
    Stream<DynamicTest> read_as_notary_reads_it() throws IOException {
        return RecordedCollection.all().stream()
                .map(recorded -> DynamicTest.dynamicTest(recorded.name(), () -> readsAsRecorded(recorded)));
    }

    private static void readsAsRecorded(RecordedCollection recorded) throws Exception {
        String url = "http://127.0.0.1:"
                + Objects.requireNonNull(server).getAddress().getPort() + "/"
                + recorded.folder().getFileName();
        Deadline deadline = Deadline.after(Duration.ofSeconds(20));
        try (JdkTransport transport = new JdkTransport(TlsSettings.system(), Proxies.none())) {
            RemoteMetadata remote = NotaryServer.asNotaryDoes(url, Access.READ, transport, Login.ANONYMOUS, deadline)
                    .collection(recorded.gun(), deadline);
            UpdateRequest request = UpdateRequest.notary(
                    recorded.gun(), remote, recorded.reader(), TrustPins.FIRST_USE, recorded.now());

            String kind = recorded.expected().path("error_kind").asText("ok");
            if (kind.equals("ok")) {
                assertThat(RecordedCollection.written(
                                TrustedCollection.update(request).list(List.of())))
                        .isEqualTo(recorded.expectedTargets("targets"));
            } else {
                assertThat(Outcome.of(request)).isEqualTo(kind);
            }
        }
    }
}
