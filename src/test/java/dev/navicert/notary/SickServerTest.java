package dev.navicert.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.navicert.notary.ScriptedServer.Received;
import dev.navicert.notary.ScriptedServer.Wire;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteException.Suspended;
import dev.navicert.trust.RemoteException.TooLarge;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server that fails again and again is left alone, one that only stumbles over some repositories is not. Over real
 * connections; only time is pretended.
 */
@Timeout(60)
class SickServerTest {
    /** As long as a test waits for a server that says nothing. */
    private static final Duration MOMENT = Duration.ofMillis(60);

    private static final Duration AMPLE = Duration.ofSeconds(20);

    private static final String FRONT_DOOR = "/v2/";

    @ParameterizedTest
    @CsvSource({
        "hangs, no answer in the time allowed",
        "drips, no answer in the time allowed",
        "500, 500 Whatever",
        "503, 503 Whatever",
        "429, 429 Whatever",
        "hangs up, EOF",
        "cuts, EOF"
    })
    void who_fails_again_and_again_is_not_asked_any_more(String sickness, String words) throws Exception {
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> sick(sickness, wire));
                Asker asker = Asker.of(server)) {
            asker.failRepeatedly(isSilent(sickness) ? MOMENT : AMPLE);

            assertThatThrownBy(() -> asker.ask("app")).isInstanceOf(Suspended.class);
            int requests = server.requests().size();
            Suspended suspended = catchThrowableOfType(Suspended.class, () -> asker.ask("another"));

            assertThat(suspended)
                    .hasMessageContaining("requests in a row have failed since", "the last with: " + words);
            assertThat(suspended.getMessage()).doesNotContain("app", "another");
            assertThat(server.requests()).hasSize(requests);
            assertThat(server.targets().get(requests - 1)).isEqualTo(FRONT_DOOR);
            assertThat(asker.told.times("suspended SERVER")).isEqualTo(1);
        }
    }

    @Test
    void nor_is_who_is_not_there() throws Exception {
        ScriptedServer gone = ScriptedServer.plain((request, wire) -> wire.ok("{}"));
        gone.close();
        try (Asker asker = Asker.of(gone)) {
            asker.failRepeatedly(AMPLE);

            assertThatThrownBy(() -> asker.ask("app"))
                    .isInstanceOf(Suspended.class)
                    .hasMessageContaining("connect: connection refused");
            try (ServerSocket nobodyComes = new ServerSocket(gone.port())) {
                assertThatThrownBy(() -> asker.ask("app")).isInstanceOf(Suspended.class);
                nobodyComes.setSoTimeout(50);
                assertThatThrownBy(nobodyComes::accept).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void nor_is_who_shows_a_certificate_that_is_not_believed() throws Exception {
        try (ScriptedServer server = ScriptedServer.encrypted("server", null, (request, wire) -> wire.ok("{}"));
                Asker asker = new Asker(server.url(), TlsSettings.system(), Login.ANONYMOUS)) {
            asker.failRepeatedly(AMPLE);

            assertThatThrownBy(() -> asker.ask("app"))
                    .isInstanceOf(Suspended.class)
                    .hasMessageContaining("x509: certificate signed by unknown authority");
            int connections = server.connections();
            assertThatThrownBy(() -> asker.ask("app")).isInstanceOf(Suspended.class);
            assertThat(server.connections()).isEqualTo(connections);
        }
    }

    @Test
    void who_answers_again_after_a_restart_is_asked_again() throws Exception {
        ScriptedServer before = ScriptedServer.plain((request, wire) -> wire.ok("{}"));
        try (Asker asker = Asker.of(before)) {
            assertThat(asker.ask("app")).isEqualTo(200);
            before.close();
            asker.failRepeatedly(AMPLE);
            assertThatThrownBy(() -> asker.ask("app")).isInstanceOf(Suspended.class);

            try (ScriptedServer after = ScriptedServer.plain(before.port(), (request, wire) -> wire.ok("{}"))) {
                assertThatThrownBy(() -> asker.ask("app")).isInstanceOf(Suspended.class);
                asker.timing.advance(Breaker.FIRST_PAUSE);

                assertThat(asker.ask("app")).isEqualTo(200);
                assertThat(asker.ask("other")).isEqualTo(200);
                assertThat(after.requests()).hasSize(3);
                assertThat(asker.told.words())
                        .contains("suspended SERVER", "probed SERVER")
                        .last()
                        .asString()
                        .startsWith("resumed SERVER after ");
            }
        }
    }

    @Test
    void exactly_one_probe_is_let_through_at_a_time() throws Exception {
        AtomicBoolean isWell = new AtomicBoolean();
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
                    if (isWell.get()) {
                        arrived.countDown();
                        held.await(20, TimeUnit.SECONDS);
                    }
                    wire.answer(isWell.get() ? 200 : 500, "", "");
                });
                Asker asker = Asker.of(server)) {
            asker.failRepeatedly(AMPLE);
            assertThatThrownBy(() -> asker.ask("app")).isInstanceOf(Suspended.class);
            asker.timing.advance(Breaker.FIRST_PAUSE);
            asker.timing.patience(Duration.ofSeconds(20));
            isWell.set(true);
            int before = server.requests().size();

            Future<Integer> probe = threads.submit(() -> asker.ask("app"));
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 20; i++) {
                String gun = "app" + i;
                assertThatThrownBy(() -> asker.ask(gun)).isInstanceOf(Suspended.class);
            }
            assertThat(server.requests()).hasSize(before + 1);
            held.countDown();

            assertThat(probe.get(20, TimeUnit.SECONDS)).isEqualTo(200);
            assertThat(asker.told.times("probed SERVER")).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_probe_that_fails_is_two_requests_and_makes_the_pause_longer() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> wire.answer(503, "", ""));
                Asker asker = Asker.of(server)) {
            asker.failRepeatedly(AMPLE);
            assertThatThrownBy(() -> asker.ask("app")).isInstanceOf(Suspended.class);
            asker.timing.advance(Breaker.FIRST_PAUSE);
            int before = server.requests().size();

            assertThat(asker.ask("app")).isEqualTo(503);

            assertThat(server.targets().subList(before, server.requests().size()))
                    .containsExactly(FRONT_DOOR, "/v2/app/_trust/tuf/timestamp.json");
            assertThat(catchThrowableOfType(Suspended.class, () -> asker.ask("app"))
                            .retryIn())
                    .isEqualTo(Breaker.FIRST_PAUSE.multipliedBy(2));
        }
    }

    /** Whoever may create pods may name any repository, and so choose what the server is asked for. */
    @Nested
    class StrangeRepositories {
        @ParameterizedTest
        @ValueSource(strings = {"500", "503", "429", "hangs", "drips", "hangs up", "cuts"})
        void that_make_it_stumble_keep_nobody_from_the_others(String sickness) throws Exception {
            try (ScriptedServer server = ScriptedServer.plain(honestBut(sickness));
                    Asker asker = Asker.of(server)) {
                asker.timing.patience(Duration.ofSeconds(1));
                for (int round = 0; round < 2; round++) {
                    for (int i = 0; i < 2 * Breaker.FAILURES; i++) {
                        try {
                            asker.ask("strange/" + round + "/" + i, patience(sickness, i));
                        } catch (Suspended never) {
                            throw never;
                        } catch (RemoteException stumbled) {
                            // As it was meant to.
                        }
                    }
                    assertThat(asker.ask("honest")).isEqualTo(200);
                }

                assertThat(asker.told.words()).doesNotContain("suspended SERVER");
            }
        }

        /** Enough for the neutral question where one is due. */
        private Deadline patience(String sickness, int number) {
            if (!isSilent(sickness)) {
                return Deadline.after(AMPLE);
            }
            return Deadline.after(number == Breaker.FAILURES ? Duration.ofMillis(1100) : MOMENT);
        }

        @ParameterizedTest
        @ValueSource(ints = {400, 401, 403, 404, 410, 301})
        void that_it_does_not_have_or_does_not_show_are_no_failures(int status) throws Exception {
            try (ScriptedServer server = ScriptedServer.plain((request, wire) -> wire.answer(status, "", ""));
                    Asker asker = Asker.of(server)) {
                for (int i = 0; i < 3 * Breaker.FAILURES; i++) {
                    try {
                        asker.ask("strange" + i);
                    } catch (RemoteException.Unauthorized e) {
                        assertThat(status).isEqualTo(401);
                    }
                }

                assertThat(server.requests()).hasSize(3 * Breaker.FAILURES);
                assertThat(server.targets()).doesNotContain(FRONT_DOOR);
            }
        }

        @Test
        void that_are_enormous_are_no_failures() throws Exception {
            try (ScriptedServer server = ScriptedServer.plain((request, wire) -> wire.ok("x".repeat(101)));
                    Asker asker = Asker.of(server)) {
                for (int i = 0; i < 2 * Breaker.FAILURES; i++) {
                    String gun = "strange" + i;
                    assertThatThrownBy(() -> asker.ask(gun)).isInstanceOf(TooLarge.class);
                }

                assertThat(server.targets()).doesNotContain(FRONT_DOOR);
            }
        }

        @Test
        void do_not_delay_the_end_of_an_outage() throws Exception {
            AtomicBoolean isWell = new AtomicBoolean();
            try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
                        if (isWell.get()) {
                            honestBut("500").answer(request, wire);
                        } else {
                            sick("500", wire);
                        }
                    });
                    Asker asker = Asker.of(server)) {
                asker.failRepeatedly(AMPLE);
                assertThatThrownBy(() -> asker.ask("app")).isInstanceOf(Suspended.class);
                isWell.set(true);
                asker.timing.advance(Breaker.FIRST_PAUSE);

                assertThat(asker.ask("strange/first")).isEqualTo(500);
                assertThat(asker.ask("honest")).isEqualTo(200);
            }
        }

        private ScriptedServer.Script honestBut(String sickness) {
            return (request, wire) -> {
                if (request.target().contains("/strange")) {
                    sick(sickness, wire);
                } else {
                    wire.ok("{}");
                }
            };
        }
    }

    @Test
    void a_front_that_answers_for_a_dead_server_is_seen_through() throws Exception {
        Set<String> alive = ConcurrentHashMap.newKeySet();
        alive.addAll(List.of("one", "two"));
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
                    boolean answers = request.target().equals(FRONT_DOOR) || alive.contains(collection(request));
                    wire.answer(answers ? 200 : 500, "", answers ? "{}" : "");
                });
                Asker asker = Asker.of(server)) {
            asker.ask("one");
            asker.ask("two");
            alive.clear();

            asker.failRepeatedly(AMPLE);

            assertThatThrownBy(() -> asker.ask("app")).isInstanceOf(Suspended.class);
            assertThat(server.targets().get(server.requests().size() - 1))
                    .isEqualTo("/v2/two/_trust/tuf/timestamp.json");
        }
    }

    @Test
    void no_server_is_suspended_for_ever_because_its_front_door_is_broken() throws Exception {
        AtomicBoolean isWell = new AtomicBoolean();
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
                    if (request.target().equals(FRONT_DOOR)) {
                        wire.answer(502, "", "");
                    } else {
                        wire.answer(isWell.get() ? 404 : 500, "", "");
                    }
                });
                Asker asker = Asker.of(server)) {
            asker.failRepeatedly(AMPLE);
            assertThatThrownBy(() -> asker.ask("app")).isInstanceOf(Suspended.class);
            isWell.set(true);
            asker.timing.advance(Breaker.FIRST_PAUSE);

            assertThat(asker.ask("app")).isEqualTo(404);
            assertThat(asker.told.words()).last().asString().startsWith("resumed SERVER");
        }
    }

    @Test
    void nobody_is_suspended_because_a_deadline_was_short() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> sick("hangs", wire));
                Asker asker = Asker.of(server)) {
            List<Exception> failures = new ArrayList<>();
            for (int i = 0; i < 2 * Breaker.FAILURES; i++) {
                try {
                    asker.ask("app" + i, Deadline.after(Duration.ofMillis(50)));
                } catch (RemoteException e) {
                    failures.add(e);
                }
            }

            assertThat(failures).hasSize(2 * Breaker.FAILURES).allMatch(RemoteException.TimedOut.class::isInstance);
            assertThat(server.targets()).doesNotContain(FRONT_DOOR);
        }
    }

    private static String collection(Received request) {
        return request.target().replaceFirst("^/v2/", "").replaceFirst("/_trust.*", "");
    }

    private static boolean isSilent(String sickness) {
        return sickness.equals("hangs") || sickness.equals("drips");
    }

    private static void sick(String sickness, Wire wire) throws Exception {
        switch (sickness) {
            case "hangs" -> Thread.sleep(Duration.ofSeconds(30).toMillis());
            case "drips" -> {
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n");
                for (int i = 0; i < 99; i++) {
                    wire.send("x");
                    Thread.sleep(500);
                }
            }
            case "hangs up" -> wire.close();
            case "cuts" -> {
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{");
                wire.close();
            }
            default -> wire.answer(Integer.parseInt(sickness), "", "");
        }
    }
}
