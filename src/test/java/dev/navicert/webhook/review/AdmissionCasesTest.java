package dev.navicert.webhook.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.navicert.policy.Code;
import dev.navicert.policy.Mode;
import dev.navicert.policy.Templates;
import dev.navicert.trust.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every folder of {@code admission/}: what the API server sends, what the policy finds out about each image, and what is
 * answered. The folder's name says what is promised.
 */
class AdmissionCasesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CASES = Path.of("src/test/resources/admission");

    @TestFactory
    Stream<DynamicTest> answers_as_recorded() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders
                    .sorted()
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> replay(folder)))
                    .toList()
                    .stream();
        }
    }

    private static void replay(Path folder) throws Exception {
        JsonNode expected = JSON.readTree(folder.resolve("expected.json").toFile());
        Review review = Review.decode(Files.newInputStream(folder.resolve("review.json")));
        JsonNode response = response(review, decide(expected, review));

        assertThat(response.path("uid").textValue()).isEqualTo(review.uid());
        assertThat(response.path("allowed").booleanValue())
                .isEqualTo(expected.path("allowed").booleanValue());
        assertThat(patch(response)).isEqualTo(expected.path("patch"));
        assertStarts(response.path("warnings"), expected.path("warnings"));
        List<String> lines =
                response.path("status").path("message").asText().lines().toList();
        assertStarts(JSON.valueToTree(lines), expected.path("refusals"));
    }

    private static Decision decide(JsonNode expected, Review review) throws Exception {
        JsonNode ask = expected.path("ask");
        TableJudge judge = new TableJudge(
                Mode.valueOf(upper(ask.path("mode"))),
                Templates.valueOf(upper(ask.path("templates"))),
                outcomes(expected.path("judge")));
        Staff atOnce = (namespace, work) -> {
            CompletableFuture<?> unused = work.get();
        };
        return new Deliberation(judge, atOnce, Phase.Observer.NONE, bug -> {
                    throw new AssertionError(bug);
                })
                .decide(Endpoint.valueOf(upper(ask.path("endpoint"))), review, Deadline.after(Duration.ofSeconds(10)))
                .get();
    }

    private static Map<String, Function<Deadline, Outcome>> outcomes(JsonNode table) {
        Map<String, Function<Deadline, Outcome>> outcomes = new HashMap<>();
        for (Map.Entry<String, JsonNode> row : table.properties()) {
            Outcome outcome = outcome(row.getValue());
            outcomes.put(row.getKey(), deadline -> outcome);
        }
        return outcomes;
    }

    private static Outcome outcome(JsonNode row) {
        if (row.has("code")) {
            return Outcome.Failed.because(
                    Code.valueOf(row.path("code").textValue()), "something is wrong", "do something");
        }
        if (row.has("exempt")) {
            return new Outcome.Exempt(row.path("exempt").textValue());
        }
        return new Outcome.Vouched(
                row.path("pinned").textValue(),
                new Outcome.Evidence(
                        List.of("ClusterImagePolicy/test rules[0]"),
                        row.path("digest").textValue(),
                        Map.of("targets/releases", List.of("aa")),
                        Map.of("targets/releases", 3L),
                        Optional.ofNullable(row.path("frozen").textValue()).map(LocalDate::parse),
                        Optional.empty()));
    }

    private static JsonNode response(Review review, Decision decision) throws IOException {
        JsonNode answer = JSON.readTree(Answer.to(review, decision, Facts.of(decision)));
        assertThat(answer.path("apiVersion").textValue()).isEqualTo("admission.k8s.io/v1");
        assertThat(answer.path("kind").textValue()).isEqualTo("AdmissionReview");
        return answer.path("response");
    }

    private static JsonNode patch(JsonNode response) throws IOException {
        if (!response.has("patch")) {
            assertThat(response.has("patchType")).isFalse();
            return JSON.createArrayNode();
        }
        assertThat(response.path("patchType").textValue()).isEqualTo("JSONPatch");
        return JSON.readTree(response.path("patch").binaryValue());
    }

    private static void assertStarts(JsonNode actual, JsonNode expected) {
        List<String> texts = new ArrayList<>();
        actual.forEach(text -> texts.add(text.textValue()));
        assertThat(texts).hasSize(expected.size());
        for (int i = 0; i < texts.size(); i++) {
            assertThat(texts.get(i)).startsWith(expected.get(i).textValue());
        }
    }

    private static String upper(JsonNode text) {
        return text.textValue().toUpperCase(Locale.ROOT);
    }
}
