package dev.navicert.notary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class JdkTransportTest extends TransportContract {
    @Override
    Transport transport(TlsSettings tls, Proxies proxies) {
        return new JdkTransport(tls, proxies);
    }

    @Test
    void trusts_no_connection_that_was_idle_while_somebody_thought() throws Exception {
        AtomicLong now = new AtomicLong();
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> wire.ok(request.target()));
                Transport transport = new JdkTransport(TlsSettings.system(), Proxies.none(), now::get)) {
            send(transport, server);
            now.addAndGet(Duration.ofSeconds(15).toNanos());
            send(transport, server);
            assertThat(server.connections()).isEqualTo(1);
            now.addAndGet(Duration.ofSeconds(15).toNanos() + 1);
            send(transport, server);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    private static void send(Transport transport, ScriptedServer server) throws RemoteException {
        HttpUrl url = HttpUrl.parse(server.url() + "/").orElseThrow();
        transport.send(Request.get(url, 100, Request.Overlong.REFUSE), Deadline.after(Duration.ofSeconds(20)));
    }
}
