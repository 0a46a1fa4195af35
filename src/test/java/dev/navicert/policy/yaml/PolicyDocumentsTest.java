package dev.navicert.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navicert.name.Gun;
import dev.navicert.policy.Policies;
import dev.navicert.policy.PolicySet;
import dev.navicert.trust.PinnedAuthority;
import dev.navicert.trust.TrustPin;
import dev.navicert.trust.TrustServer;
import dev.navicert.tuf.crypto.KeyId;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyDocumentsTest {
    private static final String ID = "0123456789".repeat(6) + "0123";

    @TempDir
    Path folder;

    @Test
    void reads_a_server_whole() throws Exception {
        Path file = write("a.yaml", """
                apiVersion: navicert.dev/v1alpha1
                kind: TrustServer
                metadata: {name: corp, labels: {a: b}, annotations: {c: d}}
                spec:
                  url: http://notary.corp.example:4443/base
                  insecure: true
                  serves: ["registry.corp.example/**"]
                  ca: {file: tls/ca.pem}
                  credentials: {file: /etc/creds, host: registry.corp.example}
                  tokenHosts: [auth.corp.example, "auth.corp.example:5001"]
                  pins:
                    certs: {"registry.corp.example/team/*": [%s]}
                    ca: {"registry.corp.example/**": {file: pin.pem}, "b.example/x": {pem: "-----BEGIN CERTIFICATE-----"}}
                    firstUse: false
                  refresh: {interval: 1m30s, recheckAfter: 500ms}
                  outage: {serveVerifiedFor: 2d}
                  forgetBefore: {"registry.corp.example/**": 2026-01-02T03:04:05Z, "registry.corp.example/team/app": 2026-02-02T04:04:05+01:00}
                """.formatted(ID));
        write("pin.pem", "-----BEGIN CERTIFICATE-----\n");

        TrustServer server =
                Objects.requireNonNull(PolicyDocuments.read(file).servers().get(0));

        assertThat(server.name()).isEqualTo("corp");
        assertThat(server.url()).isEqualTo(URI.create("http://notary.corp.example:4443/base"));
        assertThat(server.caFile()).contains(folder.resolve("tls/ca.pem").toString());
        assertThat(server.credentials())
                .contains(new TrustServer.CredentialsSource("/etc/creds", "registry.corp.example"));
        assertThat(server.tokenHosts()).containsExactly("auth.corp.example", "auth.corp.example:5001");
        assertThat(server.refresh()).isEqualTo(new TrustServer.Refresh(Duration.ofSeconds(90), Duration.ofMillis(500)));
        assertThat(server.serveVerifiedFor()).isEqualTo(Duration.ofDays(2));
        assertThat(server.forgetBefore().forGun(new Gun("registry.corp.example/team/app")))
                .hasValue(Instant.parse("2026-02-02T03:04:05Z"));
        assertThat(server.forgetBefore().forGun(new Gun("registry.corp.example/other")))
                .hasValue(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(server.forgetBefore().forGun(new Gun("elsewhere.example/app")))
                .isEmpty();
        assertThat(server.pins().forGun(new Gun("registry.corp.example/team/app")))
                .isEqualTo(new TrustPin.Certificates(List.of(new KeyId(ID))));
        assertThat(server.pins().forGun(new Gun("registry.corp.example/other"))).isInstanceOf(TrustPin.Authority.class);
    }

    @Test
    void reads_a_server_with_what_is_needed_and_no_more() throws Exception {
        TrustServer server = Objects.requireNonNull(
                Policies.read(Policies.server("corp", "'**'")).servers().get(0));

        assertThat(server.refresh()).isEqualTo(TrustServer.Refresh.DEFAULT);
        assertThat(server.serveVerifiedFor()).isEqualTo(Duration.ofHours(24));
        assertThat(server.pins().forGun(new Gun("a.example/x"))).isEqualTo(TrustPin.FirstUse.REFUSED);
        assertThat(server.caFile()).isEmpty();
        assertThat(server.frozen()).isEmpty();
    }

    @Test
    void reads_a_frozen_mirror() throws Exception {
        TrustServer server = Objects.requireNonNull(PolicyDocuments.read(write("a.yaml", """
                apiVersion: navicert.dev/v1alpha1
                kind: TrustServer
                metadata: {name: old}
                spec:
                  url: file:///mirror
                  serves: ["**"]
                  frozen: {until: 2027-06-30, manifest: "sha256:%s"}
                """.formatted(ID)))
                .servers()
                .get(0));

        assertThat(server.isMirror()).isTrue();
        assertThat(server.frozen()).contains(new TrustServer.Frozen(LocalDate.of(2027, 6, 30), ID));
    }

    @Test
    void reads_every_document_of_a_folder_but_hidden_files_and_subfolders() throws Exception {
        write("1.yaml", Policies.cluster("one", "images: ['**'], deny: {}") + "---\n# nothing\n---\n");
        write("2.yml", Policies.cluster("two", "images: ['**'], deny: {}"));
        write("3.json", """
                {"apiVersion": "navicert.dev/v1alpha1", "kind": "ImagePolicy",
                 "metadata": {"name": "three", "namespace": "team"},
                 "spec": {"rules": [{"images": ["**"], "allow": {}}]}}
                """);
        write("README.md", "no policy");
        write(".hidden.yaml", "no: policy");
        Files.createDirectories(folder.resolve("sub.yaml"));

        PolicySet policies = PolicyDocuments.read(folder);

        assertThat(policies.policies())
                .hasToString("[ClusterImagePolicy/one, ClusterImagePolicy/two, ImagePolicy/team/three]");
    }

    @Test
    void an_anchor_may_be_used_again() throws Exception {
        PolicySet policies = Policies.read("""
                apiVersion: navicert.dev/v1alpha1
                kind: ClusterImagePolicy
                metadata: {name: x}
                spec:
                  rules:
                  - images: ['a.example/**']
                    verify: &twice {signedBy: {allOf: [targets/releases]}}
                  - images: ['b.example/**']
                    verify: *twice
                """);

        assertThat(policies.policies().get(0).rules()).hasSize(2);
    }

    static Stream<Arguments> refused() {
        String head = "apiVersion: navicert.dev/v1alpha1\nkind: ClusterImagePolicy\nmetadata: {name: x}\nspec:\n";
        String server = "apiVersion: navicert.dev/v1alpha1\nkind: TrustServer\nmetadata: {name: x}\nspec:\n";
        String rules = head + "  rules:\n  - images: ['a.example/**']\n    ";
        return Stream.of(
                row("a: 1", 1, "unknown field a; known here: apiVersion, kind, metadata, spec"),
                row("[]", 1, "must be a mapping"),
                row("a: [", 1, "no YAML"),
                row("\tx: 1", 1, "no YAML"),
                row("a: *b", 1, "*b is not defined"),
                row("a: !!java.net.URL [x]", 1, "tag"),
                row("? [a]\n: b", 1, "name must be"),
                row(head.replace("v1alpha1", "v1"), 1, "apiVersion must be one of navicert.dev/v1alpha1"),
                row(head.replace("ClusterImagePolicy", "Pod"), 2, "kind must be one of"),
                row(head.replace("{name: x}", "{}") + "  rules: []", 3, "metadata.name is missing"),
                row(head.replace("{name: x}", "{name: X}") + "  rules: []", 3, "metadata.name must be"),
                row(head.replace("{name: x}", "{name: ../x}") + "  rules: []", 3, "metadata.name must be"),
                row(head.replace("{name: x}", "{name: 5}") + "  rules: []", 3, "metadata.name must be a string"),
                row(head.replace("{name: x}", "{name: x, namespace: y}") + "  rules: []", 3, "cluster-scoped"),
                row(head + "  mode: off\n  rules: []", 5, "spec.mode must be one of enforce, warn, audit"),
                row(head + "  mode: audit\n  mode: warn\n  rules: []", 6, "spec.mode is there twice"),
                row(head + "  rules: []", 5, "spec.rules must not be empty"),
                row(head + "  rules: {}", 5, "spec.rules must be a list"),
                row(head + "  mod: audit", 5, "unknown field spec.mod"),
                row(rules.replace("'a.example/**'", "nginx") + "deny: {}", 6, "bad pattern \"nginx\""),
                row(rules.replace("'a.example/**'", "'a.example/x', 'a.example/x'") + "deny: {}", 6, "repeats"),
                row(rules + "deny: {}\n  - images: ['a.example/**']\n    allow: {}", 8, "repeats the pattern"),
                row(rules + "deny: {}\n    allow: {}", 6, "exactly one of verify, allow, deny"),
                row(rules + "overridable: true", 6, "exactly one of"),
                row(rules + "deny:", 7, "must be a mapping, but is empty"),
                row(rules + "deny: {reason: x}", 7, "unknown field spec.rules[0].deny.reason; known here: none"),
                row(rules + "deny: {}\n    overridable: 'true'", 8, "must be true or false"),
                row(rules + "allow: {until: soon}", 7, "must be a date"),
                row(rules + "allow: {until: 2027-02-30}", 7, "must be a date"),
                row(rules + "allow: {until: +999999999-12-31}", 7, "must be a date"),
                row(rules + "allow: {until: 0000-01-01}", 7, "must be a date"),
                row(
                        rules + "deny: {\"a\\nb\\e[2J\\u202e\": 1}",
                        7,
                        "unknown field spec.rules[0].deny.a\\u000ab\\u001b[2J\\u202e;"),
                row(head + "  <<: {rules: []}", 5, "unknown field spec.<<"),
                row("a: 1\nb: \0", 2, "control character"),
                row("---\n\ufeffapiVersion: x", 2, "unknown field \\ufeffapiVersion"),
                row(rules + "verify: {digest: same}", 7, "must be one of sameTag, anyTag"),
                row(rules + "verify: {pin: tag}", 7, "must be one of tagAndDigest"),
                row(rules + "verify: {signedBy: {}}", 7, "exactly one of allOf, anyOf, atLeast"),
                row(rules + "verify: {signedBy: {allOf: []}}", 7, "must not be empty"),
                row(rules + "verify: {signedBy: {allOf: [root]}}", 7, "must be targets or a delegation"),
                row(rules + "verify: {signedBy: {allOf: [targets/../x]}}", 7, "must be targets or a delegation"),
                row(rules + "verify: {signedBy: {allOf: [targets/a, targets/a]}}", 7, "again"),
                row(rules + "verify: {signedBy: {allOf: [targets], of: [targets]}}", 7, "belongs to atLeast"),
                row(rules + "verify: {signedBy: {atLeast: 2}}", 7, "of is missing"),
                row(rules + "verify: {signedBy: {atLeast: 2, of: [targets]}}", 7, "between 1 and 1"),
                row(rules + "verify: {signedBy: {atLeast: 0, of: [targets]}}", 7, "between 1 and 1"),
                row(rules + "verify: {signedBy: {atLeast: 99999999999, of: [targets]}}", 7, "between 1 and 1"),
                row(rules + "verify: {signedBy: {atLeast: one, of: [targets]}}", 7, "whole number"),
                row(rules + "verify: {signedBy: {anyOf: [{role: targets, keys: [abc]}]}}", 7, "64 lower-case hex"),
                row(rules + "verify: {signedBy: {anyOf: [{role: targets, keys: []}]}}", 7, "must not be empty"),
                row(
                        head + "  namespaceSelector: {matchLabels: {team: a}}\n  rules: []",
                        5,
                        "the label team, which is unknown without a cluster"),
                row(
                        head + "  namespaceSelector: {matchExpressions: [{key: team, operator: Exists}]}\n  rules: []",
                        5,
                        "unknown without a cluster"),
                row(server + "  url: https://a.example", 5, "spec.serves is missing"),
                row(server + "  serves: ['**']", 5, "spec.url is missing"),
                row(server + "  url: http://a.example\n  serves: ['**']", 5, "plain http"),
                row(server + "  url: https://a.example:65536\n  serves: ['**']", 5, "port 65536, which does not exist"),
                row(server + "  url: https://a.example:0\n  serves: ['**']", 5, "port 0, which does not exist"),
                row(server + "  url: ftp://a.example\n  serves: ['**']", 5, "must start with https://"),
                row(server + "  url: https:a\n  serves: ['**']", 5, "names no host"),
                row(server + "  url: https://u:secret@a.example\n  serves: ['**']", 5, "must have no user"),
                row(server + "  url: file:mirror\n  serves: ['**']", 5, "absolute path"),
                row(server + "  url: file://host/mirror\n  serves: ['**']", 5, "absolute path"),
                row(server + "  url: https://a.example\n  serves: ['**', '**']", 6, "repeats the pattern"),
                row(server + "  url: https://a.example\n  serves: ['a.example/x:1']", 6, "neither tag nor digest"),
                row(
                        server + "  url: https://a.example\n  serves: ['**']\n  ca: {secretRef: {name: x}}",
                        7,
                        "names an object of a cluster"),
                row(
                        server + "  url: https://a.example\n  serves: ['**']\n  ca: {configMapRef: {name: x}}",
                        7,
                        "names an object of a cluster"),
                row(
                        server + "  url: https://a.example\n  serves: ['**']\n  credentials: {secretRef: {name: x}}",
                        7,
                        "names an object of a cluster"),
                row(
                        server
                                + "  url: https://a.example\n  serves: ['**']\n  credentials: {file: x, host: 'https://b'}",
                        7,
                        "must be a host, or host:port"),
                row(
                        server + "  url: https://a.example\n  serves: ['**']\n  refresh: {interval: 0s}",
                        7,
                        "must be between 1s and 1d"),
                row(
                        server + "  url: https://a.example\n  serves: ['**']\n  refresh: {interval: 60}",
                        7,
                        "must be a string, but is a number"),
                row(
                        server + "  url: https://a.example\n  serves: ['**']\n  refresh: {interval: 60 s}",
                        7,
                        "must be a duration"),
                row(
                        server + "  url: https://a.example\n  serves: ['**']\n  refresh: {recheckAfter: -5s}",
                        7,
                        "must be a duration"),
                row(
                        server + "  url: https://a.example\n  serves: ['**']\n  outage: {serveVerifiedFor: 366d}",
                        7,
                        "must be between"),
                row(
                        server
                                + "  url: https://a.example\n  serves: ['**']\n  forgetBefore: {'a.example/x': 2026-01-01}",
                        7,
                        "must be an instant such as"),
                row(
                        server
                                + "  url: https://a.example\n  serves: ['**']\n  forgetBefore: {'a.example/x:1': 2026-01-01T00:00:00Z}",
                        7,
                        "must have neither tag nor digest"),
                row(
                        server + "  url: https://a.example\n  serves: ['**']\n  tokenHosts: ['https://x']",
                        7,
                        "must be a host"),
                row(
                        server
                                + "  url: https://a.example\n  serves: ['**']\n  pins: {certs: {'a.example/team*/': [x]}}",
                        7,
                        "bad pattern"),
                row(
                        server
                                + "  url: https://a.example\n  serves: ['**']\n  pins: {ca: {'a.example/x': {file: nil.pem}}}",
                        7,
                        "there is no such file"),
                row(
                        server + "  url: https://a.example\n  serves: ['**']\n  pins: {ca: {'a.example/x': {pem: x}}}",
                        7,
                        "no PEM certificate"),
                row(
                        server
                                + "  url: https://a.example\n  serves: ['**']\n  frozen: {until: 2027-01-01, manifest: x}",
                        7,
                        "is for mirrors"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("refused")
    void refuses_with_file_line_and_reason(String yaml, int line, String reason) throws IOException {
        Path file = write("bad.yaml", yaml);

        assertThatThrownBy(() -> PolicyDocuments.read(file))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageStartingWith(file + ":" + line + ": ")
                .hasMessageContaining(reason);
    }

    @Test
    void names_every_bad_document_at_once() throws IOException {
        write("a.yaml", "a: 1\n---\nb: 2\n");
        write("b.yaml", Policies.cluster("x", "images: ['**'], deny: {}"));
        write("c.yaml", Policies.cluster("x", "images: ['**'], deny: {}"));

        assertThatThrownBy(() -> PolicyDocuments.read(folder))
                .isInstanceOfSatisfying(
                        InvalidPolicyException.class,
                        e -> assertThat(e.problems())
                                .hasSize(3)
                                .last()
                                .asString()
                                .contains("ClusterImagePolicy/x is there already, at " + folder.resolve("b.yaml")));
    }

    @Test
    void a_missing_file_and_an_empty_folder_are_no_policy() {
        assertThatThrownBy(() -> PolicyDocuments.read(folder.resolve("nil.yaml")))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> PolicyDocuments.read(folder))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("holds no policy document");
    }

    @Test
    void hostile_files_cost_little() throws IOException {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            String before = "*a" + (i - 1);
            laughs.append("a" + i + ": &a" + i + " [" + (before + ",").repeat(9) + before + "]\n");
        }
        Path bomb = write("bomb.yaml", laughs.toString());
        Path deep = write("deep.yaml", "a: " + "[".repeat(100_000));
        Path deepBlock = write("block.yaml", "- ".repeat(100_000));
        Path large = write("large.yaml", "#" + "x".repeat(2 << 20));
        Path binary = folder.resolve("binary.yaml");
        Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThatThrownBy(() -> PolicyDocuments.read(bomb)).hasMessageContaining("at most 100000");
        assertThatThrownBy(() -> PolicyDocuments.read(deep)).hasMessageContaining("levels deep");
        assertThatThrownBy(() -> PolicyDocuments.read(deepBlock)).hasMessageContaining("levels deep");
        assertThatThrownBy(() -> PolicyDocuments.read(large)).hasMessageContaining("larger than");
        assertThatThrownBy(() -> PolicyDocuments.read(binary)).hasMessageContaining("UTF-8");
    }

    /** A mebibyte, the most a ConfigMap holds, must neither fill the heap nor keep a webhook busy by what it repeats. */
    @Test
    @Timeout(60)
    void text_that_is_used_again_counts_as_if_it_were_written_out() throws IOException {
        String pins = Policies.server("corp", "'**'") + "  pins:\n";
        String again = IntStream.range(0, 9_000)
                .mapToObj(i -> "      'a.example/x" + i + "': *a\n")
                .collect(Collectors.joining());
        Path pem = write(
                "pem.yaml",
                pins + "    ca:\n      'a.example/x': &a {pem: \"-----BEGIN CERTIFICATE-----" + "x".repeat(500_000)
                        + "\"}\n" + again);
        String ids = IntStream.range(0, 9_900).mapToObj("%064x"::formatted).collect(Collectors.joining(","));
        Path certs = write("ids.yaml", pins + "    certs:\n      'a.example/x': &a [" + ids + "]\n" + again);

        assertThatThrownBy(() -> PolicyDocuments.read(pem)).hasMessageContaining("is too much text");
        assertThatThrownBy(() -> PolicyDocuments.read(certs)).hasMessageContaining("is too much text");
    }

    @Test
    @Timeout(60)
    void a_file_that_many_patterns_name_is_read_and_held_once() throws Exception {
        write("pin.pem", "-----BEGIN CERTIFICATE-----" + "x".repeat(1_000_000));
        Path file = write(
                "a.yaml",
                Policies.server("corp", "'**'") + "  pins:\n    ca:\n"
                        + IntStream.range(0, 9_000)
                                .mapToObj(i ->
                                        "      'a.example/x" + i + "': {file: " + "./".repeat(i % 3) + "pin.pem}\n")
                                .collect(Collectors.joining()));

        TrustServer server =
                Objects.requireNonNull(PolicyDocuments.read(file).servers().get(0));

        assertThat(authority(server, "x1")).isSameAs(authority(server, "x8999"));
    }

    private static PinnedAuthority authority(TrustServer server, String name) {
        TrustPin pin = server.pins().forGun(new Gun("a.example/" + name));
        assertThat(pin).isInstanceOf(TrustPin.Authority.class);
        return ((TrustPin.Authority) pin).authority();
    }

    @Test
    void no_document_makes_a_message_long() throws IOException {
        Path file = write("a.yaml", "kind: " + "x".repeat(900_000) + "\napiVersion: navicert.dev/v1alpha1\n");

        assertThatThrownBy(() -> PolicyDocuments.read(file))
                .satisfies(e -> assertThat(String.valueOf(e.getMessage()))
                        .startsWith(file + ":1: kind must be one of TrustServer")
                        .hasSizeLessThan(1_000 + file.toString().length()));
    }

    @Test
    void says_where_a_file_is_no_text() throws IOException {
        Path latin = folder.resolve("latin.yaml");
        Files.write(latin, new byte[] {'a', ':', '1', '\n', '\n', 'b', ':', (byte) 0xe9, '\n'});
        Path wide = folder.resolve("wide.yaml");
        Files.writeString(wide, "a: 1\n", StandardCharsets.UTF_16LE);

        assertThatThrownBy(() -> PolicyDocuments.read(latin)).hasMessage(latin + ":3: is not UTF-8");
        assertThatThrownBy(() -> PolicyDocuments.read(wide)).hasMessageContaining(wide + ":1: ", "control character");
    }

    @Test
    void a_link_that_leads_nowhere_is_not_passed_over() throws IOException {
        write("a.yaml", Policies.cluster("x", "images: ['**'], allow: {}"));
        Files.createSymbolicLink(folder.resolve("deny.yaml"), Path.of("gone"));
        Files.createSymbolicLink(folder.resolve("loop.yaml"), Path.of("loop.yaml"));
        Files.createSymbolicLink(folder.resolve("null.yaml"), Path.of("/dev/null"));

        assertThatThrownBy(() -> PolicyDocuments.read(folder))
                .isInstanceOfSatisfying(
                        InvalidPolicyException.class,
                        e -> assertThat(e.problems())
                                .containsExactly(
                                        folder.resolve("deny.yaml") + ": cannot be read: there is no such file",
                                        folder.resolve("loop.yaml") + ": cannot be read: there is no such file",
                                        folder.resolve("null.yaml") + ": cannot be read: it is no regular file"));
    }

    @Test
    void a_mounted_config_map_is_read_through_its_links() throws Exception {
        Path data = Files.createDirectories(folder.resolve("..2027_06_30"));
        Files.writeString(data.resolve("a.yaml"), Policies.cluster("x", "images: ['**'], deny: {}"));
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2027_06_30"));
        Files.createSymbolicLink(folder.resolve("a.yaml"), Path.of("..data/a.yaml"));

        assertThat(PolicyDocuments.read(folder).policies()).hasToString("[ClusterImagePolicy/x]");
    }

    @Test
    void a_file_name_fakes_no_line() throws IOException {
        Path file = write("a\nb.yaml", "a: 1");

        assertThatThrownBy(() -> PolicyDocuments.read(file))
                .hasMessageStartingWith(folder + "/a\\u000ab.yaml:1: unknown field a");
    }

    private static Arguments row(String yaml, int line, String reason) {
        return Arguments.of(yaml, line, reason);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
