package dev.navicert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.navicert.MarkdownTable;
import dev.navicert.name.Gun;
import dev.navicert.policy.Code;
import dev.navicert.policy.yaml.MiniSchema;
import dev.navicert.trustserver.RepositoryKeys;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.trustserver.TrustServer;
import dev.navicert.trustserver.TrustServerSite;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every line that a webhook logs of a decision is what {@code docs/schema/decision.schema.json} promises, and no more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecisionLogTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Clock.systemUTC().instant();
    private static final Path SCHEMA = Path.of("docs/schema/decision.schema.json");
    /** Of a frozen mirror and of an outage, which this webhook meets none of: see {@link FrozenMirrorWebhookTest} and {@link BadDaysTest}. */
    private static final Set<String> NOT_SEEN_HERE = Set.of("frozen", "aged", "verifiedAt");

    private static final String HOSTILE = "a\\n{\\\"event\\\":\\\"admission\\\"}\\u0000\\u001b[2J\\u2028";

    private final List<String> lines = new ArrayList<>();

    @BeforeAll
    void decide(@TempDir Path folder) throws Exception {
        TrustServerSite site = TrustServerSite.open();
        SignedRepository signed = SignedRepository.create(new Gun("signed.test/app"), RepositoryKeys.generate(), NOW)
                .addTarget(RoleName.TARGETS, "1", FileMeta.of("an image".getBytes(StandardCharsets.UTF_8)));
        site.serve(signed.gun(), signed.publish(NOW));
        try (TrustServer trust = TrustServer.start(site, 0);
                LiveWebhook live = new LiveWebhook(
                        Files.writeString(folder.resolve("policy.yaml"), """
                                apiVersion: navicert.dev/v1alpha1
                                kind: TrustServer
                                metadata: {name: corp}
                                spec: {url: %s, insecure: true, serves: ["signed.test/**"], pins: {firstUse: true}}
                                ---
                                apiVersion: navicert.dev/v1alpha1
                                kind: ClusterImagePolicy
                                metadata: {name: everything}
                                spec:
                                  mode: enforce
                                  rules:
                                  - {images: ["signed.test/**"], verify: {}}
                                  - {images: ["exempt.test/**"], allow: {reason: "cluster \\"components\\""}}
                                  - {images: ["**"], deny: {}}
                                """.formatted(trust.uri())),
                        folder.resolve("state"))) {
            live.mutate("signed.test/app:1");
            live.review("/validate", "signed.test/app:unsigned");
            live.mutate("exempt.test/app:1");
            live.mutate("no image");
            send(
                    live,
                    live.request("/mutate", "shop", List.of("signed.test/app:1", "exempt.test/a:1", "denied.test/a")));
            send(live, live.request("/mutate", "shop", Collections.nCopies(300, "denied.test/a:1")));
            send(live, live.request("/mutate", HOSTILE, List.of(HOSTILE)));
            send(live, live.request("/mutate", "n".repeat(5000), List.of("i".repeat(5000))));
            send(live, live.request("/mutate", "shop", Collections.nCopies(256, "denied.test/" + "a".repeat(200))));
            lines.addAll(decisions(live, 9));
        }
    }

    private static void send(LiveWebhook live, HttpRequest request) throws Exception {
        assertThat(live.client()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }

    /** The log is written behind the answers. */
    private static List<String> decisions(LiveWebhook live, int count) throws InterruptedException {
        List<String> lines = List.of();
        for (int patience = 0; patience < 2000 && lines.size() < count; patience++) {
            TimeUnit.MILLISECONDS.sleep(10);
            lines = live.log()
                    .lines()
                    .filter(line -> line.contains("\"event\":\"admission\",\"uid\""))
                    .toList();
        }
        assertThat(lines).hasSize(count);
        return lines;
    }

    @Test
    void every_line_is_what_the_schema_promises_and_has_no_member_that_it_does_not_know() throws Exception {
        ObjectNode schema = (ObjectNode) JSON.readTree(Files.readString(SCHEMA));
        strict(schema);
        MiniSchema promised = MiniSchema.parse(schema.toString());
        for (String line : lines) {
            assertThat(promised.check(line)).as(line).isEmpty();
        }
    }

    @Test
    void every_member_of_the_schema_is_in_some_line() throws Exception {
        Set<String> promised = new TreeSet<>();
        for (JsonNode object : JSON.readTree(Files.readString(SCHEMA)).findValues("properties")) {
            object.fieldNames().forEachRemaining(promised::add);
        }
        Set<String> seen = new TreeSet<>();
        for (String line : lines) {
            members(JSON.readTree(line), seen);
        }
        promised.removeAll(NOT_SEEN_HERE);
        assertThat(seen).containsAll(promised);
    }

    @Test
    void every_member_of_the_schema_is_on_the_page() throws Exception {
        String page = String.join(
                "\n",
                MarkdownTable.of(Path.of("docs/decision-log.md"), "# The decision log")
                        .code(0));
        for (JsonNode object : JSON.readTree(Files.readString(SCHEMA)).findValues("properties")) {
            object.fieldNames().forEachRemaining(name -> {
                if (!Set.of("code", "message").contains(name)) {
                    assertThat(page).containsPattern("(?m)(^|\\.)" + name + "$");
                }
            });
        }
    }

    @Test
    void the_schema_knows_every_code() throws Exception {
        JsonNode codes = JSON.readTree(Files.readString(SCHEMA)).at("/$defs/reason/properties/code/enum");
        assertThat(codes)
                .isEqualTo(JSON.readTree(Files.readString(SCHEMA)).at("/properties/object/properties/code/enum"))
                .extracting(JsonNode::textValue)
                .containsExactlyElementsOf(
                        Arrays.stream(Code.values()).map(Enum::name).toList());
    }

    @Test
    void a_line_is_a_line_whatever_anybody_calls_their_pod() {
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.chars().filter(c -> c < ' ' || c == 0x7f))
                        .isEmpty());
        assertThat(lines).filteredOn(line -> line.contains("\\u001B[2J")).hasSize(1);
    }

    @Test
    void what_is_long_is_cut_and_many_images_make_no_endless_line() {
        assertThat(lines).noneMatch(line -> line.contains("n".repeat(261)) || line.contains("i".repeat(601)));
        assertThat(lines).allMatch(line -> line.length() < 400_000);
    }

    /** Nothing but what is written. */
    private static void strict(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.path("properties").isObject()) {
            object.put("additionalProperties", false);
        }
        schema.forEach(DecisionLogTest::strict);
    }

    private static void members(JsonNode node, Set<String> names) {
        node.fieldNames().forEachRemaining(names::add);
        node.forEach(below -> members(below, names));
    }
}
