package dev.navicert.notary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteException.TimedOut;
import dev.navicert.trust.RemoteException.TooLarge;
import dev.navicert.trust.RemoteException.Unreachable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every transport promises, against a server that keeps no promise. */
@Timeout(30)
abstract class TransportContract {
    private static final Deadline SOON = Deadline.after(Duration.ofSeconds(25));
    private static final long CAP = 1000;

    private @Nullable Transport transport;

    abstract Transport transport(TlsSettings tls, Proxies proxies) throws Exception;

    @AfterEach
    void close() {
        if (transport != null) {
            transport.close();
        }
    }

    // ---- honest servers ----

    @Test
    void brings_the_answer_back() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.plain((request, wire) -> wire.answer(418, "X-Tea: green\r\n", "short"))) {
            Answer answer = ask(server, "/v2/a%20b?x=y", TlsSettings.system());

            assertThat(answer.status()).isEqualTo(418);
            assertThat(answer.header("x-tea")).hasValue("green");
            assertThat(text(answer)).isEqualTo("short");
            assertThat(server.targets()).containsExactly("/v2/a%20b?x=y");
            assertThat(server.requests().get(0).header("host")).hasValue("127.0.0.1:" + server.port());
        }
    }

    @Test
    void reads_chunks_and_bodies_that_end_with_the_connection() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
            if (request.target().equals("/chunked")) {
                wire.send(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;ext=1\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: x\r\n\r\n");
            } else {
                wire.send("HTTP/1.0 200 OK\r\n\r\nuntil the end");
                wire.close();
            }
        })) {
            assertThat(text(ask(server, "/chunked", TlsSettings.system()))).isEqualTo("abcde");
            assertThat(text(ask(server, "/closed", TlsSettings.system()))).isEqualTo("until the end");
        }
    }

    @Test
    void uses_connections_again_for_requests_that_follow_one_another() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> wire.ok(request.target()))) {
            for (int i = 0; i < 5; i++) {
                assertThat(text(ask(server, "/" + i, TlsSettings.system()))).isEqualTo("/" + i);
            }
            assertThat(server.connections()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void does_not_mind_that_an_idle_connection_was_closed() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
            wire.ok("x");
            wire.close();
        })) {
            ask(server, "/1", TlsSettings.system());
            Thread.sleep(50);
            assertThat(text(ask(server, "/2", TlsSettings.system()))).isEqualTo("x");
        }
    }

    @Test
    void follows_no_redirect() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.plain((request, wire) -> wire.answer(302, "Location: /other\r\n", ""))) {
            assertThat(ask(server, "/", TlsSettings.system()).status()).isEqualTo(302);
            assertThat(server.targets()).containsExactly("/");
        }
    }

    @Test
    void sends_what_is_posted() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> wire.ok(request.body()))) {
            HttpUrl url = HttpUrl.parse(server.url() + "/token").orElseThrow();
            Answer answer = transport(TlsSettings.system())
                    .send(Request.post(url, "text/plain", "a=b".getBytes(UTF_8), CAP), SOON);

            assertThat(text(answer)).isEqualTo("a=b");
            assertThat(server.requests().get(0).header("content-type")).hasValue("text/plain");
        }
    }

    // ---- limits ----

    @Test
    void refuses_an_announced_length_beyond_the_cap_without_reading_it() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(
                (request, wire) -> wire.send("HTTP/1.1 200 OK\r\nContent-Length: 900000000000\r\n\r\n"))) {
            assertThatThrownBy(() -> ask(server, "/", TlsSettings.system())).isInstanceOf(TooLarge.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked", "Connection: close"})
    void breaks_an_endless_body_off_at_the_cap(String framing) throws Exception {
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> endless(framing, wire))) {
            TooLarge e = catchThrowableOfType(TooLarge.class, () -> ask(server, "/", TlsSettings.system()));

            assertThat(e.limit()).isEqualTo(CAP);
            assertThat(e).hasMessageContaining("more than the 1000 bytes allowed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked", "Connection: close"})
    void keeps_the_beginning_of_an_endless_body_where_that_was_asked_for(String framing) throws Exception {
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> endless(framing, wire))) {
            HttpUrl url = HttpUrl.parse(server.url() + "/").orElseThrow();
            Answer answer =
                    transport(TlsSettings.system()).send(Request.get(url, CAP, Request.Overlong.CUT_UNANNOUNCED), SOON);

            assertThat(answer.body()).hasSize((int) CAP);
        }
    }

    @Test
    void takes_a_body_of_just_the_cap() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> wire.ok("x".repeat((int) CAP)))) {
            assertThat(ask(server, "/", TlsSettings.system()).body()).hasSize((int) CAP);
        }
    }

    @Test
    void reads_no_more_than_the_beginning_of_an_endless_explanation() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.plain((request, wire) -> wire.answer(500, "", "x".repeat(100_000)))) {
            HttpUrl url = HttpUrl.parse(server.url() + "/").orElseThrow();
            Answer answer =
                    transport(TlsSettings.system()).send(Request.get(url, 1 << 20, Request.Overlong.REFUSE), SOON);

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).hasSize(Answer.MAX_ERROR_BODY);
        }
    }

    private static void endless(String framing, ScriptedServer.Wire wire) throws IOException {
        wire.send("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n");
        String piece = framing.contains("chunked") ? "64\r\n" + "x".repeat(100) + "\r\n" : "x".repeat(100);
        while (true) {
            wire.send(piece);
        }
    }

    // ---- time ----

    @Test
    void gives_up_on_a_server_that_says_nothing() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> Thread.sleep(20_000))) {
            assertThat(timeOf(server)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void gives_up_on_a_server_that_drips() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            for (int i = 0; i < 1000; i++) {
                wire.send("x");
                Thread.sleep(20);
            }
        })) {
            assertThat(timeOf(server)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void gives_up_on_a_server_that_drips_its_headers() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
            wire.send("HTTP/1.1 200 OK\r\n");
            for (int i = 0; i < 1000; i++) {
                wire.send("X-" + i + ": y\r\n");
                Thread.sleep(200);
            }
        })) {
            assertThat(timeOf(server)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void gives_up_on_a_server_that_never_finishes_its_handshake() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
            HttpUrl url = HttpUrl.parse("https://127.0.0.1:" + mute.getLocalPort() + "/")
                    .orElseThrow();
            long start = System.nanoTime();
            assertThatThrownBy(() ->
                            transport(TlsSettings.system()).send(get(url), Deadline.after(Duration.ofMillis(300))))
                    .isInstanceOf(TimedOut.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    private Duration timeOf(ScriptedServer server) throws Exception {
        HttpUrl url = HttpUrl.parse(server.url() + "/").orElseThrow();
        Transport client = transport(TlsSettings.system());
        long start = System.nanoTime();
        assertThatThrownBy(() -> client.send(get(url), Deadline.after(Duration.ofMillis(300))))
                .isInstanceOf(TimedOut.class)
                .hasMessageContaining(server.url());
        return Duration.ofNanos(System.nanoTime() - start);
    }

    // ---- broken servers ----

    @Test
    void says_that_nobody_listens() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Unreachable e = unreachable("http://127.0.0.1:" + port, TlsSettings.system());

        assertThat(e.reason()).isEqualTo("dial tcp 127.0.0.1:" + port + ": connect: connection refused");
        assertThat(e).hasMessageContaining("check the address and that the server runs");
    }

    @Test
    void says_that_a_name_has_no_address() throws Exception {
        Unreachable e = unreachable("http://no-such-host.invalid", TlsSettings.system());

        assertThat(e.reason())
                .startsWith("dial tcp: lookup no-such-host.invalid")
                .endsWith(": no such host");
    }

    @Test
    void says_that_the_server_hung_up() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> wire.close())) {
            assertThat(unreachable(server.url(), TlsSettings.system()).reason()).isEqualTo("EOF");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Len",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nshort",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nshort",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nshort\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\nshort",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffffff5\r\nshort\r\n0\r\n\r\n",
                "HTTP/1.1 99999999999 OK\r\n\r\n",
                "HTTP/7.1 200 OK\r\nContent-Length: 1\r\n\r\nx",
            })
    void refuses_what_is_no_whole_answer(String nonsense) throws Exception {
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
            wire.send(nonsense);
            wire.close();
        })) {
            assertThat(unreachable(server.url(), TlsSettings.system())).hasMessageContaining(server.url());
        }
    }

    @Test
    void refuses_headers_without_end() throws Exception {
        for (String part : new String[] {"X: " + "y".repeat(200) + "\r\n", "y".repeat(200)}) {
            try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
                wire.send("HTTP/1.1 200 OK\r\nX: ");
                while (true) {
                    wire.send(part);
                }
            })) {
                assertThat(unreachable(server.url(), TlsSettings.system())).hasMessageContaining(server.url());
            }
        }
    }

    @Test
    void refuses_interim_answers_without_end() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
            while (true) {
                wire.send("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n");
            }
        })) {
            long start = System.nanoTime();
            HttpUrl url = HttpUrl.parse(server.url()).orElseThrow();
            assertThatThrownBy(() ->
                            transport(TlsSettings.system()).send(get(url), Deadline.after(Duration.ofMillis(500))))
                    .isInstanceOf(RemoteException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void counts_and_returns_what_was_sent_and_unpacks_nothing() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(new byte[500_000]);
        }
        String bomb = packed.toString(ISO_8859_1);
        try (ScriptedServer server =
                ScriptedServer.plain((request, wire) -> wire.answer(200, "Content-Encoding: gzip\r\n", bomb))) {
            assertThat(ask(server, "/", TlsSettings.system()).body()).isEqualTo(packed.toByteArray());
            assertThat(server.requests().get(0).header("accept-encoding")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngoodHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ngood\r\n0\r\n\r\n"
                        + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil",
            })
    void takes_nothing_that_was_said_before_it_was_asked_for_an_answer(String answers) throws Exception {
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> wire.send(answers))) {
            for (int i = 0; i < 4; i++) {
                assertThat(text(ask(server, "/" + i, TlsSettings.system()))).isEqualTo("good");
            }
        }
    }

    @Test
    void never_mixes_garbage_after_an_answer_into_the_next() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain((request, wire) ->
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood\r\n\r\n\u0000\u0001garbage"))) {
            for (int i = 0; i < 4; i++) {
                try {
                    assertThat(text(ask(server, "/" + i, TlsSettings.system()))).isEqualTo("good");
                } catch (Unreachable alsoRight) {
                    assertThat(alsoRight).hasMessageContaining("malformed HTTP response");
                }
            }
        }
    }

    @Test
    void asks_again_on_a_new_connection_after_one_that_went_wrong() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
            if (asked.getAndIncrement() == 0) {
                endless("Transfer-Encoding: chunked", wire);
            }
            wire.ok("good");
        })) {
            assertThatThrownBy(() -> ask(server, "/", TlsSettings.system())).isInstanceOf(TooLarge.class);
            assertThat(text(ask(server, "/", TlsSettings.system()))).isEqualTo("good");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void repeats_no_control_characters_of_a_server() throws Exception {
        for (String nonsense : new String[] {
            "HTTP/1.1 200 OK\r\n\u001b[2J\u009b31mheader\r\n\r\n", "\u001b[2J\u009b31m nothing\r\n\r\n",
        }) {
            try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
                wire.send(nonsense);
                wire.close();
            })) {
                assertThat(unreachable(server.url(), TlsSettings.system()).getMessage())
                        .doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
            }
        }
    }

    // ---- TLS ----

    @Test
    void believes_a_server_that_its_authority_vouches_for() throws Exception {
        try (ScriptedServer server = ScriptedServer.encrypted("server", null, (request, wire) -> wire.ok("hello"))) {
            assertThat(text(ask(server, "/", trusting("ca")))).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server     | other-ca | x509: certificate signed by unknown authority",
                "elsewhere  | ca | x509: cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs",
                "nameless   | ca | x509: cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs",
                "expired    | ca | x509: certificate has expired or is not yet valid: current time",
            })
    void refuses_a_server_it_cannot_believe(String certificate, String authority, String words) throws Exception {
        try (ScriptedServer server = ScriptedServer.encrypted(certificate, null, (request, wire) -> wire.ok("hello"))) {
            assertThat(unreachable(server.url(), trusting(authority)).reason()).startsWith(words);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void refuses_a_server_that_the_machine_does_not_know() throws Exception {
        try (ScriptedServer server = ScriptedServer.encrypted("server", null, (request, wire) -> wire.ok("hello"))) {
            assertThat(unreachable(server.url(), TlsSettings.system()).reason())
                    .isEqualTo("x509: certificate signed by unknown authority");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"elsewhere", "expired", "server"})
    void believes_any_server_where_it_was_told_to(String certificate) throws Exception {
        try (ScriptedServer server = ScriptedServer.encrypted(certificate, null, (request, wire) -> wire.ok("hello"))) {
            assertThat(text(ask(server, "/", TlsSettings.system().believingAnyServer())))
                    .isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "client.pem, client.key",
        "client.pem, client-sec1.key",
        "client-rsa.pem, client-rsa-pkcs1.key",
        "client-rsa.pem, client-rsa-pkcs8.key"
    })
    void shows_a_client_certificate(String certificate, String key) throws Exception {
        TlsSettings tls = trusting("ca").identifiedBy(tlsFile(certificate), tlsFile(key));
        try (ScriptedServer server = ScriptedServer.encrypted("server", "ca", (request, wire) -> wire.ok("hello"))) {
            assertThat(text(ask(server, "/", tls))).isEqualTo("hello");
        }
    }

    @Test
    void says_that_the_server_wants_a_client_certificate() throws Exception {
        try (ScriptedServer server = ScriptedServer.encrypted("server", "ca", (request, wire) -> wire.ok("hello"))) {
            assertThat(unreachable(server.url(), trusting("ca")).reason()).startsWith("remote error: tls: ");
        }
    }

    @Test
    void says_that_the_server_speaks_plain_http() throws Exception {
        assertThat(unreachable("https://127.0.0.1:" + plainTalker(), TlsSettings.system())
                        .reason())
                .isEqualTo("http: server gave HTTP response to HTTPS client");
    }

    /** Answers whatever comes first, as a plain HTTP server answers a TLS greeting. */
    private static int plainTalker() throws IOException {
        ServerSocket door = new ServerSocket(0, 5, java.net.InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(() -> {
            try (door;
                    var socket = door.accept()) {
                int unused = socket.getInputStream().read(new byte[2000]);
                socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
                socket.shutdownOutput();
                Thread.sleep(200);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return door.getLocalPort();
    }

    // ---- proxies ----

    @Test
    void asks_a_proxy_for_the_whole_url() throws Exception {
        try (ScriptedServer proxy = ScriptedServer.plain((request, wire) -> wire.ok(request.target()))) {
            Transport through = transport(
                    TlsSettings.system(),
                    Proxies.fromEnvironment(Map.of("HTTP_PROXY", "http://me:s3cret@127.0.0.1:" + proxy.port())));
            Answer answer =
                    through.send(get(HttpUrl.parse("http://notary.example/v2/").orElseThrow()), SOON);

            assertThat(text(answer)).isEqualTo("http://notary.example/v2/");
            assertThat(proxy.requests().get(0).header("proxy-authorization")).hasValue("Basic bWU6czNjcmV0");
        }
    }

    @Test
    void asks_a_proxy_for_a_way_through_to_an_encrypted_server() throws Exception {
        try (ScriptedServer proxy = ScriptedServer.plain((request, wire) -> {
            wire.send("HTTP/1.1 403 Not you\r\nContent-Length: 0\r\n\r\n");
            wire.close();
        })) {
            Transport through = transport(
                    TlsSettings.system(), Proxies.fromEnvironment(Map.of("https_proxy", "127.0.0.1:" + proxy.port())));
            assertThatThrownBy(() -> through.send(
                            get(HttpUrl.parse("https://notary.example/").orElseThrow()), SOON))
                    .isInstanceOf(Unreachable.class);
            assertThat(proxy.requests().get(0).head()).startsWith("CONNECT notary.example:443 HTTP/1.1");
        }
    }

    // ---- words ----

    private Unreachable unreachable(String url, TlsSettings tls) throws Exception {
        Transport client = transport(tls);
        return catchThrowableOfType(
                Unreachable.class,
                () -> client.send(get(HttpUrl.parse(url + "/v2/").orElseThrow()), SOON));
    }

    private Answer ask(ScriptedServer server, String target, TlsSettings tls) throws Exception {
        return transport(tls).send(get(HttpUrl.parse(server.url() + target).orElseThrow()), SOON);
    }

    private Transport transport(TlsSettings tls) throws Exception {
        if (transport == null) {
            transport = transport(tls, Proxies.none());
        }
        return transport;
    }

    private static Request get(HttpUrl url) {
        return Request.get(url, CAP, Request.Overlong.REFUSE);
    }

    private static String text(Answer answer) {
        return new String(answer.body(), UTF_8);
    }

    private static TlsSettings trusting(String authority) throws Exception {
        return TlsSettings.system().trusting(tlsFile(authority + ".pem"));
    }

    private static Path tlsFile(String name) {
        return ScriptedServer.TLS.resolve(name);
    }
}
