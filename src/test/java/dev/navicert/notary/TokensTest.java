package dev.navicert.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.notary.ScriptedServer.Received;
import dev.navicert.notary.ScriptedServer.Wire;
import dev.navicert.trust.RemoteException.Suspended;
import dev.navicert.trust.RemoteException.Unauthorized;
import dev.navicert.trust.RemoteException.Unavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How often somebody is asked for a token. What one is asked for, and whom, is in {@link NotaryServerTest}. */
@Timeout(60)
class TokensTest {
    private final AtomicInteger issued = new AtomicInteger();
    private final AtomicReference<String> answer = new AtomicReference<>("\"expires_in\":300");
    private final AtomicInteger status = new AtomicInteger(200);

    @Test
    void one_is_asked_for_per_scope_however_many_need_it_at_once() throws Exception {
        int threads = 8;
        CountDownLatch allRefused = new CountDownLatch(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
                    if (isForToken(request)) {
                        allRefused.await(20, TimeUnit.SECONDS);
                    } else if (request.header("authorization").isEmpty()) {
                        allRefused.countDown();
                    }
                    serve(request, wire);
                });
                Asker asker = Asker.of(server)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                answers.add(pool.submit(() -> asker.ask("app")));
            }
            for (Future<Integer> one : answers) {
                assertThat(one.get(30, TimeUnit.SECONDS)).isEqualTo(200);
            }

            assertThat(tokenRequests(server)).isEqualTo(1);
            assertThat(asker.told.words()).containsExactly("token GRANTED");
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void each_scope_has_its_own() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(this::serve);
                Asker asker = Asker.of(server)) {
            for (int round = 0; round < 3; round++) {
                asker.ask("one");
                asker.ask("two");
            }

            assertThat(tokenRequests(server)).isEqualTo(2);
            assertThat(server.requests()).hasSize(10);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'\"expires_in\":300', 290",
        "'\"expires_in\":1', 54",
        "'\"expires_in\":-7', 54",
        "'\"expires_in\":1e300', 86390",
        "'\"expires_in\":99999999999999999999', 86390",
        "'\"expires_in\":\"soon\"', 54",
        "'\"x\":0', 54"
    })
    void it_is_kept_until_shortly_before_its_end_and_never_longer_than_a_day(String says, long seconds)
            throws Exception {
        answer.set(says);
        try (ScriptedServer server = ScriptedServer.plain(this::serve);
                Asker asker = Asker.of(server)) {
            asker.ask("app");
            asker.timing.advance(Duration.ofSeconds(seconds).minusNanos(1));
            asker.ask("app");
            assertThat(tokenRequests(server)).isEqualTo(1);

            asker.timing.advance(Duration.ofNanos(1));
            asker.ask("app");
            assertThat(tokenRequests(server)).isEqualTo(2);
        }
    }

    @Test
    void one_that_is_not_taken_any_more_is_replaced_once() throws Exception {
        AtomicInteger revoked = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
                    if (!isForToken(request)
                            && request.header("authorization")
                                    .filter(("Bearer t" + revoked)::equals)
                                    .isPresent()) {
                        challenge(request, wire);
                    } else {
                        serve(request, wire);
                    }
                });
                Asker asker = Asker.of(server)) {
            asker.ask("app");
            revoked.set(1);

            assertThat(asker.ask("app")).isEqualTo(200);
            assertThat(asker.ask("app")).isEqualTo(200);
            assertThat(tokenRequests(server)).isEqualTo(2);
        }
    }

    @Test
    void whoever_refuses_even_a_new_one_is_not_shown_another_for_ten_seconds() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
                    if (isForToken(request)) {
                        serve(request, wire);
                    } else {
                        challenge(request, wire);
                    }
                });
                Asker asker = Asker.of(server)) {
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> asker.ask("app"))
                        .isInstanceOf(Unauthorized.class)
                        .hasMessageContaining("also with the authorization it asked for");
            }
            assertThat(tokenRequests(server)).isEqualTo(1);

            asker.timing.advance(Authorizations.REFUSAL_REMEMBERED);
            assertThatThrownBy(() -> asker.ask("app")).isInstanceOf(Unauthorized.class);
            assertThat(tokenRequests(server)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404})
    void a_refusal_is_remembered_ten_seconds_for_its_scope_alone(int refusal) throws Exception {
        status.set(refusal);
        try (ScriptedServer server = ScriptedServer.plain(this::serve);
                Asker asker = Asker.of(server)) {
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> asker.ask("app")).isInstanceOf(Unauthorized.class);
            }
            assertThat(tokenRequests(server)).isEqualTo(1);
            assertThatThrownBy(() -> asker.ask("other")).isInstanceOf(Unauthorized.class);
            assertThat(tokenRequests(server)).isEqualTo(2);

            status.set(200);
            asker.timing.advance(Authorizations.REFUSAL_REMEMBERED.minusNanos(1));
            assertThatThrownBy(() -> asker.ask("app")).isInstanceOf(Unauthorized.class);
            asker.timing.advance(Duration.ofNanos(1));
            assertThat(asker.ask("app")).isEqualTo(200);
        }
    }

    @Test
    void other_credentials_are_tried_at_once() throws Exception {
        AtomicBoolean isCorrected = new AtomicBoolean();
        Login login = () -> Optional.of(new Credentials.Password("ci", isCorrected.get() ? "new" : "old"));
        status.set(401);
        try (ScriptedServer server = ScriptedServer.plain(this::serve);
                Asker asker = new Asker(server.url(), TlsSettings.system(), login)) {
            assertThatThrownBy(() -> asker.ask("app")).isInstanceOf(Unauthorized.class);
            status.set(200);
            assertThatThrownBy(() -> asker.ask("app")).isInstanceOf(Unauthorized.class);

            isCorrected.set(true);

            assertThat(asker.ask("app")).isEqualTo(200);
        }
    }

    @Test
    void a_wrong_password_is_not_shown_over_and_over() throws Exception {
        Login login = () -> Optional.of(new Credentials.Password("ci", "wrong"));
        try (ScriptedServer server = ScriptedServer.plain(
                        (request, wire) -> wire.answer(401, "WWW-Authenticate: Basic realm=\"corp\"\r\n", ""));
                Asker asker = new Asker(server.url(), TlsSettings.system(), login)) {
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> asker.ask("app")).isInstanceOf(Unauthorized.class);
            }

            assertThat(server.requests().stream()
                            .filter(request -> request.header("authorization").isPresent()))
                    .hasSize(1);
        }
    }

    @Test
    void a_token_service_that_is_down_is_left_alone_while_its_server_is_not() throws Exception {
        status.set(500);
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
                    if (request.target().startsWith("/v2/public/")) {
                        wire.ok("{}");
                    } else {
                        serve(request, wire);
                    }
                });
                Asker asker = Asker.of(server)) {
            for (int i = 0; i < Breaker.FAILURES; i++) {
                String gun = "app" + i;
                assertThatThrownBy(() -> asker.ask(gun)).isInstanceOf(Unavailable.class);
            }
            for (int i = 0; i < 10; i++) {
                assertThatThrownBy(() -> asker.ask("app"))
                        .isInstanceOf(Suspended.class)
                        .hasMessageContaining("the token service of 127.0.0.1:" + server.port() + " is not asked for");
            }

            assertThat(server.targets().stream().filter(target -> target.startsWith("/token?")))
                    .hasSize(Breaker.FAILURES);
            assertThat(server.targets()).containsOnlyOnce("/token");
            assertThat(asker.ask("public")).isEqualTo(200);
            assertThat(asker.told.words()).contains("suspended TOKEN_SERVICE").doesNotContain("suspended SERVER");
            status.set(200);
            asker.timing.advance(Breaker.FIRST_PAUSE);
            assertThat(asker.ask("app")).isEqualTo(200);
        }
    }

    @Test
    void scopes_that_a_token_service_stumbles_over_keep_nobody_from_the_others() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
                    if (request.target().contains("strange") && isForToken(request)) {
                        wire.answer(500, "", "");
                    } else {
                        serve(request, wire);
                    }
                });
                Asker asker = Asker.of(server)) {
            for (int i = 0; i < 4 * Breaker.FAILURES; i++) {
                String gun = "strange" + i;
                assertThatThrownBy(() -> asker.ask(gun)).isInstanceOf(Unavailable.class);
            }

            assertThat(asker.ask("app")).isEqualTo(200);
            assertThat(asker.told.words()).doesNotContain("suspended TOKEN_SERVICE");
        }
    }

    private void serve(Received request, Wire wire) throws IOException {
        if (isForToken(request)) {
            if (status.get() != 200) {
                wire.answer(status.get(), "", "");
            } else {
                wire.ok("{\"token\":\"t" + issued.incrementAndGet() + "\"," + answer.get() + "}");
            }
        } else if (request.header("authorization").isPresent()) {
            wire.ok("{}");
        } else {
            challenge(request, wire);
        }
    }

    private static void challenge(Received request, Wire wire) throws IOException {
        String realm = "http://" + request.header("host").orElseThrow() + "/token";
        wire.answer(401, "WWW-Authenticate: Bearer realm=\"" + realm + "\"\r\n", "");
    }

    private static boolean isForToken(Received request) {
        return request.target().startsWith("/token");
    }

    private static long tokenRequests(ScriptedServer server) {
        return server.requests().stream().filter(TokensTest::isForToken).count();
    }
}
