package dev.navicert.webhook.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
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
    void reads_what_the_api_server_sends() throws MalformedReviewException {
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
    void refuses_nesting_without_end() {
        assertMalformed(HONEST.replace("\"metadata\":{}", "\"metadata\":" + "[".repeat(100_000)));
    }

    @Test
    void refuses_more_values_than_any_object_has() {
        assertMalformed(HONEST.replace("\"metadata\":{}", "\"metadata\":[" + "0,".repeat(Review.MAX_TOKENS) + "0]"));
    }

    @Test
    void refuses_a_body_beyond_the_cap() {
        assertThatThrownBy(() -> Review.decode(new byte[Review.MAX_BYTES + 1]))
                .isInstanceOf(MalformedReviewException.class)
                .hasMessageContaining("longer");
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
    void refuses_a_pod_of_the_wrong_shape(String spec) throws MalformedReviewException {
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
    void survives_any_damage_to_an_honest_body() {
        Random random = new Random(7);
        for (int round = 0; round < Integer.getInteger("fuzz.inputs", 3000); round++) {
            byte[] body = bytes(HONEST);
            for (int i = random.nextInt(4); i >= 0; i--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            try {
                ImageSources.of(Review.decode(body));
            } catch (MalformedReviewException expected) {
                assertThat(expected).hasMessageMatching("\\P{Cntrl}+");
            }
        }
    }

    private static void assertMalformed(String body) {
        assertThatThrownBy(() -> Review.decode(bytes(body))).isInstanceOf(MalformedReviewException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
