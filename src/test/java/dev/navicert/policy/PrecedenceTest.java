package dev.navicert.policy;

import static dev.navicert.policy.Policies.cluster;
import static dev.navicert.policy.Policies.document;
import static dev.navicert.policy.Policies.namespaced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.name.ImageReference;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PrecedenceTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void the_most_specific_rule_wins_whatever_the_order() throws Exception {
        String policy = cluster(
                "all",
                "images: ['**'], deny: {}",
                "images: ['a.example/**'], allow: {}",
                "images: ['a.example/team/**'], verify: {}",
                "images: ['a.example/team/app:1.0'], deny: {}");

        assertThat(judges(policy, "b.example/x")).isEqualTo("DENY **");
        assertThat(judges(policy, "a.example/x")).isEqualTo("ALLOW a.example/**");
        assertThat(judges(policy, "a.example/team/app")).isEqualTo("VERIFY a.example/team/**");
        assertThat(judges(policy, "a.example/team/app:1.0")).isEqualTo("DENY a.example/team/app:1.0");
    }

    @Test
    void among_equals_deny_wins_then_every_verify_then_allow() throws Exception {
        String allow = cluster("a", "images: ['a.example/b/*'], allow: {}");
        String verify = cluster("v", "images: ['a.example/*/b'], verify: {}");
        String verifyToo = cluster("w", "images: ['a.example/b/*'], verify: {pin: digest}");
        String deny = cluster("d", "images: ['a.example/*/b'], deny: {}");

        assertThat(judges(allow, "a.example/b/b")).isEqualTo("ALLOW a.example/b/*");
        assertThat(judges(allow + verify, "a.example/b/b")).isEqualTo("VERIFY a.example/*/b");
        assertThat(judges(allow + verify + verifyToo, "a.example/b/b")).isEqualTo("VERIFY a.example/*/b a.example/b/*");
        assertThat(judges(allow + verify + deny, "a.example/b/b")).isEqualTo("DENY a.example/*/b");
    }

    @Test
    void the_winners_of_cluster_and_namespace_must_both_admit() throws Exception {
        String policy = cluster("c", "images: ['**'], verify: {}")
                + namespaced("n", "team", "images: ['a.example/**'], deny: {}")
                + namespaced("other", "elsewhere", "images: ['**'], deny: {}");

        assertThat(judges(policy, "a.example/x")).isEqualTo("VERIFY ** | DENY a.example/**");
        assertThat(judges(policy, "b.example/x")).isEqualTo("VERIFY **");
    }

    @Test
    void a_namespace_judges_alone_where_the_cluster_lets_it() throws Exception {
        String policy = cluster(
                        "c",
                        "images: ['a.example/**'], deny: {}, overridable: true",
                        "images: ['b.example/**'], deny: {}")
                + namespaced("n", "team", "images: ['**'], allow: {}");

        assertThat(judges(policy, "a.example/x")).isEqualTo("ALLOW **");
        assertThat(judges(policy, "b.example/x")).isEqualTo("DENY b.example/** | ALLOW **");
        assertThat(judges(policy, "c.example/x")).isEqualTo("ALLOW **");
    }

    @Test
    void what_is_overridable_still_holds_where_the_namespace_says_nothing() throws Exception {
        assertThat(judges(cluster("c", "images: ['**'], deny: {}, overridable: true"), "a.example/x"))
                .isEqualTo("DENY **");
    }

    @Test
    void a_tie_is_overridable_only_if_all_of_it_is() throws Exception {
        String policy = cluster("a", "images: ['**'], deny: {}, overridable: true")
                + cluster("b", "images: ['**'], verify: {}")
                + namespaced("n", "team", "images: ['**'], allow: {}");

        assertThat(judges(policy, "a.example/x")).isEqualTo("DENY ** | ALLOW **");
    }

    @Test
    void no_rule_is_no_judge() throws Exception {
        assertThat(ruling(cluster("c", "images: ['a.example/**'], allow: {}"), "b.example/x")
                        .judges())
                .isEmpty();
    }

    @Test
    void an_exemption_ends_after_its_last_day() throws Exception {
        PolicySet policies = Policies.read(cluster("c", "images: ['**'], allow: {until: 2026-06-30}"));
        ImageReference image = ImageReference.parse("nginx");
        Namespace team = Namespace.named("team");

        assertThat(policies.ruling(image, team, Instant.parse("2026-06-30T23:59:59Z"))
                        .judges())
                .hasSize(1);
        assertThat(policies.ruling(image, team, Instant.parse("2026-07-01T00:00:00Z"))
                        .judges())
                .isEmpty();
    }

    @Test
    void an_exemption_for_a_tag_does_not_cover_any_content_under_that_tag() throws Exception {
        String digest = "@sha256:" + "a".repeat(64);
        String policy = cluster("c", "images: ['a.example/x:1'], allow: {}", "images: ['**'], deny: {}");

        assertThat(judges(policy, "a.example/x:1")).isEqualTo("ALLOW a.example/x:1");
        assertThat(judges(policy, "a.example/x:1" + digest)).isEqualTo("DENY **");
    }

    @Test
    void a_rule_for_a_digest_covers_that_content_alone() throws Exception {
        String digest = "@sha256:" + "a".repeat(64);
        String policy = cluster("c", "images: ['a.example/x" + digest + "'], allow: {}", "images: ['**'], deny: {}");

        assertThat(judges(policy, "a.example/x:1" + digest)).startsWith("ALLOW");
        assertThat(judges(policy, "a.example/x@sha256:" + "b".repeat(64))).isEqualTo("DENY **");
        assertThat(judges(policy, "a.example/x:1")).isEqualTo("DENY **");
    }

    @Test
    void a_tag_that_is_not_written_is_latest() throws Exception {
        String policy = cluster("c", "images: ['**:latest'], deny: {}", "images: ['**'], allow: {}");

        assertThat(judges(policy, "a.example/x")).isEqualTo("DENY **:latest");
        assertThat(judges(policy, "a.example/x@sha256:" + "a".repeat(64))).isEqualTo("ALLOW **");
    }

    @Test
    void a_policy_speaks_to_the_namespaces_it_selects() throws Exception {
        String policy = document(
                        "ClusterImagePolicy",
                        "{name: not-team}",
                        "namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [team]}]}",
                        "images: ['**'], deny: {}")
                + document(
                        "ClusterImagePolicy",
                        "{name: team}",
                        "namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: team}}",
                        "images: ['**'], verify: {}");

        assertThat(judges(policy, "a.example/x")).isEqualTo("VERIFY **");
    }

    @Test
    void the_mode_is_the_label_then_the_winning_policy_then_the_default() throws Exception {
        String warn = document("ClusterImagePolicy", "{name: w}", "mode: warn", "images: ['a.example/**'], deny: {}");
        PolicySet policies = Policies.read(warn + cluster("plain", "images: ['b.example/**'], deny: {}"));
        Namespace labelled = new Namespace("team", Map.of(Mode.LABEL, "off"));
        Namespace mislabelled = new Namespace("team", Map.of(Mode.LABEL, "Enforce!"));
        ImageReference a = ImageReference.parse("a.example/x");
        ImageReference b = ImageReference.parse("b.example/x");

        assertThat(policies.ruling(a, labelled, NOW).mode()).isEqualTo(Mode.OFF);
        assertThat(policies.ruling(a, mislabelled, NOW).mode()).isEqualTo(Mode.WARN);
        assertThat(policies.ruling(a, Namespace.named("team"), NOW).mode()).isEqualTo(Mode.WARN);
        assertThat(policies.ruling(b, Namespace.named("team"), NOW).mode()).isEqualTo(Mode.ENFORCE);
        assertThat(policies.withDefaultMode(Mode.AUDIT)
                        .ruling(b, Namespace.named("team"), NOW)
                        .mode())
                .isEqualTo(Mode.AUDIT);
        assertThat(policies.modeWithoutRule(labelled)).isEqualTo(Mode.OFF);
    }

    @Test
    void what_no_rule_can_be_looked_for_meets_the_strictest_mode_that_an_image_could_meet() throws Exception {
        String audit = document(
                "ClusterImagePolicy",
                "{name: a}",
                "mode: audit\n  namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: team}}",
                "images: ['**'], deny: {}");
        String warn = document("ClusterImagePolicy", "{name: w}", "mode: warn", "images: ['b.example/**'], deny: {}");
        String enforce = document(
                "ClusterImagePolicy",
                "{name: e}",
                "mode: enforce\n  namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: prod}}",
                "images: ['a.example/**'], deny: {}");
        PolicySet all = Policies.read(audit + warn + enforce);
        PolicySet byDefault = all.withDefaultMode(Mode.AUDIT);

        assertThat(all.modeWithoutRule(Namespace.named("team"))).isEqualTo(Mode.WARN);
        assertThat(byDefault.modeWithoutRule(Namespace.named("prod"))).isEqualTo(Mode.ENFORCE);
        assertThat(byDefault.modeWithoutRule(Namespace.named("other"))).isEqualTo(Mode.WARN);
        assertThat(all.modeWithoutRule(Namespace.named("other")))
                .as("an image that no rule matches is refused there")
                .isEqualTo(Mode.ENFORCE);
        assertThat(byDefault.modeWithoutRule(new Namespace("prod", Map.of(Mode.LABEL, "warn"))))
                .isEqualTo(Mode.WARN);
        assertThat(byDefault.strictestMode()).isEqualTo(Mode.ENFORCE);
        assertThat(Policies.read(audit).withDefaultMode(Mode.WARN).strictestMode())
                .isEqualTo(Mode.WARN);
    }

    @Test
    void a_rule_on_trial_does_not_switch_off_an_enforced_one_however_the_host_is_spelt() throws Exception {
        String enforced =
                document("ClusterImagePolicy", "{name: e}", "mode: enforce", "images: ['a.example/**'], verify: {}");
        String trial = document("ClusterImagePolicy", "{name: t}", "mode: audit", "images: ['**'], deny: {}");
        String sameOnTrial =
                document("ClusterImagePolicy", "{name: s}", "mode: audit", "images: ['a.example/**'], deny: {}");

        assertThat(ruling(enforced + trial, "a.example/x").mode()).isEqualTo(Mode.ENFORCE);
        assertThat(ruling(enforced + trial, "a.example:443/x").mode()).isEqualTo(Mode.ENFORCE);
        assertThat(ruling(enforced + trial, "A.example/x").mode()).isEqualTo(Mode.ENFORCE);
        assertThat(ruling(enforced + sameOnTrial, "a.example/x").mode()).isEqualTo(Mode.ENFORCE);
    }

    private static String judges(String yaml, String image) throws Exception {
        return ruling(yaml, image).judges().stream()
                .map(winner -> winner.kind() + " "
                        + winner.hits().stream()
                                .map(hit -> hit.pattern().toString())
                                .collect(Collectors.joining(" ")))
                .collect(Collectors.joining(" | "));
    }

    private static Ruling ruling(String yaml, String image) throws Exception {
        return Policies.read(yaml).ruling(ImageReference.parse(image), Namespace.named("team"), NOW);
    }
}
