package dev.navicert.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.navicert.name.Digest;
import dev.navicert.name.Gun;
import dev.navicert.notary.JdkTransport;
import dev.navicert.notary.Proxies;
import dev.navicert.notary.RepositoriesWiring;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.SignedTarget;
import dev.navicert.trust.TrustPin;
import dev.navicert.trust.TrustPins;
import dev.navicert.trust.TrustServer;
import dev.navicert.trust.view.CheckObserver;
import dev.navicert.trust.view.Freshness;
import dev.navicert.trust.view.RepositoryView;
import dev.navicert.trust.view.SourceObserver;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.TrustException;
import dev.navicert.tuf.TrustException.NotAnchored;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The Go program publishes on the Go server; the webhook's views follow, across restarts of both sides. */
@OnRealNotary
@Timeout(180)
class RealRepositoriesTest {
    private static final String GUN = "registry.example.com/team/app";
    private static final String ONE = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
    private static final String TWO = "e258d248fda94c63753607f7c4494ee0fcbe92f1a76bfdac795c9d84101eb317";

    @TempDir
    Path work;

    private RepositoriesWiring wiring;

    @BeforeEach
    void start() throws IOException {
        wiring = RepositoriesWiring.remembering(
                work.resolve("state"),
                tls -> new JdkTransport(tls, Proxies.none()),
                Clock.systemUTC(),
                CheckObserver.NONE,
                SourceObserver.NONE);
    }

    @AfterEach
    void stop() throws IOException {
        wiring.close();
    }

    @Test
    void a_refusal_names_the_pin_with_which_the_view_comes_and_follows() throws Exception {
        try (RealServer server = RealServer.plain(work)) {
            GoNotary go = published(GoNotary.anonymous(work, server));
            TrustServer unpinned = server(server, gun -> TrustPin.FirstUse.REFUSED, null);
            NotAnchored refused = catchThrowableOfType(NotAnchored.class, () -> view(unpinned));
            assertThat(refused.offered()).hasSize(1);

            TrustServer pinned = server(server, gun -> new TrustPin.Certificates(refused.offered()), null);
            RepositoryView first = view(pinned);
            assertThat(first.target(RoleName.TARGETS, "1.0").flatMap(SignedTarget::sha256))
                    .hasValue(ONE);
            assertThat(first.withDigest(RoleName.TARGETS, Digest.sha256(ONE))).hasSize(1);
            assertThat(first.target(RoleName.TARGETS, "2.0")).isEmpty();

            go.run("addhash", "-p", GUN, "2.0", "200", "--sha256", TWO);
            assertThat(view(pinned).target(RoleName.TARGETS, "2.0").flatMap(SignedTarget::sha256))
                    .hasValue(TWO);
            go.run("remove", "-p", GUN, "1.0");
            assertThat(view(pinned).target(RoleName.TARGETS, "1.0")).isEmpty();
        }
    }

    @Test
    void a_restarted_webhook_goes_on_through_rotated_roots() throws Exception {
        try (RealServer server = RealServer.plain(work)) {
            GoNotary go = published(GoNotary.anonymous(work, server));
            TrustServer pinned = pinned(server);
            view(pinned);
            go.run("key", "rotate", GUN, "root");
            go.run("key", "rotate", GUN, "targets");
            go.run("key", "rotate", GUN, "root");
            assertThat(view(pinned).role(RoleName.ROOT).orElseThrow().version()).isGreaterThan(3);

            stop();
            start();

            RepositoryView view = view(pinned);
            assertThat(view.role(RoleName.ROOT).orElseThrow().version()).isGreaterThan(3);
            assertThat(view.anchor().orElseThrow().rootVersion()).isEqualTo(1);
            assertThat(view.target(RoleName.TARGETS, "1.0")).isPresent();
        }
    }

    @Test
    void a_repository_that_was_made_anew_is_refused_under_the_old_pin_and_under_none() throws Exception {
        TrustPins old;
        try (RealServer server = RealServer.plain(work.resolve("first"))) {
            published(GoNotary.anonymous(work.resolve("first"), server));
            TrustServer pinned = pinned(server);
            view(pinned);
            old = pinned.pins();
        }
        try (RealServer server = RealServer.plain(work.resolve("second"))) {
            published(GoNotary.anonymous(work.resolve("second"), server));
            stop();
            start();

            assertThatThrownBy(() -> view(server(server, old, null))).isInstanceOf(TrustException.class);
            assertThatThrownBy(() -> view(server(server, TrustPins.FIRST_USE, null)))
                    .isInstanceOf(TrustException.class);
        }
    }

    /** What {@code docs/adr/0015-sick-trust-servers.md} takes for a sign of life. */
    @Test
    void the_front_door_answers_whoever_asks() throws Exception {
        try (TokenIssuer tokens = TokenIssuer.start();
                RealServer open = RealServer.plain(work.resolve("open"));
                RealServer locked = RealServer.wantingTokens(work.resolve("locked"), tokens)) {
            assertThat(List.of(frontDoor(open), frontDoor(locked))).containsExactly(200, 401);
        }
    }

    private static int frontDoor(RealServer server) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.url() + "/v2/"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void credentials_in_a_file_open_a_server_that_wants_tokens() throws Exception {
        try (TokenIssuer tokens = TokenIssuer.start();
                RealServer server = RealServer.wantingTokens(work, tokens)) {
            published(GoNotary.loggedIn(work, server));
            Path credentials = work.resolve("credentials");
            TrustServer described = server(server, TrustPins.FIRST_USE, credentials);
            Files.writeString(credentials, TokenIssuer.USER + ":wrong");
            assertThatThrownBy(() -> view(described)).isInstanceOf(RemoteException.Unauthorized.class);

            Files.writeString(credentials, TokenIssuer.USER + ":" + TokenIssuer.PASSWORD);

            assertThat(view(described).target(RoleName.TARGETS, "1.0")).isPresent();
        }
    }

    @Test
    void a_collection_that_was_never_published_is_not_found() throws Exception {
        try (RealServer server = RealServer.plain(work)) {
            assertThatThrownBy(() -> view(server(server, TrustPins.FIRST_USE, null)))
                    .isInstanceOf(RemoteException.NotFound.class);
        }
    }

    /** Never from memory: every question is a new check. */
    private RepositoryView view(TrustServer server) throws Exception {
        return wiring.repositories()
                .view(server, new Gun(GUN), Freshness.RECHECKED, Deadline.after(Duration.ofSeconds(30)));
    }

    private TrustServer pinned(RealServer server) {
        TrustServer unpinned = server(server, gun -> TrustPin.FirstUse.REFUSED, null);
        NotAnchored refused = catchThrowableOfType(NotAnchored.class, () -> view(unpinned));
        return server(server, gun -> new TrustPin.Certificates(refused.offered()), null);
    }

    private static TrustServer server(RealServer server, TrustPins pins, @Nullable Path credentials) {
        return new TrustServer(
                "corp",
                URI.create(server.url()),
                pins,
                new TrustServer.Refresh(Duration.ofNanos(1), Duration.ofNanos(1)),
                TrustServer.SERVE_VERIFIED_FOR,
                null,
                credentials == null ? null : new TrustServer.CredentialsSource(credentials.toString(), null),
                List.of(),
                null);
    }

    private static GoNotary published(GoNotary go) throws IOException {
        go.run("init", "-p", GUN);
        go.run("addhash", "-p", GUN, "1.0", "100", "--sha256", ONE);
        return go;
    }
}
