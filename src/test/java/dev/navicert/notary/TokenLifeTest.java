package dev.navicert.notary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.name.Gun;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.view.ServerObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How long an authorization is kept. What it is got for, and from whom, is in {@link NotaryServerTest}. */
class TokenLifeTest {
    private static final Gun GUN = new Gun("ex.com/app");
    private static final String FILE = "/v2/ex.com/app/_trust/tuf/timestamp.json";
    private static final String TOKEN = "/token?scope=repository%3Aex.com%2Fapp%3Apull";

    private final TestTiming timing = new TestTiming();
    private final AtomicInteger issued = new AtomicInteger();

    @Test
    void a_service_sends_a_token_until_shortly_before_it_expires_and_then_no_more() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(this::takesEveryTokenItEverGave);
                Transport transport = new JdkTransport(TlsSettings.system(), Proxies.none())) {
            Conversation conversation = service(server, transport);

            ask(conversation, server);
            timing.advance(Duration.ofSeconds(110).minusNanos(1));
            ask(conversation, server);
            timing.advance(Duration.ofNanos(1));
            ask(conversation, server);

            assertThat(server.targets()).containsExactly(FILE, TOKEN, FILE, FILE, FILE, TOKEN, FILE);
            assertThat(shown(server))
                    .containsExactly(
                            Optional.empty(),
                            Optional.of("Bearer t1"),
                            Optional.of("Bearer t1"),
                            Optional.empty(),
                            Optional.of("Bearer t2"));
        }
    }

    @Test
    void the_command_line_that_waited_for_its_user_sends_it_until_then_too() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(this::takesEveryTokenItEverGave);
                Transport transport = new JdkTransport(TlsSettings.system(), Proxies.none())) {
            Conversation conversation = NotaryConversation.ping(
                    ServerUrl.forCommandLine(server.url()),
                    Access.PUBLISH,
                    NotaryConversation.Defects.KEPT,
                    transport,
                    Login.ANONYMOUS,
                    soon(),
                    timing::nanoTime);

            ask(conversation, server);
            timing.advance(Duration.ofSeconds(120).minusNanos(1));
            ask(conversation, server);
            timing.advance(Duration.ofNanos(1));
            ask(conversation, server);

            assertThat(shown(server))
                    .containsExactly(Optional.of("Bearer t1"), Optional.of("Bearer t1"), Optional.of("Bearer t2"));
        }
    }

    /** It would take the old token for ever: only the client's clock ends it. */
    private void takesEveryTokenItEverGave(ScriptedServer.Received request, ScriptedServer.Wire wire)
            throws IOException {
        if (request.target().startsWith("/token")) {
            wire.ok("{\"token\":\"t" + issued.incrementAndGet() + "\",\"expires_in\":120}");
        } else if (request.header("authorization").isPresent()) {
            wire.ok("{}");
        } else {
            String realm = "http://" + request.header("host").orElseThrow() + "/token";
            wire.answer(401, "WWW-Authenticate: Bearer realm=\"" + realm + "\"\r\n", "");
        }
    }

    private Conversation service(ScriptedServer server, Transport transport) throws Exception {
        return new ServiceConversation(
                ServerUrl.forService(server.url()), transport, Login.ANONYMOUS, Set.of(), timing, ServerObserver.NONE);
    }

    private static void ask(Conversation conversation, ScriptedServer server) throws Exception {
        HttpUrl file = HttpUrl.parse(server.url() + FILE).orElseThrow();
        Answer answer = conversation.ask(Request.get(file, 100, Request.Overlong.REFUSE), GUN, soon());
        assertThat(answer.status()).isEqualTo(200);
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }

    private static List<Optional<String>> shown(ScriptedServer server) {
        return server.requests().stream()
                .filter(request -> request.target().equals(FILE))
                .map(request -> request.header("authorization"))
                .toList();
    }
}
