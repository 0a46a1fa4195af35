package dev.navicert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.name.Gun;
import dev.navicert.policy.Code;
import dev.navicert.policy.Mode;
import dev.navicert.policy.PolicySet;
import dev.navicert.policy.Reason;
import dev.navicert.policy.yaml.PolicyDocuments;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.Play;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustServer;
import dev.navicert.trust.view.Freshness;
import dev.navicert.trust.view.Repositories;
import dev.navicert.trust.view.RepositoryView;
import dev.navicert.trust.view.VerifiedView;
import dev.navicert.tuf.Checksum;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.Strictness;
import dev.navicert.webhook.review.Endpoint;
import dev.navicert.webhook.review.ImageJudge;
import dev.navicert.webhook.review.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is answered on the event loop, and what has to wait. */
class PolicyJudgeTest {
    @TempDir
    Path folder;

    private final AtomicInteger asked = new AtomicInteger();
    private PolicyJudge judge;

    @BeforeEach
    void read() throws Exception {
        Path policy = Files.writeString(folder.resolve("policy.yaml"), """
                apiVersion: navicert.dev/v1alpha1
                kind: TrustServer
                metadata: {name: corp}
                spec: {url: "https://notary.corp.example", serves: ["corp.example/**"], pins: {firstUse: true}}
                ---
                apiVersion: navicert.dev/v1alpha1
                kind: ClusterImagePolicy
                metadata: {name: everything}
                spec:
                  mode: warn
                  templates: pin
                  rules:
                  - {images: ["corp.example/**"], verify: {}}
                  - {images: ["free.example/**"], allow: {reason: because}}
                """);
        PolicySet set = PolicyDocuments.read(policy);
        judge = new PolicyJudge(set, new NoRepositories(), new KnownImages(), Clock.systemUTC(), Runnable::run);
    }

    @Test
    void knows_at_once_what_needs_no_trust_data() {
        assertThat(judge.open(Endpoint.MUTATE, "free.example/a:1", "shop").atOnce())
                .contains(new Outcome.Exempt("because"));
        assertThat(codes(judge.open(Endpoint.MUTATE, "other.example/a:1", "shop")))
                .containsExactly(Code.NO_RULE);
        assertThat(codes(judge.open(Endpoint.MUTATE, "UPPER", "shop"))).containsExactly(Code.REFERENCE_INVALID);
        assertThat(codes(judge.open(Endpoint.MUTATE, " ", "shop"))).containsExactly(Code.REFERENCE_INVALID);
        assertThat(asked).hasValue(0);
    }

    @Test
    void asks_nobody_before_it_may_wait() {
        ImageJudge.Case opened = judge.open(Endpoint.MUTATE, "corp.example/a:1", "shop");
        assertThat(opened.atOnce()).isEmpty();
        assertThat(asked).hasValue(0);
        Outcome outcome = opened.verify(Deadline.after(Duration.ofSeconds(5))).join();
        assertThat(asked).hasValue(1);
        assertThat(((Outcome.Failed) outcome).reasons())
                .extracting(Reason::code)
                .containsExactly(Code.SERVER_UNREACHABLE);
    }

    @Test
    void says_which_rule_governs_and_how_strictly() {
        ImageJudge.Case opened = judge.open(Endpoint.MUTATE, "corp.example/a:1", "shop");
        assertThat(opened.mode()).isEqualTo(Mode.WARN);
        assertThat(opened.rule()).isEqualTo("ClusterImagePolicy/everything rules[0]");
        assertThat(judge.open(Endpoint.MUTATE, "UPPER", "shop").mode()).isEqualTo(Mode.ENFORCE);
    }

