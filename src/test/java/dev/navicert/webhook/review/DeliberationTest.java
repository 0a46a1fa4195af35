package dev.navicert.webhook.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.policy.Code;
import dev.navicert.policy.Mode;
import dev.navicert.policy.Reason;
import dev.navicert.policy.Templates;
import dev.navicert.trust.Deadline;
import dev.navicert.webhook.review.Decision.Admitted;
import dev.navicert.webhook.review.Decision.Refused;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliberationTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Staff workers = (namespace, work) -> threads.execute(() -> {
        CompletableFuture<?> unused = work.get();
    });
    private final List<Throwable> bugs = new ArrayList<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void verifies_a_reference_once_however_often_it_is_named() throws Exception {
        TableJudge judge = TableJudge.enforcing(Map.of("a:1", deadline -> new Outcome.Exempt("x")));
        decide(judge, "a:1", "a:1", "a:1");
        assertThat(judge.verified()).containsExactly("a:1");
    }

    @Test
    void verifies_different_references_at_the_same_time() throws Exception {
        CyclicBarrier together = new CyclicBarrier(3);
        Function<Deadline, Outcome> meet = deadline -> {
            try {
                together.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return new Outcome.Exempt("x");
        };
        Decision decision =
                decide(TableJudge.enforcing(Map.of("a:1", meet, "b:1", meet, "c:1", meet)), "a:1", "b:1", "c:1");
        assertThat(decision).isInstanceOf(Admitted.class);
    }

    @Test
    void refuses_when_the_deadline_passes() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        TableJudge judge = TableJudge.enforcing(Map.of("slow:1", deadline -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Outcome.Exempt("x");
        }));
        Decision decision = new Deliberation(judge, workers, Phase.Observer.NONE, bugs::add)
                .decide(Endpoint.MUTATE, pod("slow:1"), Deadline.after(Duration.ofMillis(50)))
                .get();
        assertThat(message(decision)).startsWith("DEADLINE containers/c0");
    }

    @Test
    void refuses_when_too_much_is_going_on() throws Exception {
        Decision decision = new Deliberation(
                        TableJudge.enforcing(Map.of()),
                        (namespace, task) -> {
                            throw new RejectedExecutionException();
                        },
                        Phase.Observer.NONE,
                        bugs::add)
                .decide(Endpoint.MUTATE, pod("a:1"), Deadline.after(Duration.ofSeconds(1)))
                .get();
        assertThat(message(decision)).startsWith("LIMIT containers/c0");
    }

    @Test
    void refuses_more_images_than_any_pod_has() throws Exception {
        String[] images = IntStream.rangeClosed(0, Deliberation.MAX_IMAGES)
                .mapToObj(i -> "a:" + i)
                .toArray(String[]::new);
        assertThat(message(decide(TableJudge.enforcing(Map.of()), images))).startsWith("LIMIT ");
    }

    @Test
    void takes_its_own_failure_for_a_refusal() throws Exception {
        Decision decision = decide(
                TableJudge.enforcing(Map.of("a:1", deadline -> {
                    throw new IllegalStateException("secret");
                })),
                "a:1");
        assertThat(message(decision)).startsWith("INTERNAL containers/c0").doesNotContain("secret");
        assertThat(bugs).hasSize(1);
    }

    @Test
    void refuses_nothing_in_audit_not_even_for_its_own_failure() throws Exception {
        TableJudge judge = new TableJudge(Mode.AUDIT, Templates.LEAVE, Map.of("a:1", deadline -> {
            throw new IllegalStateException();
        }));
        assertThat(decide(judge, "a:1")).isInstanceOf(Admitted.class);
    }

    @Test
    void shows_hostile_text_without_its_tricks() throws Exception {
        String evil = "a\\nINTERNAL\\u202e\\u001b[0m" + "x".repeat(5000);
        Map<String, Function<Deadline, Outcome>> outcomes = new HashMap<>();
        String written = "a\nINTERNAL\u202e\u001b[0m" + "x".repeat(5000);
        outcomes.put(
                written,
                deadline -> Outcome.Failed.because(Code.REFERENCE_INVALID, "invalid reference format", "mend it"));
        String message = message(decide(TableJudge.enforcing(outcomes), evil));
        assertThat(message.lines()).hasSize(1);
        assertThat(message).doesNotContain("\u202e").doesNotContain("\u001b").hasSizeLessThan(300);
    }

    @Test
    void refuses_what_cannot_be_read_to_its_end_unless_nothing_in_it_could_be_refused() {
        Deliberation enforcing =
                new Deliberation(TableJudge.enforcing(Map.of()), workers, Phase.Observer.NONE, bugs::add);
        Reason reason = new Reason(Code.LIMIT, "it is too large", "make it smaller");
        String head =
                "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":{\"uid\":\"1\",";
        String pod = "\"kind\":{\"group\":\"\",\"version\":\"v1\",\"kind\":\"Pod\"},";
        assertThat(message(enforcing.unread(head(head), reason))).startsWith("LIMIT ");
        assertThat(message(enforcing.unread(head(head + pod + "\"operation\":\"UPDATE\","), reason)))
                .startsWith("LIMIT ");
        assertThat(enforcing.unread(head(head + pod + "\"operation\":\"DELETE\","), reason))
                .isEqualTo(Decision.nothingToJudge());
        assertThat(enforcing.unread(head(head + pod.replace("Pod", "Secret")), reason))
                .isEqualTo(Decision.nothingToJudge());
    }

    @Test
    void tells_in_audit_what_it_would_have_refused_as_a_whole() {
        TableJudge audit = new TableJudge(Mode.AUDIT, Templates.LEAVE, Map.of());
        Decision decision = new Deliberation(audit, workers, Phase.Observer.NONE, bugs::add)
                .failed(head("{\"request\":{\"uid\":\"1\","), new IllegalStateException());
        assertThat(decision).isInstanceOf(Admitted.class);
        assertThat(decision.objection().orElseThrow().reason().code()).isEqualTo(Code.INTERNAL);
        assertThat(new String(
                        Answer.to(head("{\"request\":{\"uid\":\"1\","), decision, Facts.of(decision)),
                        StandardCharsets.UTF_8))
                .contains("auditAnnotations", "INTERNAL")
                .contains("\"allowed\":true");
    }

    private static Review head(String beginning) {
        return Review.head(new ByteArrayInputStream(beginning.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow();
    }

    private Decision decide(TableJudge judge, String... images) throws Exception {
        return new Deliberation(judge, workers, Phase.Observer.NONE, bugs::add)
                .decide(Endpoint.MUTATE, pod(images), Deadline.after(Duration.ofSeconds(20)))
                .get();
    }

    private static String message(Decision decision) {
        assertThat(decision).isInstanceOf(Refused.class);
        return ((Refused) decision).message();
    }

    private static Review pod(String... images) throws Exception {
        String containers = IntStream.range(0, images.length)
                .mapToObj(i -> "{\"name\":\"c" + i + "\",\"image\":\"" + images[i] + "\"}")
                .collect(Collectors.joining(","));
        String body = """
                {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"1","operation":"CREATE",\
                "kind":{"group":"","version":"v1","kind":"Pod"},"namespace":"shop",\
                "object":{"metadata":{},"spec":{"containers":[%s]}}}}""".formatted(containers);
        return Review.decode(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
}
