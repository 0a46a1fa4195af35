package dev.navicert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.name.Gun;
import dev.navicert.trustserver.RepositoryKeys;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.trustserver.TrustServer;
import dev.navicert.trustserver.TrustServerSite;
import dev.navicert.tuf.Checksum;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainVerbTest {
    private static final String HELLO = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
    private static final Gun ALPINE = new Gun("docker.io/library/alpine");
    private static final String POLICY = """
            apiVersion: navicert.dev/v1alpha1
            kind: TrustServer
            metadata: {name: corp}
            spec:
              url: %s
              insecure: true
              serves: ["docker.io/**"]
              pins: {firstUse: true}
            ---
            apiVersion: navicert.dev/v1alpha1
            kind: ClusterImagePolicy
            metadata: {name: everything}
            spec:
              mode: audit
              rules:
              - images: ["docker.io/library/**"]
                verify: {}
              - images: ["registry.k8s.io/**"]
                allow: {reason: cluster components}
              - images: ["**"]
                deny: {}
            """;

    @TempDir
    Path work;

    private TrustServer server;

    @BeforeEach
    void start() throws Exception {
        SignedRepository repository = SignedRepository.create(ALPINE, RepositoryKeys.generate(), CommandRun.NOW)
                .addTarget(RoleName.TARGETS, "3.20", FileMeta.of("hello\n".getBytes(StandardCharsets.UTF_8)));
        server = TrustServer.start(TrustServerSite.open().serve(ALPINE, repository.publish(CommandRun.NOW)), 0);
        Files.writeString(work.resolve("policy.yaml"), POLICY.formatted(server.uri()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_frozen_mirror_is_said_to_be_one() throws Exception {
        run("mirror", "-s", server.uri().toString(), ALPINE.value(), "--to", "mirror");
        String manifest = Checksum.sha256(Files.readAllBytes(work.resolve("mirror/manifest.json")));
        Files.writeString(
                work.resolve("policy.yaml"),
                POLICY.formatted(work.resolve("mirror").toUri() + "\n  frozen: {until: 2027-06-30, manifest: \"sha256:"
                                + manifest + "\"}")
                        .replace("  insecure: true\n", ""));

        assertThat(explain("alpine:3.20").stdout())
                .contains("frozen      until 2027-06-30, for nobody renews timestamp and snapshot\n");
        assertThat(json("alpine:3.20").at("/frozenUntil").asText()).isEqualTo("2027-06-30");
        assertThat(explain("alpine:bogus").stdout()).contains("corp: a frozen mirror, until 2027-06-30");
    }

    private CommandRun run(String... words) {
        CommandRun run = CommandRun.of(ProgramName.NAVICERT, Map.of(), work, "", words);
        assertThat(run.exit()).as(run.stdout() + run.stderr()).isZero();
        return run;
    }

    private CommandRun explain(String... words) {
        String[] all = new String[words.length + 3];
        System.arraycopy(new String[] {"explain", "--policy", "policy.yaml"}, 0, all, 0, 3);
        System.arraycopy(words, 0, all, 3, words.length);
        return CommandRun.of(ProgramName.NAVICERT, Map.of(), work, "", all);
    }

    @Test
    void a_signed_image_is_admitted_with_everything_that_led_to_it() {
        CommandRun run = explain("alpine:3.20");
        assertThat(run.exit()).isZero();
        assertThat(run.stdout())
                .contains(
                        "read as     docker.io/library/alpine:3.20\n",
                        "mode        audit (ClusterImagePolicy/everything)\n",
                        "rules       * ClusterImagePolicy/everything rules[0] verify \"docker.io/library/**\"\n",
                        "server      corp " + server.uri() + " (serves \"docker.io/**\")\n",
                        "pin         none, first use is trusted\n",
                        "digest      sha256:" + HELLO + "\n",
                        "written as  alpine:3.20@sha256:" + HELLO + "\n",
                        "verdict     admitted: signed by targets as 3.20\n");
    }

    @Test
    void an_unsigned_or_denied_image_is_refused_whatever_the_mode() {
        assertThat(explain("alpine:bogus").exit()).isEqualTo(1);
        assertThat(explain("alpine:bogus").stdout()).contains("verdict     refused\n            UNSIGNED_TAG ");
        assertThat(explain("evil.example/x").exit()).isEqualTo(1);
        assertThat(explain("evil.example/x").stdout()).contains("POLICY_DENY");
        assertThat(explain("alpine:!").exit()).isEqualTo(1);
        assertThat(explain("alpine:!").stdout()).contains("REFERENCE_INVALID");
    }

    @Test
    void an_exempt_image_is_admitted_for_the_reason_that_the_administrator_gave() {
        CommandRun run = explain("registry.k8s.io/pause:3.9");
        assertThat(run.exit()).isZero();
        assertThat(run.stdout()).contains("verdict     admitted without a signature: cluster components\n");
    }

    @Test
    void what_cannot_be_decided_has_a_status_of_its_own() {
        server.close();
        CommandRun down = explain("alpine:3.20");
        assertThat(down.exit()).isEqualTo(2);
        assertThat(down.stdout()).contains("verdict     could not decide (enforce refuses)", "SERVER_UNREACHABLE");
        assertThat(explain().exit()).isEqualTo(2);
        assertThat(explain("--bogus").exit()).isEqualTo(2);
        assertThat(explain("alpine", "--namespace-labels", "x").exit()).isEqualTo(2);
        assertThat(explain("alpine", "--policy", "nosuch").stdout())
                .isEqualTo("\n* fatal: " + work.resolve("nosuch") + ": cannot be read: there is no such file\n");
    }

    @Test
    void a_label_of_the_namespace_decides_about_the_mode() {
        assertThat(explain("alpine:3.20", "-n", "prod", "--namespace-labels", "navicert.dev/mode=enforce,team=a")
                        .stdout())
                .contains("namespace   prod\n", "mode        enforce (label navicert.dev/mode of namespace prod)\n");
    }

    @Test
    void to_programs_it_speaks_json() throws Exception {
        JsonNode signed = json("alpine:3.20");
        assertThat(signed.at("/outcome").asText()).isEqualTo("admitted");
        assertThat(signed.at("/digest").asText()).isEqualTo("sha256:" + HELLO);
        assertThat(signed.at("/rules/0/judges").asBoolean()).isTrue();
        assertThat(signed.at("/server/pin/kind").asText()).isEqualTo("firstUse");
        JsonNode refused = json("alpine:x");
        assertThat(refused.at("/outcome").asText()).isEqualTo("refused");
        assertThat(refused.at("/reasons/0/code").asText()).isEqualTo("UNSIGNED_TAG");
        assertThat(json("alpine:!").at("/reasons/0/code").asText()).isEqualTo("REFERENCE_INVALID");
        assertThat(json("registry.k8s.io/pause:3.9").at("/exempt").asText()).isEqualTo("cluster components");
        assertThat(json("evil.example/x").at("/server").isNull()).isTrue();
    }

    @Test
    void whatever_the_answer_every_member_that_all_have_in_common_is_there() throws Exception {
        Set<String> common = members(json("alpine:3.20"), "digest", "tags", "pinned");
        assertThat(members(json("alpine:x"), "reasons")).isEqualTo(common);
        assertThat(members(json("alpine:!"), "reasons")).isEqualTo(common);
        assertThat(members(json("evil.example/x"), "reasons")).isEqualTo(common);
        assertThat(members(json("registry.k8s.io/pause:3.9"), "exempt")).isEqualTo(common);
        server.close();
        JsonNode undecided = json("alpine:3.20");
        assertThat(undecided.at("/outcome").asText()).isEqualTo("undecided");
        assertThat(members(undecided, "reasons")).isEqualTo(common);
    }

    @Test
    void programs_are_told_of_pins() throws Exception {
        String written = Files.readString(work.resolve("policy.yaml"));
        pinned(written, "certs: {\"docker.io/library/*\": [" + "0".repeat(64) + "]}");
        JsonNode certs = json("alpine:3.20");
        assertThat(certs.at("/server/pin/kind").asText()).isEqualTo("certs");
        assertThat(certs.at("/server/pin/ids/0").asText()).isEqualTo("0".repeat(64));
        assertThat(certs.at("/server/pinnedBy").asText()).isEqualTo("docker.io/library/*");
        assertThat(certs.at("/reasons/0/code").asText()).isEqualTo("ROOT_UNTRUSTED");
    }

    private void pinned(String policy, String pins) throws Exception {
        Files.writeString(work.resolve("policy.yaml"), policy.replace("firstUse: true", pins));
    }

    private static Set<String> members(JsonNode facts, String... alone) {
        Set<String> members = new TreeSet<>();
        facts.fieldNames().forEachRemaining(members::add);
        assertThat(members).contains(alone);
        members.removeAll(List.of(alone));
        return members;
    }

    private JsonNode json(String image) throws Exception {
        String text = explain(image, "--format", "json").stdout();
        assertThat(Schemas.complaints("explain", text)).isEmpty();
        return new ObjectMapper().readTree(text);
    }
}
