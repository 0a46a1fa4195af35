package dev.navicert.policy;

import static dev.navicert.policy.Policies.cluster;
import static dev.navicert.policy.Policies.server;
import static dev.navicert.policy.PublishedImages.digest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.name.ImageReference;
import dev.navicert.trust.Deadline;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a rule says when a signer whose word counts cannot be heard: the signer's trouble, and never what others say instead. */
class SilencedSignerTest {
    private static final String APP = "a.example/team/app";
    private static final String SERVER = server("corp", "'a.example/**'", "pins: {firstUse: true}");
    private static final String DOCKER = SERVER + cluster("c", "images: ['a.example/**'], verify: {}");

    private final PublishedImages images = new PublishedImages(APP);

    @BeforeEach
    void both_sign() {
        images.delegate("targets/releases", 1)
                .sign("targets/releases", "1.0", 'a')
                .sign("targets", "1.0", 'b')
                .sign("targets", "2.0", 'c');
    }

    // ---- as Docker ----

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "2.0"})
    void targets_do_not_speak_for_releases_that_have_expired(String tag) throws Exception {
        images.expire("targets/releases");

        Reason reason = refused(DOCKER, APP + ":" + tag);

        assertThat(reason.code()).isEqualTo(Code.EXPIRED);
        assertThat(reason.message())
                .contains("targets/releases metadata expired at 2025-06-01")
                .contains("what it signs for " + APP + ":" + tag + " is not known")
                .contains("publish the repository again");
    }

    @Test
    void nor_for_releases_without_enough_signatures() throws Exception {
        images.spoil("targets/releases");

        assertThat(refused(DOCKER, APP + ":2.0").code()).isEqualTo(Code.SIGNATURE_INVALID);
    }

    @Test
    void nor_for_releases_that_were_dropped_from_the_snapshot() throws Exception {
        assertThat(signed(DOCKER, APP + ":1.0").digest()).isEqualTo(digest('a'));

        images.drop("targets/releases");

        assertThat(refused(DOCKER, APP + ":1.0").code()).isEqualTo(Code.ROLLBACK);
        assertThat(refused(DOCKER, APP + "@" + digest('b')).code()).isEqualTo(Code.ROLLBACK);
    }

    /** Docker's state between granting the role and its first signature. */
    @Test
    void they_do_as_long_as_the_releases_have_published_nothing() throws Exception {
        images.drop("targets/releases");

        assertThat(signed(DOCKER, APP + ":1.0").digest()).isEqualTo(digest('b'));
    }

    @Test
    void and_under_names_that_the_releases_may_not_sign() throws Exception {
        images.delegate("targets/releases", 1, "1.").expire("targets/releases");

        assertThat(signed(DOCKER, APP + ":2.0").digest()).isEqualTo(digest('c'));
        assertThat(signed(DOCKER, APP + "@" + digest('c')).digest()).isEqualTo(digest('c'));
        assertThat(refused(DOCKER, APP + ":1.0").code()).isEqualTo(Code.EXPIRED);
        assertThat(refused(DOCKER, APP + "@" + digest('b')).code()).isEqualTo(Code.EXPIRED);
    }

    @Test
    void a_digest_is_not_taken_from_targets_either() throws Exception {
        images.expire("targets/releases");

        assertThat(refused(DOCKER, APP + "@" + digest('c')).code()).isEqualTo(Code.EXPIRED);
        assertThat(refused(DOCKER, APP + ":2.0@" + digest('c')).code()).isEqualTo(Code.EXPIRED);
    }

    // ---- named signers ----

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{allOf: [targets, targets/releases]}",
                "{anyOf: [targets, targets/releases]}",
                "{atLeast: 1, of: [targets, targets/releases]}",
                "{allOf: [targets/releases]}"
            })
    void a_named_signer_that_cannot_be_heard_might_disagree(String signedBy) throws Exception {
        images.expire("targets/releases");

        assertThat(refused(verify(signedBy), APP + ":2.0").code()).isEqualTo(Code.EXPIRED);
    }

    @Test
    void content_named_by_digest_has_nothing_to_disagree_about() throws Exception {
        images.expire("targets/releases");

        assertThat(signed(verify("{anyOf: [targets, targets/releases]}"), APP + "@" + digest('c'))
                        .digest())
                .isEqualTo(digest('c'));
        assertThat(refused(verify("{allOf: [targets, targets/releases]}"), APP + "@" + digest('c'))
                        .code())
                .isEqualTo(Code.EXPIRED);
    }

    @Test
    void whoever_is_below_a_silenced_role_is_silenced_with_it() throws Exception {
        images.delegate("targets/releases/night", 1).sign("targets/releases/night", "3.0", 'd');
        images.expire("targets/releases");

        assertThat(refused(verify("{allOf: [targets/releases/night]}"), APP + ":3.0")
                        .code())
                .isEqualTo(Code.EXPIRED);
    }

    @Test
    void who_is_not_named_may_be_silent() throws Exception {
        images.expire("targets/releases");

        assertThat(signed(verify("{allOf: [targets]}"), APP + ":1.0").digest()).isEqualTo(digest('b'));
    }

    @Test
    void the_explanation_shows_who_was_not_heard() throws Exception {
        images.expire("targets/releases");

        Explanation explanation =
                new ImageVerifier(images).explain(ruling(DOCKER, APP + ":1.0"), Deadline.after(Duration.ofSeconds(10)));

        assertThat(explanation.skipped())
                .singleElement()
                .satisfies(skipped -> assertThat(skipped.role()).hasToString("targets/releases"));
    }

    private static String verify(String signedBy) {
        return SERVER + cluster("c", "images: ['a.example/**'], verify: {signedBy: " + signedBy + "}");
    }

    private Verdict.Signed signed(String policy, String image) throws Exception {
        Verdict verdict = verdict(policy, image);
        assertThat(verdict).isInstanceOf(Verdict.Signed.class);
        return (Verdict.Signed) verdict;
    }

    private Reason refused(String policy, String image) throws Exception {
        Verdict verdict = verdict(policy, image);
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        assertThat(((Verdict.Refused) verdict).reasons()).hasSize(1);
        return Objects.requireNonNull(((Verdict.Refused) verdict).reasons().get(0));
    }

    private Verdict verdict(String policy, String image) throws Exception {
        return new ImageVerifier(images).verify(ruling(policy, image), Deadline.after(Duration.ofSeconds(10)));
    }

    private static Ruling ruling(String policy, String image) throws Exception {
        return Policies.read(policy).ruling(ImageReference.parse(image), Namespace.named("team"), PublishedImages.NOW);
    }
}
