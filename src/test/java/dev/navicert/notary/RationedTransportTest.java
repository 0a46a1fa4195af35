package dev.navicert.notary;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.name.Gun;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.MetadataName;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.RemoteMetadata;
import dev.navicert.tuf.RoleName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Ten minutes on the network, by a clock of this test. */
class RationedTransportTest {
    private static final Duration RATION = Duration.ofMinutes(10);
    private static final Duration INSTANT = Duration.ofSeconds(30);
    private static final HttpUrl URL = HttpUrl.parse("http://h/").orElseThrow();
    private static final MetadataName ROOT = new MetadataName.Current(RoleName.ROOT);
    private static final Map<String, List<String>> BASIC = Map.of("www-authenticate", List.of("Basic realm=\"gate\""));

    /** Starts shortly before such a clock overflows. */
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - INSTANT.toNanos());

    private final List<Duration> granted = new ArrayList<>();
    private Duration answerTakes = Duration.ZERO;

    @Test
    void waiting_for_answers_uses_it_up() throws Exception {
        answerTakes = Duration.ofMinutes(6);
        try (Transport rationed = rationed()) {
            send(rationed);
            send(rationed);
            assertThatThrownBy(() -> send(rationed)).isInstanceOf(RemoteException.TimedOut.class);
        }
        assertGranted(RATION, Duration.ofMinutes(4), Duration.ZERO);
    }

    @Test
    void time_between_requests_does_not() throws Exception {
        try (Transport rationed = rationed()) {
            send(rationed);
            passes(Duration.ofHours(1));
            send(rationed);
        }
        assertGranted(RATION, RATION);
    }

    @Test
    void an_earlier_deadline_of_one_request_counts() throws Exception {
        try (Transport rationed = rationed()) {
            rationed.send(request(), Deadline.after(Duration.ofSeconds(5)));
        }
        assertGranted(Duration.ofSeconds(5));
    }

    @Test
    void nor_does_somebody_who_thinks_at_the_prompt_for_a_password() throws Exception {
        Login slow = () -> {
            passes(Duration.ofHours(1));
            return Optional.of(new Credentials.Password("alice", "s3cret"));
        };
        try (Transport rationed = rationed()) {
            NotaryServer server =
                    NotaryServer.asNavicertDoes("http://h", Access.READ, rationed, slow, Deadline.farOff());
            RemoteMetadata collection = server.collection(new Gun("ex.com/app"), Deadline.farOff());

            assertThat(collection.fetch(ROOT, 100)).asString().isEqualTo("/v2/ex.com/app/_trust/tuf/root.json");
            passes(Duration.ofHours(1));
            assertThat(collection.fetch(ROOT, 100)).isNotEmpty();
        }
        assertGranted(Duration.ofSeconds(5), RATION, RATION);
    }

    private Transport rationed() {
        return new RationedTransport(new Slow(), RATION, now::get);
    }

    private void passes(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static Request request() {
        return Request.get(URL, 100, Request.Overlong.REFUSE);
    }

    private static void send(Transport transport) throws RemoteException {
        transport.send(request(), Deadline.farOff());
    }

    /** A little of what was granted is gone when it is looked at, by the system's own clock. */
    private void assertGranted(Duration... expected) {
        assertThat(granted).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(granted.get(i)).isBetween(expected[i].minus(INSTANT), expected[i]);
        }
    }

    /** Wants a password, takes its time, and gives up when there is none left. */
    private final class Slow implements Transport {
        @Override
        public Answer send(Request request, Deadline deadline) throws RemoteException {
            granted.add(deadline.remaining());
            if (deadline.passed()) {
                throw new RemoteException.TimedOut("too late");
            }
            passes(answerTakes);
            boolean ping = request.url().target().equals("/v2/");
            return ping
                    ? new Answer(401, "401 Unauthorized", BASIC, new byte[0])
                    : new Answer(200, "200 OK", Map.of(), request.url().target().getBytes(US_ASCII));
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
