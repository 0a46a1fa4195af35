package dev.navicert.real;

import dev.navicert.disk.TrustDirectory;
import dev.navicert.name.Gun;
import dev.navicert.notary.Access;
import dev.navicert.notary.Credentials;
import dev.navicert.notary.JdkTransport;
import dev.navicert.notary.Login;
import dev.navicert.notary.NotaryServer;
import dev.navicert.notary.Proxies;
import dev.navicert.notary.TlsSettings;
import dev.navicert.notary.Transport;
import dev.navicert.notary.VertxTransport;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.Memory;
import dev.navicert.trust.RemoteMetadata;
import dev.navicert.trust.SignedTarget;
import dev.navicert.trust.TrustPins;
import dev.navicert.trust.TrustedCollection;
import dev.navicert.trust.UpdateRequest;
import dev.navicert.trust.view.ServerObserver;
import dev.navicert.tuf.RoleName;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Our two ways of reading a collection, each with its transport, its manners and its strictness. */
enum Reader {
    COMMAND_LINE {
        @Override
        TrustedCollection read(RealServer server, Login login, String gun, Path trustDirectory) throws Exception {
            try (Transport transport = new JdkTransport(tls(server), Proxies.none())) {
                NotaryServer notary = NotaryServer.asNotaryDoes(server.url(), Access.READ, transport, login, soon());
                RemoteMetadata remote = notary.collection(new Gun(gun), soon());
                return TrustedCollection.update(UpdateRequest.notary(
                        new Gun(gun),
                        remote,
                        new TrustDirectory(trustDirectory).cache(new Gun(gun)),
                        TrustPins.FIRST_USE,
                        Clock.systemUTC().instant()));
            }
        }
    },
    WEBHOOK {
        @Override
        TrustedCollection read(RealServer server, Login login, String gun, Path trustDirectory) throws Exception {
            Vertx vertx = Vertx.vertx();
            try (Transport transport = VertxTransport.of(vertx, tls(server), Proxies.none())) {
                NotaryServer notary = NotaryServer.asAService(
                        server.url(), transport, login, Set.of(), Clock.systemUTC(), ServerObserver.NONE);
                RemoteMetadata remote = notary.collection(new Gun(gun), soon());
                return TrustedCollection.update(UpdateRequest.strict(
                        new Gun(gun),
                        remote,
                        new TrustDirectory(trustDirectory).cache(new Gun(gun)),
                        TrustPins.FIRST_USE,
                        Memory.NONE,
                        Clock.systemUTC().instant()));
            } finally {
                vertx.close().toCompletionStage().toCompletableFuture().get();
            }
        }
    };

    static final Login ALICE = () -> Optional.of(new Credentials.Password(TokenIssuer.USER, TokenIssuer.PASSWORD));

    abstract TrustedCollection read(RealServer server, Login login, String gun, Path trustDirectory) throws Exception;

    /** As {@code notary list} would show it. */
    static List<GoNotary.Row> rows(TrustedCollection collection, RoleName... roles) {
        return collection.list(List.of(roles)).stream()
                .sorted(Comparator.comparing(SignedTarget::name))
                .map(target ->
                        new GoNotary.Row(target.name(), target.sha256().orElse(""), target.length(), target.role()))
                .toList();
    }

    private static TlsSettings tls(RealServer server) throws Exception {
        return server.url().startsWith("https")
                ? TlsSettings.system().trusting(RealServer.TLS.resolve("ca.pem"))
                : TlsSettings.system();
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(30));
    }
}