    @Test
    void takes_the_strictest_mode_where_the_namespace_is_not_known() throws Exception {
        Path policy = Files.writeString(folder.resolve("modes.yaml"), """
                apiVersion: navicert.dev/v1alpha1
                kind: ClusterImagePolicy
                metadata: {name: trial}
                spec: {mode: audit, rules: [{images: ["**"], deny: {}}]}
                ---
                apiVersion: navicert.dev/v1alpha1
                kind: ClusterImagePolicy
                metadata: {name: prod}
                spec:
                  mode: enforce
                  namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: prod}}
                  rules: [{images: ["corp.example/**"], deny: {}}]
                """);
        PolicyJudge modes = new PolicyJudge(
                PolicyDocuments.read(policy).withDefaultMode(Mode.AUDIT),
                new NoRepositories(),
                new KnownImages(),
                Clock.systemUTC(),
                Runnable::run);
        assertThat(modes.modeWithoutRule("shop")).isEqualTo(Mode.AUDIT);
        assertThat(modes.open(Endpoint.MUTATE, "UPPER", "prod").mode()).isEqualTo(Mode.ENFORCE);
        assertThat(modes.modeWithoutRule("")).isEqualTo(Mode.ENFORCE);
    }

    @Test
    void says_the_same_again_of_an_image_that_it_knows_until_the_repository_has_another_view() throws Exception {
        Play play = Play.published();
        AtomicReference<RepositoryView> view =
                new AtomicReference<>(VerifiedView.of("corp", play.read(Strictness.STRICT)));
        KnownImages known = new KnownImages();
        PolicySet set = policy("- {images: [\"registry.example.com/**\"], verify: {}}");
        String image = Play.GUN + ":1.0";

        Outcome first = judge(set, known, view)
                .open(Endpoint.MUTATE, image, "shop")
                .atOnce()
                .orElseThrow();
        assertThat(first).isInstanceOf(Outcome.Vouched.class);
        assertThat(judge(set, known, view).open(Endpoint.MUTATE, image, "shop").atOnce())
                .containsSame(first);

        play.repository.removeTarget(RoleName.TARGETS, "1.0");
        view.set(VerifiedView.of("corp", play.publish().read(Strictness.STRICT)));
        assertThat(judge(set, known, view).open(Endpoint.MUTATE, image, "shop").atOnce())
                .isEmpty();
    }

    @Test
    void what_was_superseded_is_confirmed_while_it_counts_and_never_pinned_nor_known() throws Exception {
        Play play = Play.published();
        RepositoryView former = VerifiedView.of("corp", play.read(Strictness.STRICT));
        play.repository.removeTarget(RoleName.TARGETS, "1.0");
        RepositoryView current = VerifiedView.of("corp", play.publish().read(Strictness.STRICT));
        AtomicReference<List<RepositoryView>> superseded = new AtomicReference<>(List.of(former));
        PolicyJudge both = new PolicyJudge(
                policy("- {images: [\"registry.example.com/**\"], verify: {}}"),
                new Superseding(current, superseded),
                new KnownImages(),
                Clock.systemUTC(),
                Runnable::run);
        String image = Play.GUN + "@sha256:" + Checksum.sha256("one".getBytes(StandardCharsets.UTF_8));

        for (int time = 0; time < 2; time++) {
            assertThat(both.open(Endpoint.VALIDATE, image, "shop").atOnce()).containsInstanceOf(Outcome.Vouched.class);
            assertThat(both.open(Endpoint.MUTATE, image, "shop").atOnce()).isEmpty();
        }
        superseded.set(List.of());
        assertThat(both.open(Endpoint.VALIDATE, image, "shop").atOnce()).isEmpty();
    }

    @Test
    void forgets_what_it_knows_when_another_policy_is_in_force() throws Exception {
        AtomicReference<RepositoryView> nothing = new AtomicReference<>();
        KnownImages known = new KnownImages();
        PolicySet allows = policy("- {images: [\"free.example/**\"], allow: {reason: because}}");
        PolicySet denies = policy("- {images: [\"free.example/**\"], deny: {}}");
        assertThat(judge(allows, known, nothing)
                        .open(Endpoint.MUTATE, "free.example/a:1", "shop")
                        .atOnce())
                .contains(new Outcome.Exempt("because"));
        assertThat(codes(judge(denies, known, nothing).open(Endpoint.MUTATE, "free.example/a:1", "shop")))
                .containsExactly(Code.POLICY_DENY);
        assertThat(judge(allows, known, nothing)
                        .open(Endpoint.MUTATE, "free.example/a:1", "shop")
                        .atOnce())
                .contains(new Outcome.Exempt("because"));
    }

