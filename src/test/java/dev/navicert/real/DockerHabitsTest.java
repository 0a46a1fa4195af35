package dev.navicert.real;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.cli.CommandRun;
import dev.navicert.cli.PasswordGate;
import dev.navicert.cli.terminal.ExitStatus;
import dev.navicert.cli.verbs.ProgramName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Who has logged in with Docker, and has set Docker's variables, signs what was pushed without a word more: a registry and a trust
 * server behind one token service.
 */
@OnRealNotary(and = "docker-registry")
@Timeout(120)
class DockerHabitsTest {
    private static final String WRONG = Base64.getEncoder().encodeToString("alice:a wrong guess".getBytes(UTF_8));

    @TempDir
    Path work;

    private final Map<String, String> environment = new TreeMap<>();
    private TokenIssuer tokens;
    private RealServer server;

    @BeforeEach
    void start() throws IOException {
        tokens = TokenIssuer.start();
        server = RealServer.wantingTokens(work, tokens);
        environment.put("HOME", work.resolve("home").toString());
        environment.put("PATH", work.resolve("bin") + ":/usr/bin:/bin");
        environment.put("DOCKER_CONFIG", work.resolve("docker").toString());
        environment.put("DOCKER_CONTENT_TRUST_SERVER", server.url());
        environment.put("DOCKER_CONTENT_TRUST_ROOT_PASSPHRASE", "a root's passphrase");
        environment.put("DOCKER_CONTENT_TRUST_REPOSITORY_PASSPHRASE", "a repository's passphrase");
    }

    @AfterEach
    void stop() {
        server.close();
        tokens.close();
    }

    @Test
    void one_login_pushes_an_image_and_signs_the_digest_that_the_registry_serves() throws Exception {
        dockerKnows("{\"auths\": {\"127.0.0.1\": {\"auth\": \"" + TokenIssuer.auth() + "\"}}}");
        try (RealRegistry registry = RealRegistry.wantingTokens(work, tokens)) {
            String gun = registry.address() + "/team/app";
            RealRegistry.Image pushed = registry.push("team/app", "1.0", "hello", TokenIssuer.basic());
            succeeds("init", "-p", gun);
            succeeds("addhash", "-p", gun, "1.0", String.valueOf(pushed.length()), "--sha256", pushed.hex());

            String[] signed = succeeds("lookup", gun, "1.0").strip().split(" ");
            assertThat(registry.pull("team/app", "1.0", TokenIssuer.basic())).isEqualTo(pushed);
            assertThat(registry.pull("team/app", signed[1], TokenIssuer.basic()))
                    .isEqualTo(new RealRegistry.Image(signed[1], Long.parseLong(signed[2])))
                    .isEqualTo(pushed);
            assertThat(registry.statusWithoutToken("team/app", signed[1])).isEqualTo(401);

            registry.push("team/app", "1.0", "another layer, which nobody signed", TokenIssuer.basic());
            assertThat(registry.pull("team/app", "1.0", TokenIssuer.basic()).digest())
                    .isNotEqualTo(signed[1]);
            assertThat(succeeds("lookup", gun, "1.0")).contains(signed[1]);
            assertThat(tokens.grants())
                    .contains(
                            "alice repository:team/app:push,pull",
                            "alice repository:" + gun + ":push,pull",
                            "nobody repository:" + gun + ":pull",
                            "alice repository:" + gun + ":pull");
        }
    }

    /** Where Docker keeps logins, and what it keeps. */
    enum Kept {
        AUTH("{\"auths\": {\"SERVER\": {\"auth\": \"" + TokenIssuer.auth() + "\"}}}", ""),
        ADDRESS("{\"auths\": {\"http://SERVER/v2/\": {\"auth\": \"" + TokenIssuer.auth() + "\"}}}", ""),
        IDENTITY_TOKEN(
                "{\"auths\": {\"SERVER\": {\"auth\": \"PHRva2VuPjo=\", \"identitytoken\": \""
                        + TokenIssuer.IDENTITY_TOKEN + "\"}}}",
                ""),
        HELPER(
                "{\"auths\": {\"SERVER\": {\"auth\": \"" + WRONG + "\"}}, \"credHelpers\": {\"SERVER\": \"kept\"}}",
                "{\"ServerURL\": \"SERVER\", \"Username\": \"" + TokenIssuer.USER + "\", \"Secret\": \""
                        + TokenIssuer.PASSWORD + "\"}"),
        STORE(
                "{\"auths\": {\"SERVER\": {}}, \"credsStore\": \"kept\"}",
                "{\"ServerURL\": \"SERVER\", \"Username\": \"<token>\", \"Secret\": \"" + TokenIssuer.IDENTITY_TOKEN
                        + "\"}");

        private final String configuration;
        private final String answer;

