package dev.navicert.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.notary.ScriptedServer.Wire;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException.Unauthorized;
import dev.navicert.trust.RemoteException.Unreachable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may pass in a moment is asked once more, and nothing else is. */
@Timeout(60)
class SecondTryTest {
    private static final String FILE = "/v2/app/_trust/tuf/timestamp.json";

    @ParameterizedTest
    @ValueSource(strings = {"502", "503", "504", "429 1", "503 2", "503 0", "reset", "cut", "garbled end"})
    void is_made_after_what_may_pass(String trouble) throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(once(trouble));
                Asker asker = Asker.of(server)) {
            assertThat(asker.ask("app")).isEqualTo(200);

            assertThat(server.targets()).containsExactly(FILE, FILE);
            assertThat(asker.told.words()).containsExactly("repeated SERVER");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "500",
        "501",
        "505",
        "400",
        "401",
        "403",
        "404",
        "302",
        "429",
        "429 3",
        "429 999999999999999999999",
        "429 -1",
        "503 31536000",
        "'503 Fri, 31 Dec 1999 23:59:59 GMT'",
        "'503 1, 1'",
        "404 1",
        "500 1"
    })
    void is_not_made_after_an_answer_or_where_more_patience_is_asked_for(String trouble) throws Exception {
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> trouble(trouble, wire));
                Asker asker = Asker.of(server)) {
            try {
                asker.ask("app");
            } catch (Unauthorized noChallenge) {
                assertThat(trouble).isEqualTo("401");
            }

            assertThat(server.targets()).containsExactly(FILE);
            assertThat(asker.timing.pauses()).isEmpty();
        }
    }

    @Test
    void is_the_last() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> trouble("503", wire));
                Asker asker = Asker.of(server)) {
            assertThat(asker.ask("app")).isEqualTo(503);

            assertThat(server.targets()).containsExactly(FILE, FILE);
        }
    }

    @Test
    void waits_as_long_as_the_server_wants_and_a_little() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(once("429 2"));
                Asker asker = Asker.of(server)) {
            asker.ask("app");

            assertThat(asker.timing.pauses()).containsExactly(Duration.ofMillis(2200));
        }
    }

    @Test
    void is_not_made_where_the_deadline_would_pass() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> trouble("503 2", wire));
                Asker asker = Asker.of(server)) {
            assertThat(asker.ask("app", Deadline.after(Duration.ofMillis(2500))))
                    .isEqualTo(503);

            assertThat(server.targets()).containsExactly(FILE);
        }
    }

    @Test
    void meets_a_server_that_has_just_restarted() throws Exception {
        ScriptedServer before = ScriptedServer.plain((request, wire) -> wire.ok("{}"));
        before.close();
        List<ScriptedServer> after = new ArrayList<>();
        try (Asker asker = Asker.of(before)) {
            asker.timing.meanwhile(() -> after.add(restart(before.port())));

            assertThat(asker.ask("app")).isEqualTo(200);
        } finally {
            for (ScriptedServer server : after) {
                server.close();
            }
        }
    }

    private static ScriptedServer restart(int port) {
        try {
            return ScriptedServer.plain(port, (request, wire) -> wire.ok("{}"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void is_not_made_where_the_certificate_is_not_believed() throws Exception {
        try (ScriptedServer server = ScriptedServer.encrypted("server", null, (request, wire) -> wire.ok("{}"));
                Asker asker = new Asker(server.url(), TlsSettings.system(), Login.ANONYMOUS)) {
            assertThatThrownBy(() -> asker.ask("app"))
                    .isInstanceOf(Unreachable.class)
                    .hasMessageContaining("x509: certificate signed by unknown authority");

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void is_not_made_of_a_post() throws Exception {
        Login identity = () -> Optional.of(new Credentials.IdentityToken("i"));
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
                    if (request.target().equals("/token")) {
                        trouble("503", wire);
                    } else {
                        String realm = "http://" + request.header("host").orElseThrow() + "/token";
                        wire.answer(401, "WWW-Authenticate: Bearer realm=\"" + realm + "\"\r\n", "");
                    }
                });
                Asker asker = new Asker(server.url(), TlsSettings.system(), identity)) {
            assertThatThrownBy(() -> asker.ask("app")).hasMessageContaining("gives no token");

            assertThat(server.targets()).containsExactly(FILE, "/token");
        }
    }

    /** Trouble the first time, none the second. */
    private static ScriptedServer.Script once(String trouble) {
        boolean[] met = {false};
        return (request, wire) -> {
            if (met[0]) {
                wire.ok("{}");
            } else {
                met[0] = true;
                trouble(trouble, wire);
            }
        };
    }

    /** A status, perhaps with what {@code Retry-After} says; or a connection that ends while the answer is on its way. */
    private static void trouble(String trouble, Wire wire) throws IOException {
        switch (trouble) {
            case "reset" -> {
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{");
                wire.reset();
            }
            case "cut" -> {
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{");
                wire.close();
            }
            case "garbled end" -> {
                wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n");
                wire.close();
            }
            default -> {
                String[] words = trouble.split(" ", 2);
                String header = words.length > 1 ? "Retry-After: " + words[1] + "\r\n" : "";
                wire.answer(Integer.parseInt(words[0]), header, "");
            }
        }
    }
}
