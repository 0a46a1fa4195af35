package dev.navicert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.name.Gun;
import dev.navicert.policy.Code;
import dev.navicert.policy.Mode;
import dev.navicert.policy.PolicySet;
import dev.navicert.policy.Reason;
import dev.navicert.policy.yaml.PolicyDocuments;
import dev.navicert.trust.Deadline;
import dev.navicert.trust.RemoteException;
import dev.navicert.trust.TrustServer;
import dev.navicert.trust.view.Freshness;
import dev.navicert.trust.view.Repositories;
import dev.navicert.trust.view.RepositoryView;
import dev.navicert.webhook.review.ImageJudge;
import dev.navicert.webhook.review.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
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
        judge = new PolicyJudge(set, new NoRepositories(), Clock.systemUTC());
    }

    @Test
    void knows_at_once_what_needs_no_trust_data() {
        assertThat(judge.open("free.example/a:1", "shop").atOnce()).contains(new Outcome.Exempt("because"));
        assertThat(codes(judge.open("other.example/a:1", "shop"))).containsExactly(Code.NO_RULE);
        assertThat(codes(judge.open("UPPER", "shop"))).containsExactly(Code.REFERENCE_INVALID);
        assertThat(codes(judge.open(" ", "shop"))).containsExactly(Code.REFERENCE_INVALID);
        assertThat(asked).hasValue(0);
    }

    @Test
    void asks_nobody_before_it_may_wait() {
        ImageJudge.Case opened = judge.open("corp.example/a:1", "shop");
        assertThat(opened.atOnce()).isEmpty();
        assertThat(asked).hasValue(0);
        Outcome outcome = opened.verify(Deadline.after(Duration.ofSeconds(5)));
        assertThat(asked).hasValue(1);
        assertThat(((Outcome.Failed) outcome).reasons())
                .extracting(Reason::code)
                .containsExactly(Code.SERVER_UNREACHABLE);
    }

    @Test
    void says_which_rule_governs_and_how_strictly() {
        ImageJudge.Case opened = judge.open("corp.example/a:1", "shop");
        assertThat(opened.mode()).isEqualTo(Mode.WARN);
        assertThat(opened.rule()).isEqualTo("ClusterImagePolicy/everything rules[0]");
        assertThat(judge.open("UPPER", "shop").mode()).isEqualTo(Mode.ENFORCE);
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
                PolicyDocuments.read(policy).withDefaultMode(Mode.AUDIT), new NoRepositories(), Clock.systemUTC());
        assertThat(modes.modeWithoutRule("shop")).isEqualTo(Mode.AUDIT);
        assertThat(modes.open("UPPER", "prod").mode()).isEqualTo(Mode.ENFORCE);
        assertThat(modes.modeWithoutRule("")).isEqualTo(Mode.ENFORCE);
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