        Kept(String configuration, String answer) {
            this.configuration = configuration;
            this.answer = answer;
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_way_of_keeping_a_login_reads_and_publishes(Kept kept) throws Exception {
        String address = server.url().replace("http://", "");
        helper("[ \"$(cat)\" = " + address + " ] && echo '" + kept.answer.replace("SERVER", address) + "'");
        dockerKnows(kept.configuration.replace("SERVER", address));
        Files.writeString(work.resolve("f.txt"), "hello\n");

        succeeds("init", "-p", "ex.com/app");
        succeeds("add", "-p", "ex.com/app", "1.0", "f.txt");

        assertThat(succeeds("list", "ex.com/app")).contains("1.0 ");
        assertThat(GoNotary.loggedIn(work.resolve("go"), server).list("ex.com/app"))
                .extracting(GoNotary.Row::name)
                .containsExactly("1.0");
    }

    @Test
    void a_reverse_proxy_that_asks_for_a_password_gets_the_one_of_its_own_host() throws Exception {
        Files.writeString(work.resolve("f.txt"), "hello\n");
        try (RealServer plain = RealServer.plain(work.resolve("plain"));
                PasswordGate gate = new PasswordGate(plain.url(), TokenIssuer.USER + ":" + TokenIssuer.PASSWORD)) {
            environment.put("DOCKER_CONTENT_TRUST_SERVER", gate.url());
            dockerKnows("{\"auths\": {\"" + gate.url().replace("http://", "") + "\": {\"auth\": \"" + TokenIssuer.auth()
                    + "\"}}}");

            succeeds("init", "-p", "ex.com/app");
            succeeds("add", "-p", "ex.com/app", "1.0", "f.txt");

            assertThat(succeeds("list", "ex.com/app")).contains("1.0 ");
            dockerKnows("{\"auths\": {\"" + server.url().replace("http://", "") + "\": {\"auth\": \""
                    + TokenIssuer.auth() + "\"}}}");
            assertThat(run(ProgramName.NAVICERT, "-d", "other", "list", "ex.com/app")
                            .exit())
                    .as("a login for another port is shown to nobody else")
                    .isEqualTo(1);
        }
    }

    @Test
    void notarys_own_variables_and_flags_come_first() throws Exception {
        dockerKnows("{\"auths\": {\"127.0.0.1\": {\"auth\": \"" + WRONG + "\"}}}");
        environment.put("NOTARY_AUTH", TokenIssuer.auth());
        environment.put("DOCKER_CONTENT_TRUST_SERVER", "http://127.0.0.1:1");
        environment.put("NOTARY_ROOT_PASSPHRASE", "another root's passphrase");
        for (String role : List.of("TARGETS", "SNAPSHOT")) {
            environment.put("NOTARY_" + role + "_PASSPHRASE", "another passphrase");
        }
        succeeds("-s", server.url(), "init", "-p", "ex.com/app");

        environment.keySet().removeIf(name -> name.startsWith("DOCKER_"));
        succeeds("-s", server.url(), "witness", "-p", "ex.com/app", "targets");
    }

    @Test
    void a_login_that_is_refused_is_one_clear_line() throws Exception {
        dockerKnows("{\"auths\": {\"127.0.0.1\": {\"auth\": \"" + WRONG + "\"}}}");
        String[][] verbs = {{"list", "ex.com/app"}, {"init", "ex.com/app"}, {"publish", "ex.com/app"}};
        for (String[] verb : verbs) {
            CommandRun run = run(ProgramName.NAVICERT, verb);
            assertThat(run.stdout())
                    .endsWith("\n* fatal: unauthorized: incorrect username or password (shown was alice from "
                            + work.resolve("docker/config.json") + ")\n");
            assertThat(run.toString()).doesNotContain("guess", WRONG);
        }
        assertThat(run(ProgramName.NAVICERT, "--exit-codes", "list", "ex.com/app")
                        .exit())
                .isEqualTo(ExitStatus.UNAUTHORIZED.number());
        dockerKnows("{\"auths\": {\"127.0.0.1\": {\"identitytoken\": \"guess\"}}}");
        assertThat(run(ProgramName.NAVICERT, "list", "ex.com/app").stdout())
                .contains("(shown was an identity token from ")
                .doesNotContain("guess");
    }

    @Test
    void a_server_that_takes_no_token_is_one_clear_line() throws Exception {
        dockerKnows("{\"auths\": {\"127.0.0.1\": {\"auth\": \"" + TokenIssuer.auth() + "\"}}}");
        tokens.setLife(Duration.ofMinutes(-10));
        for (String verb : List.of("list", "init", "publish")) {
            CommandRun run = run(ProgramName.NAVICERT, verb, "ex.com/app");
            assertThat(run.stdout())
                    .endsWith("\n* fatal: you are not authorized to perform this operation: server returned 401. (shown"
                            + " was alice from " + work.resolve("docker/config.json") + ")\n");
            assertThat(run.toString()).doesNotContain(TokenIssuer.PASSWORD, "eyJ");
        }
        tokens.setLife(Duration.ofMinutes(5));
        succeeds("publish", "ex.com/app");
    }

    @Test
    void whom_nobody_knows_is_told_how_to_log_in() {
        assertThat(run(ProgramName.NAVICERT, "list", "ex.com/app").stdout())
                .endsWith("server returned 401."
                        + " (nobody has logged in: NOTARY_AUTH, docker login and the prompt are the ways)\n");
    }

    @Test
    void called_notary_none_of_it_counts() throws Exception {
        dockerKnows("{\"auths\": {\"127.0.0.1\": {\"auth\": \"" + TokenIssuer.auth() + "\"}}}");

        assertThat(run(ProgramName.NOTARY, "-s", server.url(), "init", "-p", "ex.com/app")
                        .exit())
                .isEqualTo(1);
        assertThat(tokens.grants()).noneMatch(grant -> grant.startsWith(TokenIssuer.USER));
    }

    private String succeeds(String... words) {
        CommandRun run = run(ProgramName.NAVICERT, words);
        assertThat(run.exit()).as(run.toString()).isZero();
        assertThat(run.stderr()).isEmpty();
        return run.stdout();
    }

    private CommandRun run(ProgramName program, String... words) {
        return CommandRun.run(program, environment, work, "", Clock.systemUTC(), words);
    }

    private void dockerKnows(String configuration) throws IOException {
        Files.writeString(Files.createDirectories(work.resolve("docker")).resolve("config.json"), configuration);
    }

    private void helper(String line) throws IOException {
        Path helper = Files.writeString(
                Files.createDirectories(work.resolve("bin")).resolve("docker-credential-kept"),
                "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwx------"));
    }
}
