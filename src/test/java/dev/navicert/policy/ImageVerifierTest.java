package dev.navicert.policy;

import static dev.navicert.policy.Policies.cluster;
import static dev.navicert.policy.Policies.namespaced;
import static dev.navicert.policy.Policies.server;
import static dev.navicert.policy.PublishedImages.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.navicert.name.ImageReference;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.view.Freshness;
import dev.navicert.trust.view.Repositories;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.crypto.KeyId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImageVerifierTest {
    private static final String APP = "a.example/team/app";
    private static final String SERVER = server("corp", "'a.example/**'", "pins: {firstUse: true}");
    private static final String DOCKER = SERVER + cluster("c", "images: ['a.example/**'], verify: {}");

    private final PublishedImages images = new PublishedImages(APP);

    // ---- as Docker ----

    @Test
    void a_signed_tag_becomes_its_digest() throws Exception {
        images.sign("targets", "1.0", 'a');

        Verdict.Signed signed = signed(DOCKER, APP + ":1.0");

        assertThat(signed.digest()).isEqualTo(digest('a'));
        assertThat(signed.pinned()).isEqualTo(APP + ":1.0@" + digest('a'));
        assertThat(signed.tags()).containsExactly("1.0");
        assertThat(signed.server()).isEqualTo("corp");
        assertThat(signed.signatures())
                .containsExactly(new Signature(RoleName.TARGETS, 1, Set.copyOf(images.keysOf("targets"))));
        assertThat(images.asked()).containsExactly(Freshness.WITHIN_INTERVAL);
    }

    @Test
    void a_tag_that_is_not_written_is_latest() throws Exception {
        images.sign("targets", "latest", 'a');

        assertThat(signed(DOCKER, APP).pinned()).isEqualTo(APP + ":latest@" + digest('a'));
    }

    @Test
    void releases_come_before_targets() throws Exception {
        images.delegate("targets/releases", 1)
                .sign("targets/releases", "1.0", 'a')
                .sign("targets", "1.0", 'b')
                .sign("targets", "2.0", 'c');

        assertThat(signed(DOCKER, APP + ":1.0").digest()).isEqualTo(digest('a'));
        assertThat(signed(DOCKER, APP + ":2.0").digest()).isEqualTo(digest('c'));
    }

    @Test
    void no_other_delegation_counts() throws Exception {
        images.delegate("targets/alice", 1).sign("targets/alice", "1.0", 'a');

        assertThat(refused(DOCKER, APP + ":1.0")).containsExactly(Code.UNSIGNED_TAG);
    }

    @Test
    void an_unsigned_tag_is_refused_only_after_a_fresh_look() throws Exception {
        images.sign("targets", "1.0", 'a');
        assertThat(refused(DOCKER, APP + ":2.0")).containsExactly(Code.UNSIGNED_TAG);
        assertThat(images.asked()).containsExactly(Freshness.WITHIN_INTERVAL, Freshness.RECHECKED);

        images.sign("targets", "2.0", 'b');

        assertThat(signed(DOCKER, APP + ":2.0").digest()).isEqualTo(digest('b'));
    }

    // ---- with a digest ----

    @Test
    void a_digest_alone_may_be_signed_under_any_tag() throws Exception {
        images.sign("targets", "1.0", 'a').sign("targets", "stable", 'a');

        assertThat(signed(DOCKER, APP + "@" + digest('a')).tags()).containsExactly("1.0", "stable");
        assertThat(signed(DOCKER, APP + "@" + digest('a')).pinned()).isEqualTo(APP + "@" + digest('a'));
        assertThat(refused(DOCKER, APP + "@" + digest('b'))).containsExactly(Code.UNSIGNED_DIGEST);
    }

    @Test
    void a_digest_that_the_releases_replaced_is_no_longer_signed() throws Exception {
        images.delegate("targets/releases", 1).sign("targets", "1.0", 'a').sign("targets/releases", "1.0", 'b');

        assertThat(refused(DOCKER, APP + "@" + digest('a'))).containsExactly(Code.UNSIGNED_DIGEST);
        assertThat(signed(DOCKER, APP + "@" + digest('b')).digest()).isEqualTo(digest('b'));
    }

    @Test
    void tag_and_digest_must_belong_together() throws Exception {
        images.sign("targets", "1.0", 'a').sign("targets", "2.0", 'b');

        assertThat(signed(DOCKER, APP + ":1.0@" + digest('a')).digest()).isEqualTo(digest('a'));
        assertThat(refused(DOCKER, APP + ":1.0@" + digest('b'))).containsExactly(Code.DIGEST_MISMATCH);
        assertThat(refused(DOCKER, APP + ":3.0@" + digest('b'))).containsExactly(Code.UNSIGNED_TAG);
    }

    @Test
    void tag_and_digest_may_differ_where_the_rule_says_so() throws Exception {
        String anyTag = SERVER + cluster("c", "images: ['a.example/**'], verify: {digest: anyTag}");
        images.sign("targets", "1.0", 'a').sign("targets", "2.0", 'b');

        assertThat(signed(anyTag, APP + ":1.0@" + digest('b')).digest()).isEqualTo(digest('b'));
        assertThat(refused(anyTag, APP + ":1.0@" + digest('c'))).containsExactly(Code.UNSIGNED_DIGEST);
    }

    // ---- named signers ----

    @Test
    void all_named_signers_must_sign() throws Exception {
        String both = verify("{signedBy: {allOf: [targets/releases, targets/qa]}}");
        images.delegate("targets/releases", 1)
                .delegate("targets/qa", 1)
                .sign("targets/releases", "1.0", 'a')
                .sign("targets/qa", "1.0", 'a')
                .sign("targets/releases", "2.0", 'b');

        assertThat(signed(both, APP + ":1.0").signatures())
                .extracting(Signature::role)
                .containsExactly(new RoleName("targets/releases"), new RoleName("targets/qa"));
        assertThat(refused(both, APP + ":2.0")).containsExactly(Code.SIGNER_MISSING);
        assertThat(refused(both, APP + ":3.0")).containsExactly(Code.UNSIGNED_TAG);
        assertThat(signed(both, APP + "@" + digest('a')).digest()).isEqualTo(digest('a'));
        assertThat(refused(both, APP + "@" + digest('b'))).containsExactly(Code.SIGNER_MISSING);
        assertThat(refused(both, APP + "@" + digest('c'))).containsExactly(Code.UNSIGNED_DIGEST);
    }

    @Test
    void one_of_the_named_signers_may_be_enough_but_none_may_disagree() throws Exception {
        String one = verify("{signedBy: {anyOf: [targets/releases, targets/qa]}}");
        images.delegate("targets/releases", 1)
                .delegate("targets/qa", 1)
                .sign("targets/qa", "1.0", 'a')
                .sign("targets/releases", "2.0", 'b')
                .sign("targets/qa", "2.0", 'c');

        assertThat(signed(one, APP + ":1.0").digest()).isEqualTo(digest('a'));
        assertThat(refused(one, APP + ":2.0")).containsExactly(Code.SIGNERS_DISAGREE);
    }

    @Test
    void some_of_the_named_signers_may_be_enough_but_none_may_disagree() throws Exception {
        String two = verify("{signedBy: {atLeast: 2, of: [targets/a, targets/b, targets/c]}}");
        images.delegate("targets/a", 1).delegate("targets/b", 1).delegate("targets/c", 1);
        images.sign("targets/a", "one", 'a');
        images.sign("targets/a", "two", 'a').sign("targets/c", "two", 'a');
        images.sign("targets/a", "odd", 'a').sign("targets/b", "odd", 'a').sign("targets/c", "odd", 'b');

        assertThat(refused(two, APP + ":one")).containsExactly(Code.SIGNER_MISSING);
        assertThat(signed(two, APP + ":two").digest()).isEqualTo(digest('a'));
        assertThat(refused(two, APP + ":odd")).containsExactly(Code.SIGNERS_DISAGREE);
    }

    @Test
    void a_pinned_key_must_have_signed() throws Exception {
        images.delegate("targets/qa", 2).sign("targets/qa", "1.0", 'a');
        List<KeyId> keys = images.keysOf("targets/qa");
        String pinned = verify("{signedBy: {allOf: [{role: targets/qa, keys: ['" + keys.get(1) + "']}]}}");
        String stranger = verify("{signedBy: {allOf: [{role: targets/qa, keys: ['" + "e".repeat(64) + "']}]}}");

        assertThat(signed(pinned, APP + ":1.0").digest()).isEqualTo(digest('a'));
        assertThat(refused(stranger, APP + ":1.0")).containsExactly(Code.SIGNER_MISSING);
        assertThat(refused(stranger, APP + "@" + digest('a'))).containsExactly(Code.SIGNER_MISSING);
    }

    @Test
    void a_role_that_the_repository_does_not_have_signs_nothing() throws Exception {
        images.sign("targets", "1.0", 'a');

        Verdict verdict = verdict(verify("{signedBy: {allOf: [targets, targets/nobody]}}"), APP + ":1.0");

        assertThat(reason(verdict).code()).isEqualTo(Code.SIGNER_MISSING);
        assertThat(reason(verdict).message()).contains("targets/nobody: the repository has no such role");
    }

    // ---- several rules ----

    @Test
    void the_rules_of_cluster_and_namespace_must_both_be_satisfied() throws Exception {
        String both = SERVER
                + cluster("c", "images: ['a.example/**'], verify: {signedBy: {allOf: [targets]}}")
                + namespaced("n", "team", "images: ['**'], verify: {signedBy: {allOf: [targets/qa]}}");
        images.delegate("targets/qa", 1)
                .sign("targets", "1.0", 'a')
                .sign("targets", "2.0", 'a')
                .sign("targets/qa", "2.0", 'a')
                .sign("targets", "3.0", 'a')
                .sign("targets/qa", "3.0", 'b');

        assertThat(refused(both, APP + ":1.0")).containsExactly(Code.UNSIGNED_TAG);
        assertThat(signed(both, APP + ":2.0").rules()).hasSize(2);
        assertThat(refused(both, APP + ":3.0")).containsExactly(Code.SIGNERS_DISAGREE);
    }

    @Test
    void an_exemption_by_one_does_not_spare_the_other() throws Exception {
        String both = SERVER
                + cluster("c", "images: ['a.example/**'], verify: {}")
                + namespaced("n", "team", "images: ['**'], allow: {reason: ours}");
        images.sign("targets", "1.0", 'a');

        assertThat(signed(both, APP + ":1.0").digest()).isEqualTo(digest('a'));
        assertThat(refused(both, APP + ":2.0")).containsExactly(Code.UNSIGNED_TAG);
    }

    // ---- without trust data ----

    @Test
    void what_rules_alone_decide_asks_nobody() throws Exception {
        String policy = SERVER
                + cluster(
                        "c",
                        "images: ['a.example/free/**'], allow: {reason: free}",
                        "images: ['a.example/bad/**'], deny: {}",
                        "images: ['b.example/**'], verify: {}");

        assertThat(verdict(policy, "a.example/free/x"))
                .isInstanceOfSatisfying(
                        Verdict.Exempt.class,
                        exempt -> assertThat(exempt.reason()).isEqualTo("free"));
        assertThat(refused(policy, "a.example/bad/x")).containsExactly(Code.POLICY_DENY);
        assertThat(refused(policy, "b.example/x")).containsExactly(Code.NO_SERVER);
        assertThat(refused(policy, "c.example/x")).containsExactly(Code.NO_RULE);
        assertThat(images.asked()).isEmpty();
    }

    @Test
    void a_repository_that_the_server_does_not_know_is_refused() throws Exception {
        assertThat(refused(DOCKER, "a.example/other:1")).containsExactly(Code.NO_TRUST_DATA);
    }

    @Test
    void a_root_that_is_not_pinned_is_refused_with_the_pin_to_add() throws Exception {
        String unpinned = server("corp", "'a.example/**'") + cluster("c", "images: ['**'], verify: {}");
        images.sign("targets", "1.0", 'a');

        Reason reason = reason(verdict(unpinned, APP + ":1.0"));

        assertThat(reason.code()).isEqualTo(Code.ROOT_UNTRUSTED);
        assertThat(reason.message())
                .contains("pins: {certs: {\"" + APP + "\": ["
                        + images.keysOf("root").get(0) + "]}}");
        String pinned = server(
                        "corp",
                        "'a.example/**'",
                        "pins: {certs: {\"" + APP + "\": [\""
                                + images.keysOf("root").get(0) + "\"]}}")
                + cluster("c", "images: ['**'], verify: {}");
        assertThat(signed(pinned, APP + ":1.0").digest()).isEqualTo(digest('a'));
    }

    @Test
    void the_verdict_does_not_depend_on_the_mode() throws Exception {
        String audit = SERVER
                + Policies.document("ClusterImagePolicy", "{name: c}", "mode: audit", "images: ['**'], verify: {}");

        assertThat(refused(audit, APP + ":1.0")).containsExactly(Code.UNSIGNED_TAG);
    }

    @Test
    void an_outage_between_two_looks_refuses_for_the_outage() throws Exception {
        images.sign("targets", "1.0", 'a');
        Repositories failing = (server, gun, need, deadline) -> {
            if (need == Freshness.RECHECKED) {
                throw new RemoteException.Unreachable("connection refused");
            }
            return images.view(server, gun, need, deadline);
        };

        Reason reason = reason(verdict(failing, DOCKER, APP + ":2.0"));
        assertThat(reason.code()).isEqualTo(Code.SERVER_UNREACHABLE);
        assertThat(reason.details())
                .singleElement()
                .asString()
                .startsWith("by what was known at " + PublishedImages.NOW + ": UNSIGNED_TAG ");
        assertThat(verdict(failing, DOCKER, APP + ":1.0")).isInstanceOf(Verdict.Signed.class);
    }

    // ---- words ----

    @Test
    void a_reason_is_one_short_line_with_code_fault_and_remedy() throws Exception {
        String line = reason(verdict(DOCKER, APP + ":9")).line();

        assertThat(line)
                .isEqualTo("UNSIGNED_TAG a.example/team/app:9 is not signed by targets/releases, else targets;"
                        + " sign this tag, or use one that is signed");
    }

    @Test
    void an_explanation_shows_what_each_role_says() throws Exception {
        images.delegate("targets/releases", 1)
                .sign("targets/releases", "1.0", 'a')
                .sign("targets", "2.0", 'b');

        Explanation explanation = new ImageVerifier(images).explain(ruling(DOCKER, APP + ":1.0"), soon());

        assertThat(explanation.outcome()).isEqualTo(Explanation.Outcome.ADMITTED);
        assertThat(explanation.roles())
                .extracting(Explanation.RoleFacts::role, Explanation.RoleFacts::knowsImage)
                .containsExactly(
                        tuple(RoleName.ROOT, false),
                        tuple(RoleName.SNAPSHOT, false),
                        tuple(RoleName.TARGETS, false),
                        tuple(RoleName.RELEASES, true),
                        tuple(RoleName.TIMESTAMP, false));
    }

    @Test
    void who_could_not_be_asked_has_decided_nothing() throws Exception {
        Repositories down = (server, gun, need, deadline) -> {
            throw new RemoteException.Unreachable("connection refused");
        };

        Explanation explanation = new ImageVerifier(down).explain(ruling(DOCKER, APP + ":1.0"), soon());

        assertThat(explanation.outcome()).isEqualTo(Explanation.Outcome.UNDECIDED);
        assertThat(explanation.view()).isEmpty();
    }

    private static String verify(String how) {
        return SERVER + cluster("c", "images: ['a.example/**'], verify: " + how);
    }

    private Verdict.Signed signed(String policy, String image) throws Exception {
        Verdict verdict = verdict(policy, image);
        assertThat(verdict).isInstanceOf(Verdict.Signed.class);
        return (Verdict.Signed) verdict;
    }

    private List<Code> refused(String policy, String image) throws Exception {
        return codes(verdict(policy, image));
    }

    private static List<Code> codes(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        return ((Verdict.Refused) verdict).reasons().stream().map(Reason::code).toList();
    }

    private static Reason reason(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        return Objects.requireNonNull(((Verdict.Refused) verdict).reasons().get(0));
    }

    private Verdict verdict(String policy, String image) throws Exception {
        return verdict(images, policy, image);
    }

    private static Verdict verdict(Repositories repositories, String policy, String image) throws Exception {
        return new ImageVerifier(repositories).verify(ruling(policy, image), soon());
    }

    private static Ruling ruling(String policy, String image) throws Exception {
        return Policies.read(policy).ruling(ImageReference.parse(image), Namespace.named("team"), PublishedImages.NOW);
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(10));
    }
}