    @Test
    void lets_nothing_pass_by_an_exemption_that_has_ended() throws Exception {
        KnownImages known = new KnownImages();
        PolicySet set = policy("- {images: [\"free.example/**\"], allow: {reason: because, until: 2030-01-31}}");
        for (Instant inTime : List.of(Instant.parse("2030-01-31T12:00:00Z"), Instant.parse("2030-01-30T12:00:00Z"))) {
            assertThat(at(inTime, set, known)
                            .open(Endpoint.MUTATE, "free.example/a:1", "shop")
                            .atOnce())
                    .contains(new Outcome.Exempt("because"));
        }
        assertThat(codes(at(Instant.parse("2030-02-02T00:00:00Z"), set, known)
                        .open(Endpoint.MUTATE, "free.example/a:1", "shop")))
                .containsExactly(Code.NO_RULE);
    }

    private PolicySet policy(String rule) throws Exception {
        return PolicyDocuments.read(Files.writeString(folder.resolve("rule.yaml"), """
                apiVersion: navicert.dev/v1alpha1
                kind: TrustServer
                metadata: {name: corp}
                spec: {url: "https://notary.corp.example", serves: ["**"], pins: {firstUse: true}}
                ---
                apiVersion: navicert.dev/v1alpha1
                kind: ClusterImagePolicy
                metadata: {name: everything}
                spec:
                  mode: enforce
                  rules:
                  %s
                """.formatted(rule)));
    }

    private static PolicyJudge judge(PolicySet set, KnownImages known, AtomicReference<RepositoryView> view) {
        return new PolicyJudge(set, new OneRepository(view), known, Clock.systemUTC(), Runnable::run);
    }

    private PolicyJudge at(Instant now, PolicySet set, KnownImages known) {
        return new PolicyJudge(set, new NoRepositories(), known, Clock.fixed(now, ZoneOffset.UTC), Runnable::run);
    }

    /** Has one view in memory, whoever asks. */
    private record OneRepository(AtomicReference<RepositoryView> view) implements Repositories {
        @Override
        public RepositoryView view(TrustServer server, Gun gun, Freshness need, Deadline deadline) {
            return Objects.requireNonNull(view.get());
        }

        @Override
        public Optional<RepositoryView> inMemory(TrustServer server, Gun gun, Freshness need) {
            return Optional.ofNullable(view.get());
        }
    }

    /** Has one view in memory, and what that view took the place of. */
    private record Superseding(RepositoryView view, AtomicReference<List<RepositoryView>> former)
            implements Repositories {
        @Override
        public RepositoryView view(TrustServer server, Gun gun, Freshness need, Deadline deadline) {
            return view;
        }

        @Override
        public Optional<RepositoryView> inMemory(TrustServer server, Gun gun, Freshness need) {
            return Optional.of(view);
        }

        @Override
        public List<RepositoryView> superseded(TrustServer server, Gun gun) {
            return Objects.requireNonNull(former.get());
        }
    }

    private static List<Code> codes(ImageJudge.Case opened) {
        return ((Outcome.Failed) opened.atOnce().orElseThrow())
                .reasons().stream().map(Reason::code).toList();
    }

    /** Counts who asks, and knows nothing. */
    private final class NoRepositories implements Repositories {
        @Override
        public RepositoryView view(TrustServer server, Gun gun, Freshness need, Deadline deadline)
                throws RemoteException {
            asked.incrementAndGet();
            throw new RemoteException.Unreachable("down");
        }

        @Override
        public Optional<RepositoryView> inMemory(TrustServer server, Gun gun, Freshness need) {
            return Optional.empty();
        }
    }
}
