package dev.navicert.notary;

import dev.navicert.name.Gun;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Set;

/** Somebody who asks one server for months, over the transport of the webhook; its time passes when a test says so. */
final class Asker implements AutoCloseable {
    static final Deadline AMPLE = Deadline.after(Duration.ofMinutes(5));

    private static final Vertx VERTX = Vertx.vertx();

    final TestTiming timing = new TestTiming();
    final Told told = new Told();
    private final String url;
    private final Transport transport;
    private final ServiceConversation conversation;

    Asker(String url, TlsSettings tls, Login login) throws Exception {
        this.url = url;
        this.transport = VertxTransport.of(VERTX, tls, Proxies.none());
        this.conversation =
                new ServiceConversation(ServerUrl.forService(url), transport, login, Set.of(), timing, told);
    }

    static Asker of(ScriptedServer server) throws Exception {
        return new Asker(server.url(), TlsSettings.system(), Login.ANONYMOUS);
    }

    /** The status of the answer to a request for this collection's timestamp. */
    int ask(String gun) throws RemoteException {
        return ask(gun, AMPLE);
    }

    int ask(String gun, Deadline deadline) throws RemoteException {
        HttpUrl file =
                HttpUrl.parse(url + "/v2/" + gun + "/_trust/tuf/timestamp.json").orElseThrow();
        return conversation
                .ask(Request.get(file, 100, Request.Overlong.REFUSE), new Gun(gun), deadline)
                .status();
    }

    /** Asks for as many collections as it takes until a failing server is suspected. */
    void failRepeatedly(Duration each) {
        for (int i = 0; i < Breaker.FAILURES; i++) {
            try {
                ask("app" + i, Deadline.after(each));
            } catch (RemoteException expected) {
                // Counted by whoever is tested.
            }
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
