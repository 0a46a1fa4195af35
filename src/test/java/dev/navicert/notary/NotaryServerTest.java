package dev.navicert.notary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.navicert.name.Gun;
import dev.navicert.notary.ScriptedServer.Received;
import dev.navicert.notary.ScriptedServer.Wire;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.MetadataName;
import dev.navicert.trust.MetadataName.Current;
import dev.navicert.trust.MetadataName.Hashed;
import dev.navicert.trust.MetadataName.VersionedRoot;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteException.NotFound;
import dev.navicert.trust.RemoteException.Offline;
import dev.navicert.trust.RemoteException.Rejected;
import dev.navicert.trust.RemoteException.TimedOut;
import dev.navicert.trust.RemoteException.TooLarge;
import dev.navicert.trust.RemoteException.Unauthorized;
import dev.navicert.trust.RemoteException.Unavailable;
import dev.navicert.trust.RemoteException.Unreachable;
import dev.navicert.trust.view.ServerObserver;
import dev.navicert.tuf.RoleName;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class NotaryServerTest {
    private static final Gun GUN = new Gun("ex.com/app");
    private static final MetadataName ROOT = new Current(RoleName.ROOT);
    private static final Login ALICE = () -> Optional.of(new Credentials.Password("alice", "s3cret"));
    private static final String BASIC = "Basic YWxpY2U6czNjcmV0";

    private final Transport transport = new JdkTransport(TlsSettings.system(), Proxies.none());

    @AfterEach
    void close() {
        transport.close();
    }

    /** A server that wants tokens, and its token service in one. */
    private static ScriptedServer.Script tokens(String realm, String goodToken) {
        return (request, wire) -> {
            String host = request.header("host").orElseThrow();
            if (request.target().startsWith("/token")) {
                boolean known = request.header("authorization").equals(Optional.of(BASIC));
                wire.ok("{\"token\":\"" + (known ? "good" : "anonymous") + "\",\"expires_in\":300}");
            } else if (request.header("authorization").equals(Optional.of("Bearer " + goodToken))
                    && !request.target().equals("/v2/")) {
                wire.ok(request.target());
            } else {
                wire.answer(
                        401,
                        "Www-Authenticate: Bearer realm=\"" + realm.replace("HOST", host)
                                + "\",service=\"notary-svc\",scope=\"repository:evil:*\"\r\n",
                        "");
            }
        };
    }

    private static void wantsPassword(Received request, Wire wire) throws IOException {
        if (request.header("authorization").equals(Optional.of(BASIC))) {
            wire.ok(request.target());
        } else {
            wire.answer(401, "WWW-Authenticate: Basic realm=\"notary-test\"\r\n", "");
        }
    }

    @Nested
    class AsNotaryDoes {
        @Test
        void pings_first_and_asks_for_each_file_by_its_name() throws Exception {
            try (ScriptedServer server = ScriptedServer.plain((request, wire) -> wire.ok(request.target()))) {
                NotaryServer notary = notary(server.url() + "/sub", Login.ANONYMOUS);

                assertThat(notary.unreachable()).isEmpty();
                assertThat(fetch(notary, new VersionedRoot(3))).isEqualTo("/sub/v2/ex.com/app/_trust/tuf/3.root.json");
                assertThat(fetch(notary, new Hashed(RoleName.RELEASES, "ab")))
                        .isEqualTo("/sub/v2/ex.com/app/_trust/tuf/targets/releases.ab.json");
                assertThat(server.targets().get(0)).isEqualTo("/sub/v2/");
            }
        }

        @Test
        void works_offline_when_nobody_answers_and_says_so_in_notarys_words() throws Exception {
            ScriptedServer server = ScriptedServer.plain((request, wire) -> {});
            int port = server.port();
            server.close();
            String url = "http://127.0.0.1:" + port;
            NotaryServer notary = notary(url, Login.ANONYMOUS);

            assertThat(notary.unreachable())
                    .hasValue("could not reach " + url + ": Get \"" + url + "/v2/\": dial tcp 127.0.0.1:" + port
                            + ": connect: connection refused");
            assertThatThrownBy(() -> fetch(notary, ROOT))
                    .isInstanceOf(Offline.class)
                    .hasMessage("client is offline");
        }

        @ParameterizedTest
        @ValueSource(strings = {"localhost:4443", "http://", "ftp://h", "http://h:99999"})
        void works_offline_where_the_address_cannot_be_asked(String url) throws Exception {
            NotaryServer notary = notary(url, Login.ANONYMOUS);

            assertThat(notary.unreachable()).isPresent();
            assertThatThrownBy(() -> fetch(notary, ROOT)).isInstanceOf(Offline.class);
        }

        @ParameterizedTest
        @ValueSource(ints = {301, 304, 400, 403, 404, 500, 503})
        void works_offline_when_the_ping_is_answered_oddly(int status) throws Exception {
            try (ScriptedServer server = ScriptedServer.plain((request, wire) -> wire.answer(status, "", ""))) {
                assertThat(notary(server.url(), Login.ANONYMOUS).unreachable())
                        .hasValue("could not reach " + server.url() + ": " + status);
            }
        }

        @Test
        void follows_redirects_of_the_ping_and_of_nothing_else() throws Exception {
            try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
                if (request.target().equals("/elsewhere")) {
                    wire.ok("{}");
                } else {
                    wire.answer(302, "Location: /elsewhere\r\n", "");
                }
            })) {
                NotaryServer notary = notary(server.url(), Login.ANONYMOUS);

                assertThat(notary.unreachable()).isEmpty();
                Unavailable e = catchThrowableOfType(Unavailable.class, () -> fetch(notary, ROOT));
                assertThat(e.status()).isEqualTo(302);
            }
        }

        @Test
        void does_not_run_in_circles() throws Exception {
            try (ScriptedServer server =
                    ScriptedServer.plain((request, wire) -> wire.answer(307, "Location: /v2/\r\n", ""))) {
                assertThat(notary(server.url(), Login.ANONYMOUS).unreachable())
                        .hasValueSatisfying(why -> assertThat(why).endsWith(": stopped after 10 redirects"));
                assertThat(server.requests()).hasSize(10);
            }
        }

        @Test
        void waits_five_seconds_for_a_ping_and_no_longer() throws Exception {
            try (ScriptedServer server = ScriptedServer.plain((request, wire) -> Thread.sleep(20_000))) {
                NotaryServer notary = NotaryServer.asNotaryDoes(
                        server.url(), Access.READ, transport, Login.ANONYMOUS, Deadline.after(Duration.ofMillis(200)));

                assertThat(notary.unreachable())
                        .hasValue(
                                "could not reach " + server.url() + ": Get \"" + server.url()
                                        + "/v2/\": net/http: request canceled (Client.Timeout exceeded while awaiting headers)");
            }
        }

        @Test
        void reads_with_an_anonymous_token_first_then_with_credentials() throws Exception {
            try (ScriptedServer server = ScriptedServer.plain(tokens("http://HOST/token?x=1", "good"))) {
                NotaryServer notary = notary(server.url(), ALICE);

                assertThat(fetch(notary, ROOT)).endsWith("/root.json");
                fetch(notary, new Current(RoleName.TIMESTAMP));
                String file = "/v2/ex.com/app/_trust/tuf/";
                assertThat(server.targets())
                        .containsExactly(
                                "/v2/",
                                "/token?scope=repository%3Aex.com%2Fapp%3Apull&service=notary-svc&x=1",
                                file + "root.json",
                                "/token?account=alice&scope=repository%3Aex.com%2Fapp%3Apull&service=notary-svc&x=1",
                                file + "root.json",
                                file + "timestamp.json",
                                file + "timestamp.json");
                assertThat(server.requests().get(2).header("authorization")).hasValue("Bearer anonymous");
            }
        }

        @Test
        void is_unauthorized_where_no_token_helps() throws Exception {
            try (ScriptedServer server = ScriptedServer.plain(tokens("http://HOST/token", "none such"))) {
                Unauthorized e =
                        catchThrowableOfType(Unauthorized.class, () -> fetch(notary(server.url(), ALICE), ROOT));

                assertThat(e.status()).isEqualTo(401);
                assertThat(e).hasMessageNotContaining("s3cret").hasMessageNotContaining("good");
            }
        }

        @Test
        void never_shows_a_password_to_a_server_it_reads_from_as_notary_does_not() throws Exception {
            try (ScriptedServer server = ScriptedServer.plain(NotaryServerTest::wantsPassword)) {
                Unreachable e = catchThrowableOfType(Unreachable.class, () -> fetch(notary(server.url(), ALICE), ROOT));

                assertThat(e.reason()).isEqualTo("no basic auth credentials");
            }
        }

        @Test
        void keeps_the_beginning_of_what_is_too_long_unless_that_was_announced() throws Exception {
            try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
                if (request.target().contains("timestamp")) {
                    wire.ok("123456");
                } else {
                    wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n123456\r\n0\r\n\r\n");
                }
            })) {
                NotaryServer notary = notary(server.url(), Login.ANONYMOUS);

                assertThat(notary.collection(GUN, soon()).fetch(ROOT, 4))
                        .asString(UTF_8)
                        .isEqualTo("1234");
                assertThatThrownBy(() -> notary.collection(GUN, soon()).fetch(new Current(RoleName.TIMESTAMP), 4))
                        .isInstanceOf(TooLarge.class);
            }
        }

        private NotaryServer notary(String url, Login login) throws Exception {
            return NotaryServer.asNotaryDoes(url, Access.READ, transport, login, soon());
        }
    }

    @Nested
    class AsNavicertDoes {
        @Test
        void reads_with_a_password_where_the_server_asks_for_one_and_asks_nobody_twice() throws Exception {
            try (ScriptedServer server = ScriptedServer.plain(NotaryServerTest::wantsPassword)) {
                NotaryServer notary = notary(server.url(), ALICE);

                assertThat(fetch(notary, ROOT)).endsWith("/root.json");
                assertThat(fetch(notary, new Current(RoleName.TIMESTAMP))).endsWith("/timestamp.json");
                String file = "/v2/ex.com/app/_trust/tuf/";
                assertThat(server.targets())
                        .containsExactly("/v2/", file + "root.json", file + "root.json", file + "timestamp.json");
                assertThat(server.requests().get(1).header("authorization")).isEmpty();
            }
        }

        @Test
        void reads_with_a_password_that_only_the_files_want() throws Exception {
            try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
                if (request.target().equals("/v2/")) {
                    wire.ok("{}");
                } else {
                    wantsPassword(request, wire);
                }
            })) {
                assertThat(fetch(notary(server.url(), ALICE), ROOT)).endsWith("/root.json");
            }
        }

        @Test
        void is_unauthorized_without_a_password_or_with_a_wrong_one() throws Exception {
            Login mallory = () -> Optional.of(new Credentials.Password("mallory", "guess"));
            try (ScriptedServer server = ScriptedServer.plain(NotaryServerTest::wantsPassword)) {
                for (Login login : new Login[] {Login.ANONYMOUS, mallory}) {
                    assertThatThrownBy(() -> fetch(notary(server.url(), login), ROOT))
                            .isInstanceOf(Unauthorized.class)
                            .hasMessageContaining("wants credentials")
                            .hasMessageNotContaining("guess");
                }
            }
        }

        @Test
        void takes_an_address_that_ends_with_a_slash() throws Exception {
            try (ScriptedServer server = ScriptedServer.plain((request, wire) -> wire.ok(request.target()))) {
                assertThat(fetch(notary(server.url() + "/", Login.ANONYMOUS), ROOT))
                        .isEqualTo("/v2/ex.com/app/_trust/tuf/root.json");
                assertThat(fetch(notary(server.url() + "/sub//", Login.ANONYMOUS), ROOT))
                        .isEqualTo("/sub/v2/ex.com/app/_trust/tuf/root.json");
                assertThat(fetch(
                                NotaryServer.asNotaryDoes(server.url() + "/", Access.READ, transport, ALICE, soon()),
                                ROOT))
                        .isEqualTo("//v2/ex.com/app/_trust/tuf/root.json");
            }
        }

        @Test
        void hands_no_password_to_an_unencrypted_token_service_of_an_encrypted_server() throws Exception {
            try (ScriptedServer thief = ScriptedServer.plain((request, wire) -> wire.ok("{\"token\":\"x\"}"));
                    ScriptedServer server = ScriptedServer.encrypted(
                            "server", null, tokens("http://127.0.0.1:" + thief.port() + "/token", "good"));
                    Transport trusting = new JdkTransport(
                            TlsSettings.system().trusting(ScriptedServer.TLS.resolve("ca.pem")), Proxies.none())) {
                NotaryServer notary = NotaryServer.asNavicertDoes(server.url(), Access.READ, trusting, ALICE, soon());

                assertThatThrownBy(() -> fetch(notary, ROOT))
                        .isInstanceOf(Unreachable.class)
                        .hasMessageContaining("it should begin with https:");
                assertThat(thief.requests())
                        .allSatisfy(request ->
                                assertThat(request.header("authorization")).isEmpty());
            }
        }

        private NotaryServer notary(String url, Login login) throws Exception {
            return NotaryServer.asNavicertDoes(url, Access.READ, transport, login, soon());
        }
    }

    @Nested
    class AsAService {
        @Test
        void sends_nothing_but_what_it_is_asked_for() throws Exception {
            try (ScriptedServer server = ScriptedServer.plain((request, wire) -> wire.ok(request.target()))) {
                fetch(service(server, Login.ANONYMOUS), ROOT);

                assertThat(server.targets()).containsExactly("/v2/ex.com/app/_trust/tuf/root.json");
            }
        }

        @Test
        void gets_one_token_per_collection_and_keeps_it() throws Exception {
            try (ScriptedServer server = ScriptedServer.plain(tokens("http://HOST/token", "good"))) {
                NotaryServer notary = service(server, ALICE);
                fetch(notary, ROOT);
                fetch(notary, new Current(RoleName.TIMESTAMP));
                notary.collection(new Gun("other"), soon()).fetch(ROOT, 100);

                assertThat(server.targets())
                        .containsExactly(
                                "/v2/ex.com/app/_trust/tuf/root.json",
                                "/token?account=alice&scope=repository%3Aex.com%2Fapp%3Apull&service=notary-svc",
                                "/v2/ex.com/app/_trust/tuf/root.json",
                                "/v2/ex.com/app/_trust/tuf/timestamp.json",
                                "/v2/other/_trust/tuf/root.json",
                                "/token?account=alice&scope=repository%3Aother%3Apull&service=notary-svc",
                                "/v2/other/_trust/tuf/root.json");
            }
        }

        @Test
        void gets_a_new_token_when_the_old_one_is_not_taken_any_more() throws Exception {
            StringBuilder good = new StringBuilder("1");
            try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
                if (request.target().startsWith("/token")) {
                    wire.ok("{\"access_token\":\"" + good + "\",\"token\":\"ignored\"}");
                } else if (request.header("authorization").equals(Optional.of("Bearer " + good))) {
                    wire.ok("file");
                } else {
                    String host = request.header("host").orElseThrow();
                    wire.answer(401, "WWW-Authenticate: Bearer realm=\"http://" + host + "/token\"\r\n", "");
                }
            })) {
                NotaryServer notary = service(server, Login.ANONYMOUS);
                fetch(notary, ROOT);
                good.setCharAt(0, '2');

                assertThat(fetch(notary, ROOT)).isEqualTo("file");
            }
        }

        @Test
        void shows_a_password_to_its_own_server() throws Exception {
            try (ScriptedServer server = ScriptedServer.plain(NotaryServerTest::wantsPassword)) {
                NotaryServer notary = service(server, ALICE);

                fetch(notary, ROOT);
                fetch(notary, ROOT);
                assertThat(server.requests()).hasSize(3);
            }
        }

        @Test
        void trades_an_identity_token_for_a_token() throws Exception {
            try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
                if (request.target().equals("/token")) {
                    wire.ok("{\"access_token\":\"good\"}");
                } else {
                    tokens("http://HOST/token", "good").answer(request, wire);
                }
            })) {
                Login identity = () -> Optional.of(new Credentials.IdentityToken("a+b"));
                fetch(service(server, identity), ROOT);

                assertThat(server.requests().get(1).body())
                        .isEqualTo("client_id=navicert&grant_type=refresh_token&refresh_token=a%2Bb"
                                + "&scope=repository%3Aex.com%2Fapp%3Apull&service=notary-svc");
            }
        }

        @Test
        void lets_no_realm_choose_what_a_token_is_good_for() throws Exception {
            String realm = "http://HOST/token?x=1&scope=repository:secret:push&Scope=a&%73cope=b";
            try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
                if (request.head().startsWith("POST")) {
                    wire.ok("{\"access_token\":\"good\"}");
                } else {
                    tokens(realm, "good").answer(request, wire);
                }
            })) {
                fetch(service(server, ALICE), ROOT);
                fetch(service(server, () -> Optional.of(new Credentials.IdentityToken("i"))), ROOT);

                assertThat(server.targets())
                        .contains(
                                "/token?account=alice&scope=repository%3Aex.com%2Fapp%3Apull&service=notary-svc&x=1",
                                "/token?x=1")
                        .noneMatch(target -> target.contains("secret"));
            }
        }

        @Test
        void lets_no_challenge_add_a_header_or_a_parameter() throws Exception {
            try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
                if (request.target().startsWith("/token")) {
                    wire.ok("{\"token\":\"good\"}");
                } else if (request.header("authorization").isPresent()) {
                    wire.ok("file");
                } else {
                    wire.answer(
                            401,
                            "WWW-Authenticate: Bearer realm=\"http://"
                                    + request.header("host").orElseThrow()
                                    + "/token\",service=\"a&scope=repository:secret:pull%0d%0aX: y\"\r\n",
                            "");
                }
            })) {
                fetch(service(server, ALICE), ROOT);

                assertThat(server.targets().get(1))
                        .isEqualTo("/token?account=alice&scope=repository%3Aex.com%2Fapp%3Apull"
                                + "&service=a%26scope%3Drepository%3Asecret%3Apull%250d%250aX%3A+y");
            }
        }

        @Test
        void follows_no_redirect_with_a_token() throws Exception {
            try (ScriptedServer thief = ScriptedServer.plain((request, wire) -> wire.ok("file"));
                    ScriptedServer server = ScriptedServer.plain((request, wire) -> {
                        if (request.header("authorization").equals(Optional.of("Bearer good"))) {
                            wire.answer(307, "Location: " + thief.url() + "/\r\n", "");
                        } else {
                            tokens("http://HOST/token", "good").answer(request, wire);
                        }
                    })) {
                assertThatThrownBy(() -> fetch(service(server, ALICE), ROOT))
                        .isInstanceOf(Unavailable.class)
                        .hasMessageContaining("a redirect, which is not followed");
                assertThat(thief.requests()).isEmpty();
            }
        }

        @Test
        void asks_no_token_service_that_is_not_listed() throws Exception {
            try (ScriptedServer thief = ScriptedServer.plain((request, wire) -> wire.ok("{\"token\":\"x\"}"));
                    ScriptedServer server =
                            ScriptedServer.plain(tokens("http://localhost:" + thief.port() + "/token", "x"))) {
                assertThatThrownBy(() -> fetch(service(server, ALICE), ROOT))
                        .isInstanceOf(Unauthorized.class)
                        .hasMessageContaining("add localhost:" + thief.port() + " to its tokenHosts");
                assertThat(thief.requests()).isEmpty();
                assertThat(fetch(service(server, ALICE, "localhost:" + thief.port()), ROOT))
                        .endsWith("root.json");
                assertThat(thief.requests().get(0).header("authorization")).hasValue(BASIC);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "/token", "ftp://HOST/token", "http://u:p@HOST/token", "http://evil host/"})
        void asks_no_realm_that_is_no_address(String realm) throws Exception {
            try (ScriptedServer server = ScriptedServer.plain(tokens(realm, "x"))) {
                assertThatThrownBy(() -> fetch(service(server, ALICE), ROOT))
                        .isInstanceOf(Unauthorized.class)
                        .hasMessageContaining("names no token service that can be asked");
            }
        }

        @Test
        void never_sends_credentials_unencrypted_for_an_encrypted_server() throws Exception {
            try (ScriptedServer thief = ScriptedServer.plain((request, wire) -> wire.ok("{\"token\":\"x\"}"));
                    ScriptedServer server = ScriptedServer.encrypted(
                            "server", null, tokens("http://127.0.0.1:" + thief.port() + "/token", "x"));
                    Transport trusting = new JdkTransport(
                            TlsSettings.system().trusting(ScriptedServer.TLS.resolve("ca.pem")), Proxies.none())) {
                NotaryServer notary = asAService(server, trusting, ALICE, "127.0.0.1:" + thief.port());
                assertThatThrownBy(() -> fetch(notary, ROOT)).isInstanceOf(Unauthorized.class);
                assertThat(thief.requests()).isEmpty();
            }
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "401 | {\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"bad password\"}]} | unauthorized: bad password",
                    "403 | no | error parsing HTTP 403 response body",
                    "200 | {} | did not include a token",
                    "200 | <html> | unable to decode token response",
                    "200 | {\"token\":\"a\\r\\nX: y\"} | cannot be sent",
                    "302 | x | received unexpected HTTP status: 302",
                })
        void says_why_there_is_no_token(int status, String body, String words) throws Exception {
            try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
                if (request.target().startsWith("/token")) {
                    wire.answer(status, "Location: http://127.0.0.1:1/\r\n", body);
                } else {
                    tokens("http://HOST/token", "x").answer(request, wire);
                }
            })) {
                assertThatThrownBy(() -> fetch(service(server, ALICE), ROOT))
                        .isInstanceOf(Unauthorized.class)
                        .hasMessageContaining(words)
                        .hasMessageNotContaining("s3cret");
            }
        }

        @Test
        void takes_a_token_service_that_is_down_for_an_outage() throws Exception {
            try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
                if (request.target().startsWith("/token")) {
                    wire.answer(503, "", "");
                } else {
                    tokens("http://HOST/token", "x").answer(request, wire);
                }
            })) {
                assertThatThrownBy(() -> fetch(service(server, ALICE), ROOT)).isInstanceOf(Unavailable.class);
            }
        }

        @ParameterizedTest
        @CsvSource({
            "400, Rejected",
            "401, Unauthorized",
            "403, Unauthorized",
            "404, NotFound",
            "204, Unavailable",
            "301, Unavailable",
            "429, Unavailable",
            "500, Unavailable",
            "503, Unavailable"
        })
        void tells_what_a_status_means(int status, String kind) throws Exception {
            try (ScriptedServer server = ScriptedServer.plain((request, wire) -> wire.send(
                    "HTTP/1.1 " + status + " X\r\n" + (status == 204 ? "" : "Content-Length: 0\r\n") + "\r\n"))) {
                RemoteException e = catchThrowableOfType(
                        RemoteException.class, () -> fetch(service(server, Login.ANONYMOUS), ROOT));

                assertThat(e.getClass().getSimpleName()).isEqualTo(kind);
                assertThat(e).hasMessageContaining("127.0.0.1:" + server.port());
            }
        }

        @Test
        void repeats_what_the_server_explains_but_in_one_harmless_line() throws Exception {
            String body = "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"no\\n\\u001b[31m\\u009b31m\\u202e"
                    + "x".repeat(500) + "\"}]}";
            try (ScriptedServer server = ScriptedServer.plain((request, wire) -> wire.answer(403, "", body))) {
                RemoteException e = catchThrowableOfType(
                        RemoteException.class, () -> fetch(service(server, Login.ANONYMOUS), ROOT));

                assertThat(e.getMessage())
                        .contains("denied: no")
                        .hasSizeLessThan(600)
                        .doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
            }
        }

        @Test
        void refuses_what_is_too_long_announced_or_not() throws Exception {
            try (ScriptedServer server = ScriptedServer.plain((request, wire) ->
                    wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n123456\r\n0\r\n\r\n"))) {
                assertThatThrownBy(() -> service(server, Login.ANONYMOUS)
                                .collection(GUN, soon())
                                .fetch(ROOT, 5))
                        .isInstanceOf(TooLarge.class);
            }
        }

        @Test
        void keeps_to_its_deadline_however_many_requests_it_takes() throws Exception {
            try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
                Thread.sleep(150);
                tokens("http://HOST/token", "good").answer(request, wire);
            })) {
                long start = System.nanoTime();
                assertThatThrownBy(() -> service(server, ALICE)
                                .collection(GUN, Deadline.after(Duration.ofMillis(400)))
                                .fetch(ROOT, 100))
                        .isInstanceOf(TimedOut.class);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"../../x", "a?b", "a#b", "a%2fb", "a\nb"})
        void sends_nothing_for_a_gun_that_is_no_path(String gun) throws Exception {
            try (ScriptedServer server = ScriptedServer.plain((request, wire) -> wire.ok("x"))) {
                assertThatThrownBy(() -> service(server, Login.ANONYMOUS)
                                .collection(new Gun(gun), soon())
                                .fetch(ROOT, 100))
                        .isInstanceOf(Rejected.class);
                assertThat(server.requests()).isEmpty();
            }
        }

        @Test
        void names_what_was_not_found() throws Exception {
            try (ScriptedServer server = ScriptedServer.plain((request, wire) -> wire.answer(404, "", ""))) {
                NotFound e = catchThrowableOfType(NotFound.class, () -> fetch(service(server, Login.ANONYMOUS), ROOT));

                assertThat(e.resource()).isEqualTo("root");
            }
        }

        private NotaryServer service(ScriptedServer server, Login login, String... tokenHosts) throws Exception {
            return asAService(server, transport, login, tokenHosts);
        }

        private static NotaryServer asAService(
                ScriptedServer server, Transport transport, Login login, String... tokenHosts) throws Exception {
            return NotaryServer.asAService(
                    server.url(), transport, login, Set.of(tokenHosts), Clock.systemUTC(), ServerObserver.NONE);
        }
    }

    @Test
    void what_was_sent_and_taken_is_no_failure_however_much_the_server_says() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> wire.ok("x".repeat(100_000)))) {
            NotaryServer notary =
                    NotaryServer.asNotaryDoes(server.url(), Access.PUBLISH, transport, Login.ANONYMOUS, soon());

            notary.repository(GUN, soon()).upload(Map.of(RoleName.SNAPSHOT, new byte[] {1}));

            assertThat(server.requests()).hasSize(2);
        }
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }

    private static String fetch(NotaryServer server, MetadataName name) throws RemoteException {
        return new String(server.collection(GUN, soon()).fetch(name, 1000), UTF_8);
    }
}
