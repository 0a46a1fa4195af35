package dev.navicert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.policy.PolicySet;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a policy, what is looked at again, and what is kept of it. */
class PolicyKeeperTest {
    private static final String SERVER = """
            apiVersion: navicert.dev/v1alpha1
            kind: TrustServer
            metadata: {name: corp}
            spec:
              url: https://notary.corp.example
              serves: ["**"]
              ca: {file: tls.pem}
              credentials: {file: login.json}
              pins: {ca: {"**": {file: pin.pem}}}
            """;
    private static final String RULES = """
            ---
            apiVersion: navicert.dev/v1alpha1
            kind: ClusterImagePolicy
            metadata: {name: everything}
            spec: {rules: [{images: ["**"], allow: {}}]}
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final EventLog log = new EventLog(Clock.systemUTC(), new PrintStream(told, true, StandardCharsets.UTF_8));
    private Path policies;
    private Path state;

    @BeforeEach
    void write() throws IOException {
        policies = Files.createDirectory(folder.resolve("policies"));
        state = folder.resolve("state");
        write("a.yaml", SERVER + RULES);
        write("pin.pem", "-----BEGIN CERTIFICATE-----\nthe pin's certificate");
        write("tls.pem", "the server's authority");
        write("login.json", "the-password");
        write("tls.key", "a neighbour's key");
        write("neighbour.pem", "a neighbour's certificate");
        write("config.json.bak", "auths");
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void keeps_exactly_what_it_read_for_nobody_else_to_see() throws Exception {
        keeper(policies.resolve("a.yaml"));
        Path kept = state.resolve("policy.json");
        try (Stream<Path> all = Files.walk(state)) {
            assertThat(all.filter(Files::isRegularFile)).containsExactly(kept);
        }
        assertThat(Files.getPosixFilePermissions(kept)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        String text = Files.readString(kept);
        assertThat(text).contains("a.yaml", "pin.pem");
        assertThat(text).doesNotContain("login.json", "tls.pem", "tls.key", "neighbour", "config.json");
    }

    @Test
    void starts_with_what_it_kept_and_looks_for_credentials_where_they_were() throws Exception {
        Path file = policies.resolve("a.yaml");
        keeper(file);
        write("a.yaml", "nonsense");
        write("pin.pem", "-----BEGIN CERTIFICATE-----\nanother");
        PolicySet recalled = keeper(file).inForce();
        assertThat(recalled.servers().get(0).credentials().orElseThrow().file())
                .isEqualTo(policies.resolve("login.json").toString());
        assertThat(recalled.servers().get(0).caFile())
                .contains(policies.resolve("tls.pem").toString());
        assertThat(recalled.policies()).hasSize(1);
    }

    @Test
    void keeps_a_folder_too_and_forgets_what_was_taken_out_of_it() throws Exception {
        write("b.yaml", RULES.replace("everything", "more"));
        Files.delete(policies.resolve("login.json"));
        PolicyKeeper keeper = keeper(policies);
        assertThat(keeper.inForce().policies()).hasSize(2);
        Files.delete(policies.resolve("b.yaml"));
        keeper.refresh();
        assertThat(keeper.inForce().policies()).hasSize(1);
        write("a.yaml", "nonsense");
        assertThat(keeper(policies).inForce().policies()).hasSize(1);
    }

    @Test
    void looks_at_what_it_read_and_at_nothing_beside_it() throws Exception {
        PolicyKeeper keeper = keeper(policies.resolve("a.yaml"));
        keeper.refresh();
        PolicySet before = keeper.inForce();
        write("neighbour.pem", "changed");
        write("tls.key", "changed");
        write("b.yaml", "not asked for");
        keeper.refresh();
        assertThat(keeper.inForce()).isSameAs(before);
        write("pin.pem", "-----BEGIN CERTIFICATE-----\nthe pin's other certificate");
        keeper.refresh();
        assertThat(keeper.inForce()).isNotSameAs(before);
    }

    @Test
    void reads_again_when_what_was_missing_is_there() throws Exception {
        PolicyKeeper keeper = keeper(policies.resolve("a.yaml"));
        write("a.yaml", SERVER.replace("pin.pem", "other.pem") + RULES);
        keeper.refresh();
        assertThat(keeper.isCurrent()).isFalse();
        write("other.pem", "-----BEGIN CERTIFICATE-----\nthe pin's certificate");
        keeper.refresh();
        keeper.refresh();
        assertThat(keeper.isCurrent()).isTrue();
    }

    @Test
    void tells_nobody_of_a_change_that_is_none() throws Exception {
        PolicyKeeper keeper = keeper(policies.resolve("a.yaml"));
        Files.move(
                write("copy", SERVER + RULES),
                policies.resolve("a.yaml"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        keeper.refresh();
        keeper.refresh();
        log.close();
        assertThat(told.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private PolicyKeeper keeper(Path files) throws StartException {
        return new PolicyKeeper(files, state, log, new WebhookMetrics(new SimpleMeterRegistry()), Clock.systemUTC());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(policies.resolve(name), text);
    }
}
