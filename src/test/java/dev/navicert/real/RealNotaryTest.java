package dev.navicert.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.disk.TrustDirectory;
import dev.navicert.name.Gun;
import dev.navicert.notary.Credentials;
import dev.navicert.notary.DockerLogin;
import dev.navicert.notary.Login;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustedCollection;
import dev.navicert.tuf.RoleName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Go program publishes; we read what it reads. */
@OnRealNotary
@Timeout(180)
class RealNotaryTest {
    private static final String GUN = "registry.example.com/team/app";
    private static final String ONE = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
    private static final String TWO = "e258d248fda94c63753607f7c4494ee0fcbe92f1a76bfdac795c9d84101eb317";
    private static final Path KEY = RealServer.TLS.resolve("client.key");
    private static final Path CERTIFICATE = RealServer.TLS.resolve("client.pem");

    @TempDir
    Path work;

    @ParameterizedTest
    @EnumSource
    void reads_a_collection_whose_snapshot_the_client_signs(Reader reader) throws Exception {
        try (RealServer server = RealServer.plain(work)) {
            GoNotary go = published(GoNotary.anonymous(work, server));

            assertSame(go, reader, server, Login.ANONYMOUS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void reads_a_collection_whose_snapshot_the_server_signs_over_tls(Reader reader) throws Exception {
        try (RealServer server = RealServer.encrypted(work)) {
            GoNotary go = published(GoNotary.anonymous(work, server));
            go.run("key", "rotate", GUN, "snapshot", "-r");
            go.run("addhash", "-p", GUN, "2.0", "200", "--sha256", TWO);

            assertSame(go, reader, server, Login.ANONYMOUS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void reads_with_a_token(Reader reader) throws Exception {
        try (TokenIssuer tokens = TokenIssuer.start();
                RealServer server = RealServer.wantingTokens(work, tokens)) {
            GoNotary go = published(GoNotary.loggedIn(work, server));

            assertSame(go, reader, server, Reader.ALICE);
            assertThat(tokens.grants()).contains("alice repository:" + GUN + ":pull");
        }
    }

    @Test
    void reads_with_a_token_for_who_has_logged_in_with_docker() throws Exception {
        try (TokenIssuer tokens = TokenIssuer.start();
                RealServer server = RealServer.wantingTokens(work, tokens)) {
            GoNotary go = published(GoNotary.loggedIn(work, server));
            Path bin = Files.createDirectories(work.resolve("bin"));
            Path helper = Files.writeString(
                    bin.resolve("docker-credential-kept"),
                    "#!/bin/sh\nread server\n[ \"$server\" = " + server.url().replaceFirst("^[a-z]+://", "")
                            + " ] || { echo credentials not found in native keychain; exit 1; }\n"
                            + "echo '{\"Username\":\"" + TokenIssuer.USER + "\",\"Secret\":\"" + TokenIssuer.PASSWORD
                            + "\"}'\n");
            Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwx------"));
            Files.writeString(work.resolve("config.json"), "{\"credsStore\":\"kept\"}");
            DockerLogin docker = DockerLogin.ofUser(
                            Map.of("DOCKER_CONFIG", work.toString(), "PATH", bin + ":" + System.getenv("PATH")), work)
                    .orElseThrow();
            Credentials kept = docker.credentials(server.url()).orElseThrow();

            assertSame(go, Reader.COMMAND_LINE, server, () -> Optional.of(kept));
            assertThat(tokens.grants()).contains("alice repository:" + GUN + ":pull");
        }
    }

    @ParameterizedTest
    @EnumSource
    void is_refused_without_credentials(Reader reader) throws Exception {
        try (TokenIssuer tokens = TokenIssuer.start();
                RealServer server = RealServer.wantingTokens(work, tokens)) {
            published(GoNotary.loggedIn(work, server));

            assertThatThrownBy(() -> reader.read(server, Login.ANONYMOUS, GUN, work.resolve("ours")))
                    .isInstanceOf(RemoteException.Unauthorized.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void reads_delegations_in_their_order(Reader reader) throws Exception {
        try (RealServer server = RealServer.plain(work)) {
            GoNotary go = published(GoNotary.anonymous(work, server));
            go.run("key", "rotate", GUN, "snapshot", "-r");
            go.run("key", "import", KEY.toString(), "--role", "ci");
            go.run("delegation", "add", GUN, "targets/releases", CERTIFICATE.toString(), "--all-paths");
            go.run("delegation", "add", "-p", GUN, "targets/qa", CERTIFICATE.toString(), "--paths", "qa-,test/");
            go.run("addhash", GUN, "1.0", "300", "--sha256", TWO, "-r", "targets/releases");
            go.run("addhash", GUN, "2.0", "400", "--sha256", ONE, "-r", "targets/releases");
            go.run("addhash", "-p", GUN, "qa-1", "500", "--sha256", ONE, "-r", "targets/qa");

            TrustedCollection ours = assertSame(go, reader, server, Login.ANONYMOUS);
            assertThat(Reader.rows(ours, RoleName.RELEASES, RoleName.TARGETS))
                    .isEqualTo(go.list(GUN, RoleName.RELEASES, RoleName.TARGETS));
            assertThat(Reader.rows(ours, RoleName.RELEASES)).hasSize(2).isEqualTo(go.list(GUN, RoleName.RELEASES));
        }
    }

    @ParameterizedTest
    @EnumSource
    void follows_roots_that_were_rotated_since_it_last_looked(Reader reader) throws Exception {
        try (RealServer server = RealServer.plain(work)) {
            GoNotary go = published(GoNotary.anonymous(work, server));
            reader.read(server, Login.ANONYMOUS, GUN, work.resolve("ours"))
                    .keep(new TrustDirectory(work.resolve("ours")).cache(new Gun(GUN)));
            go.run("key", "rotate", GUN, "root");
            go.run("key", "rotate", GUN, "targets");
            go.run("key", "rotate", GUN, "timestamp", "-r");
            go.run("key", "rotate", GUN, "root");
            go.run("addhash", "-p", GUN, "2.0", "200", "--sha256", TWO);

            TrustedCollection ours = assertSame(go, reader, server, Login.ANONYMOUS);
            assertThat(ours.roles())
                    .hasEntrySatisfying(
                            RoleName.ROOT, root -> assertThat(root.version()).isEqualTo(5));
        }
    }

    @ParameterizedTest
    @EnumSource
    void finds_no_collection_that_was_never_published(Reader reader) throws Exception {
        try (RealServer server = RealServer.plain(work)) {
            assertThatThrownBy(() -> reader.read(server, Login.ANONYMOUS, "never/was", work.resolve("ours")))
                    .isInstanceOf(RemoteException.NotFound.class);
        }
    }

    @Test
    void shares_a_trust_directory_with_notary() throws Exception {
        try (RealServer server = RealServer.plain(work)) {
            published(GoNotary.anonymous(work, server));
            GoNotary other = GoNotary.anonymous(work.resolve("other"), server);
            other.list(GUN);

            TrustedCollection ours = Reader.COMMAND_LINE.read(server, Login.ANONYMOUS, GUN, work.resolve("ours"));
            assertThat(files(work.resolve("ours"))).isEqualTo(files(other.trustDirectory()));

            server.close();
            GoNotary offline = new GoNotary(work.resolve("third"), server.url(), Map.of());
            Files.createDirectories(offline.work());
            Files.move(work.resolve("ours"), offline.trustDirectory());
            assertThat(offline.list(GUN)).isEqualTo(Reader.rows(ours));
            assertThat(Reader.rows(Reader.COMMAND_LINE.read(server, Login.ANONYMOUS, GUN, other.trustDirectory())))
                    .isEqualTo(Reader.rows(ours));
        }
    }

    private static GoNotary published(GoNotary go) throws IOException {
        go.run("init", "-p", GUN);
        go.run("addhash", GUN, "1.0", "100", "--sha256", ONE);
        go.run("addhash", "-p", GUN, "latest", "100", "--sha256", ONE);
        return go;
    }

    private TrustedCollection assertSame(GoNotary go, Reader reader, RealServer server, Login login) throws Exception {
        TrustedCollection ours = reader.read(server, login, GUN, work.resolve("ours"));
        assertThat(Reader.rows(ours)).isNotEmpty().isEqualTo(go.list(GUN));
        return ours;
    }

    /** Path to content, without the keys. */
    private static Map<String, String> files(Path trustDirectory) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(trustDirectory)) {
            for (Path path : all.toList()) {
                files.put(
                        trustDirectory.relativize(path).toString(),
                        Files.isDirectory(path) ? "/" : Files.readString(path));
            }
        }
        return files;
    }
}
