package dev.navicert.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.name.Gun;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustPins;
import dev.navicert.trust.TrustServer;
import dev.navicert.trust.view.CheckObserver;
import dev.navicert.trust.view.Freshness;
import dev.navicert.trust.view.RepositoryView;
import dev.navicert.trust.view.SourceObserver;
import dev.navicert.trustserver.RepositoryFiles;
import dev.navicert.trustserver.RepositoryKeys;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies name servers and directories; each is opened for what it is. */
class RepositoriesWiringTest {
    private static final Gun GUN = new Gun("registry.example/team/app");
    private static final Clock CLOCK = Clock.systemUTC();
    private static final RepositoryFiles FILES = publish();

    @TempDir
    Path directory;

    private RepositoriesWiring wiring;

    @BeforeEach
    void open() throws IOException {
        wiring = RepositoriesWiring.remembering(
                directory.resolve("state"),
                tls -> new JdkTransport(tls, Proxies.none()),
                CLOCK,
                CheckObserver.NONE,
                SourceObserver.NONE);
    }

    @AfterEach
    void close() throws IOException {
        wiring.close();
    }

    @Test
    void a_server_is_asked_over_http() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(RepositoriesWiringTest::serve)) {
            assertSigned(view(server(server.url(), null, null)));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_server_with_an_authority_of_its_own_is_asked_over_https() throws Exception {
        try (ScriptedServer server = ScriptedServer.encrypted("server", null, RepositoriesWiringTest::serve)) {
            assertSigned(view(server(server.url(), ScriptedServer.TLS.resolve("ca.pem"), null)));
        }
    }

    @Test
    void an_authority_that_was_replaced_in_its_file_counts_with_the_next_check() throws Exception {
        Path authority = directory.resolve("ca.pem");
        Files.copy(ScriptedServer.TLS.resolve("other-ca.pem"), authority);
        try (ScriptedServer server = ScriptedServer.encrypted("server", null, RepositoriesWiringTest::serve)) {
            TrustServer described = server(server.url(), authority, null);
            assertThatThrownBy(() -> view(described)).isInstanceOf(RemoteException.Unreachable.class);

            Files.copy(ScriptedServer.TLS.resolve("ca.pem"), authority, StandardCopyOption.REPLACE_EXISTING);

            assertSigned(view(described));
        }
    }

    @Test
    void an_authority_that_cannot_be_read_is_an_error_that_names_the_server() {
        assertThatThrownBy(() -> view(server("https://127.0.0.1:1", directory.resolve("none.pem"), null)))
                .isInstanceOf(RemoteException.Unreachable.class)
                .hasMessageContaining("trust server corp")
                .hasMessageContaining("none.pem");
    }

    @Test
    void credentials_come_from_their_file_each_time() throws Exception {
        Path credentials = Files.writeString(directory.resolve("credentials"), "ci:old\n");
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
            if (request.header("Authorization").equals(Optional.of(basic("ci:new")))) {
                serve(request, wire);
            } else {
                wire.answer(401, "WWW-Authenticate: Basic realm=\"corp\"\r\n", "");
            }
        })) {
            TrustServer described = server(server.url(), null, credentials);
            assertThatThrownBy(() -> view(described)).isInstanceOf(RemoteException.Unauthorized.class);

            Files.writeString(credentials, "ci:new\n");

            assertSigned(view(described));
        }
    }

    @Test
    void a_server_that_is_left_alone_is_asked_at_once_when_it_is_described_anew() throws Exception {
        AtomicBoolean isWell = new AtomicBoolean();
        try (ScriptedServer server = ScriptedServer.plain((request, wire) -> {
            if (isWell.get()) {
                serve(request, wire);
            } else {
                wire.answer(500, "", "");
            }
        })) {
            TrustServer described = server(server.url(), null, null);
            for (int i = 0; i < Breaker.FAILURES; i++) {
                Gun gun = new Gun("registry.example/team/app" + i);
                assertThatThrownBy(() -> view(described, gun)).isInstanceOf(RemoteException.Unavailable.class);
            }
            assertThatThrownBy(() -> view(described)).isInstanceOf(RemoteException.Suspended.class);
            isWell.set(true);

            assertSigned(view(server(server.url(), ScriptedServer.TLS.resolve("ca.pem"), null)));
        }
    }

    @Test
    void a_directory_is_read_as_a_mirror() throws Exception {
        Path mirror = directory.resolve("mirror");
        for (String path : FILES.paths()) {
            Path file = mirror.resolve("v2")
                    .resolve(GUN.value())
                    .resolve("_trust/tuf")
                    .resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, FILES.file(path).orElseThrow());
        }

        assertSigned(view(server(mirror.toUri().toString(), null, null)));
    }

    @Test
    void one_state_directory_serves_one_process() {
        assertThatThrownBy(() -> RepositoriesWiring.remembering(
                        directory.resolve("state"),
                        tls -> new JdkTransport(tls, Proxies.none()),
                        CLOCK,
                        CheckObserver.NONE,
                        SourceObserver.NONE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("in use");
    }

    @Test
    void a_program_that_answers_once_leaves_nothing_behind() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(RepositoriesWiringTest::serve);
                RepositoriesWiring once =
                        RepositoriesWiring.forgetting(tls -> new JdkTransport(tls, Proxies.none()), CLOCK)) {
            assertSigned(once.repositories()
                    .view(
                            server(server.url(), null, null),
                            GUN,
                            Freshness.WITHIN_INTERVAL,
                            Deadline.after(Duration.ofSeconds(20))));
        }
    }

    private RepositoryView view(TrustServer server) throws Exception {
        return view(server, GUN);
    }

    private RepositoryView view(TrustServer server, Gun gun) throws Exception {
        return wiring.repositories()
                .view(server, gun, Freshness.WITHIN_INTERVAL, Deadline.after(Duration.ofSeconds(20)));
    }

    private static void assertSigned(RepositoryView view) {
        assertThat(view.target(RoleName.TARGETS, "1.0")).isPresent();
    }

    private static TrustServer server(String url, @Nullable Path authority, @Nullable Path credentials) {
        return new TrustServer(
                "corp",
                URI.create(url),
                TrustPins.FIRST_USE,
                TrustServer.Refresh.DEFAULT,
                TrustServer.SERVE_VERIFIED_FOR,
                authority == null ? null : authority.toString(),
                credentials == null ? null : new TrustServer.CredentialsSource(credentials.toString(), null),
                List.of(),
                null);
    }

    private static RepositoryFiles publish() {
        Instant now = CLOCK.instant();
        return SignedRepository.create(GUN, RepositoryKeys.generate(), now)
                .addTarget(RoleName.TARGETS, "1.0", FileMeta.of("app".getBytes(StandardCharsets.UTF_8)))
                .publish(now);
    }

    private static void serve(ScriptedServer.Received request, ScriptedServer.Wire wire) throws IOException {
        String prefix = "/v2/" + GUN + "/_trust/tuf/";
        Optional<byte[]> file = request.target().startsWith(prefix)
                ? FILES.file(request.target().substring(prefix.length()))
                : Optional.empty();
        if (file.isPresent()) {
            wire.ok(new String(file.get(), StandardCharsets.ISO_8859_1));
        } else {
            wire.answer(404, "", "");
        }
    }

    private static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }
}
