package dev.navicert.webhook.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are not what they should be: an HTTP 400, whatever they try. */
class ReviewTest {
    private static final String HONEST = """
            {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"1","operation":"CREATE",\
            "kind":{"group":"","version":"v1","kind":"Pod"},"namespace":"shop",\
            "object":{"metadata":{},"spec":{"containers":[{"name":"app","image":"a:1"}]}}}}""";

    @Test
    void reads_what_the_api_server_sends() throws Exception {
        Review review = Review.decode(bytes(HONEST));
        assertThat(review.uid()).isEqualTo("1");
        assertThat(review.operation()).isEqualTo(Operation.CREATE);
        assertThat(review.namespace()).isEqualTo("shop");
        assertThat(review.workload()).contains(Workload.POD);
        assertThat(review.dryRun()).isFalse();
        assertThat(ImageSources.of(review))
                .extracting(ImageSource::pointer)
                .containsExactly("/spec/containers/0/image");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "1",
                "\"x\"",
                "{",
                "{}",
                "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\"}",
                "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":null}",
                "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":[]}",
            })
    void refuses_what_is_no_review(String body) {
        assertMalformed(body);
    }

    @Test
    void refuses_a_version_it_does_not_speak() {
        assertMalformed(HONEST.replace("admission.k8s.io/v1", "admission.k8s.io/v1beta1"));
    }

    @Test
    void refuses_a_review_without_uid() {
        assertMalformed(HONEST.replace("\"uid\":\"1\",", ""));
        assertMalformed(HONEST.replace("\"uid\":\"1\"", "\"uid\":1"));
        assertMalformed(HONEST.replace("\"uid\":\"1\"", "\"uid\":\"" + "1".repeat(300) + "\""));
    }

    @Test
    void refuses_an_unknown_operation() {
        assertMalformed(HONEST.replace("CREATE", "create"));
    }

    @Test
    void refuses_a_member_named_twice() {
        assertMalformed(HONEST.replace("\"image\":\"a:1\"", "\"image\":\"a:1\",\"image\":\"evil:1\""));
    }

    @Test
    void refuses_anything_after_the_review() {
        assertMalformed(HONEST + "{}");
    }

    @Test
    void refuses_nesting_without_end_as_too_large() {
        assertTooLarge(HONEST.replace("\"metadata\":{}", "\"metadata\":{\"x\":" + "[".repeat(100_000)));
    }

    @Test
    void refuses_more_containers_or_longer_texts_than_are_kept_as_too_large() {
        String many = "{\"name\":\"x\"},".repeat(ReviewLimits.KEPT / 64);
        assertTooLarge(HONEST.replace("[{\"name\"", "[" + many + "{\"name\""));
        assertTooLarge(HONEST.replace("a:1", "a".repeat(ReviewLimits.KEPT + 1)));
    }

    @Test
    void keeps_nothing_of_what_names_no_image_however_much_it_is() throws Exception {
        String values = "[" + "[],{},0,\"\",".repeat(1_000_000) + "0]";
        String names = IntStream.range(0, 100_000)
                .mapToObj(i -> "\"" + "n".repeat(i % 300) + i + "\":\"<\"")
                .collect(Collectors.joining(","));
        Review review = Review.decode(bytes(HONEST.replace(
                "\"metadata\":{}", "\"metadata\":{\"managedFields\":" + values + ",\"labels\":{" + names + "}}")));
        assertThat(ImageSources.of(review)).hasSize(1);
        assertThat(review.weight()).isLessThan(4096);
    }

    @Test
    void reads_the_largest_object_that_the_api_server_stores_twice_however_it_is_escaped() throws Exception {
        String escaped = "\\u003c".repeat(ReviewLimits.OBJECT);
        String object = "{\"metadata\":{\"annotations\":{\"x\":\"" + escaped
                + "\"}},\"spec\":{\"containers\":[{\"name\":\"app\",\"image\":\"a:1\"}]}}";
        String body = HONEST.substring(0, HONEST.indexOf("\"object\":")) + "\"object\":" + object + ",\"oldObject\":"
                + object + "}}";
        assertThat(body.length()).isLessThan(ReviewLimits.BODY);
        assertThat(ImageSources.of(Review.decode(bytes(body)))).hasSize(1);
    }

    @Test
    void finds_what_a_review_is_about_in_its_beginning() {
        String cut = HONEST.substring(0, HONEST.indexOf("containers"));
        Review head = Review.head(bytes(cut)).orElseThrow();
        assertThat(head.uid()).isEqualTo("1");
        assertThat(head.namespace()).isEqualTo("shop");
        assertThat(head.operation()).isEqualTo(Operation.CREATE);
        assertThat(head.workload()).contains(Workload.POD);
        assertThat(head.isNeverJudged()).isFalse();
    }

    @Test
    void takes_nothing_for_known_that_was_cut() {
        for (int length = 0; length < HONEST.length(); length++) {
            Review head = Review.head(bytes(HONEST.substring(0, length))).orElse(null);
            if (head != null) {
                assertThat(head.uid()).isEqualTo("1");
                assertThat(head.namespace()).isIn("", "shop");
                assertThat(head.operation()).isIn(Operation.UNKNOWN, Operation.CREATE);
                assertThat(head.kind().kind()).isIn("", "Pod");
                assertThat(head.isNeverJudged()).isFalse();
            }
        }
        assertThat(Review.head(bytes("{\"request\":{\"object\":{\"uid\":\"2\"},\"uid\":7,")))
                .isEmpty();
        assertThat(Review.head(bytes(HONEST.replace("CREATE", "UNKNOWN")))).isEmpty();
        assertMalformed(HONEST.replace("CREATE", "UNKNOWN"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"spec\":7",
                "\"spec\":[]",
                "\"spec\":{\"containers\":{}}",
                "\"spec\":{\"containers\":\"a\"}",
                "\"spec\":{\"containers\":[null]}",
                "\"spec\":{\"containers\":[[]]}",
                "\"spec\":{\"containers\":[{\"image\":7}]}",
                "\"spec\":{\"containers\":[{\"image\":{}}]}",
                "\"spec\":{\"containers\":[{\"name\":[],\"image\":\"a\"}]}",
                "\"spec\":{\"volumes\":[{\"image\":\"a\"}]}",
                "\"spec\":{\"volumes\":[{\"image\":{\"reference\":[]}}]}",
            })
    void refuses_a_pod_of_the_wrong_shape(String spec) throws Exception {
        String body = HONEST.replace("\"spec\":{\"containers\":[{\"name\":\"app\",\"image\":\"a:1\"}]}", spec);
        Review review = Review.decode(bytes(body));
        assertThatThrownBy(() -> ImageSources.of(review)).isInstanceOf(MalformedReviewException.class);
    }

    @Test
    void repeats_nothing_of_a_hostile_body_that_could_fake_a_line() {
        assertThatThrownBy(() -> Review.decode(bytes("{\"a\n\u001b[31mforged\":nonsense}")))
                .isInstanceOf(MalformedReviewException.class)
                .message()
                .matches("\\P{Cntrl}*");
    }

    @Test
    void survives_any_damage_to_an_honest_body() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < Integer.getInteger("fuzz.inputs", 3000); round++) {
            byte[] body = HONEST.getBytes(StandardCharsets.UTF_8);
            for (int i = random.nextInt(4); i >= 0; i--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            try {
                ImageSources.of(Review.decode(new ByteArrayInputStream(body)));
            } catch (MalformedReviewException | LimitExceededException expected) {
                assertThat(expected).hasMessageMatching("\\P{Cntrl}+");
            }
        }
    }

    private static void assertMalformed(String body) {
        assertThatThrownBy(() -> Review.decode(bytes(body))).isInstanceOf(MalformedReviewException.class);
    }

    private static void assertTooLarge(String body) {
        assertThatThrownBy(() -> Review.decode(bytes(body))).isInstanceOf(LimitExceededException.class);
        assertThat(Review.head(bytes(body))).isPresent();
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
