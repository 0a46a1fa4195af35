package dev.navicert.policy;

import dev.navicert.name.ImageReference;
import dev.navicert.trust.TrustServer;
import dev.navicert.tuf.Renewal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that administrators wrote, as one immutable object: trust servers, cluster policies, namespaced policies. Replaced
 * as a whole, never edited. Safe for any number of threads.
 */
public final class PolicySet {
    private final List<ServerPolicy> servers;
    private final List<Policy> clusterPolicies;
    private final List<Policy> imagePolicies;
    private final Mode defaultMode;
    private final Routes routes;

    /** @param defaultMode where neither a label nor a policy says one */
    public PolicySet(List<ServerPolicy> servers, List<Policy> policies, Mode defaultMode) {
        this.servers = List.copyOf(servers);
        this.clusterPolicies = policies.stream().filter(Policy::isOfCluster).toList();
        this.imagePolicies =
                policies.stream().filter(policy -> !policy.isOfCluster()).toList();
        this.defaultMode = defaultMode;
        this.routes = new Routes(servers);
    }

    /** Every trust server, in the order of the documents. */
    public List<TrustServer> servers() {
        return servers.stream().map(ServerPolicy::server).toList();
    }

    /** Every policy, the cluster's first. */
    public List<Policy> policies() {
        return Stream.concat(clusterPolicies.stream(), imagePolicies.stream()).toList();
    }

    /** When the next exemption or freeze ends that has not ended yet; empty if nothing ends. */
    public Optional<Instant> nextEnd(Instant now) {
        Stream<Instant> exemptions = policies().stream()
                .flatMap(policy -> policy.rules().stream())
                .flatMap(rule -> rule.action().end().stream());
        Stream<Instant> freezes = servers().stream()
                .flatMap(server -> server.renewal().frozen().stream())
                .map(Renewal.Frozen::end);
        return Stream.concat(exemptions, freezes).filter(now::isBefore).min(Comparator.naturalOrder());
    }

    /** The same documents with another mode where nothing says one. */
    public PolicySet withDefaultMode(Mode mode) {
        return new PolicySet(servers, policies(), mode);
    }

    /**
     * The rules that govern an image.
     *
     * @param now for exemptions that end
     */
    public Ruling ruling(ImageReference image, Namespace namespace, Instant now) {
        Contest cluster = Contest.hold(speakingTo(namespace, clusterPolicies), image, now);
        Contest own = Contest.hold(speakingTo(namespace, imagePolicies), image, now);
        ModeInForce mode = modeInForce(namespace, cluster.winner());
        return new Ruling(
                image,
                namespace,
                mode.mode,
                mode.source,
                cluster.winnerOrNull(),
                own.winnerOrNull(),
                Stream.concat(cluster.reached().stream(), own.reached().stream())
                        .toList(),
                routes.routeOf(image));
    }

    /**
     * The mode of a namespace where no rule can be looked for, as for a text that is no reference: the label's, else the
     * strictest that an image there could meet. So no text that nobody can read is treated more gently than one that can be.
     */
    public Mode modeWithoutRule(Namespace namespace) {
        return labelled(namespace).orElseGet(() -> strictest(speakingTo(namespace, clusterPolicies)));
    }

    /** The same where not even the namespace is known: the strictest of all; labels say nothing here. */
    public Mode strictestMode() {
        return strictest(clusterPolicies).orStricter(defaultMode);
    }

    /** The default mode takes part unless one of the policies has a rule for whatever the others leave. */
    private Mode strictest(List<Policy> policies) {
        Mode least = policies.stream().anyMatch(Policy::hasRuleForEverything) ? Mode.OFF : defaultMode;
        return policies.stream()
                .map(policy -> policy.mode().orElse(defaultMode))
                .reduce(least, Mode::orStricter);
    }

    private static Optional<Mode> labelled(Namespace namespace) {
        return Optional.ofNullable(namespace.labels().get(Mode.LABEL)).flatMap(Mode::parse);
    }

    private record ModeInForce(Mode mode, String source) {}

    /** The namespace's label, else the winning cluster policy, else the default; a label that is no mode says nothing. */
    private ModeInForce modeInForce(Namespace namespace, Optional<Winner> clusterWinner) {
        Optional<Mode> label = labelled(namespace);
        if (label.isPresent()) {
            return new ModeInForce(label.get(), "label " + Mode.LABEL + " of namespace " + namespace.name());
        }
        return clusterWinner
                .flatMap(winner -> winner.contenders().stream()
                        .map(hit -> hit.policy()
                                .mode()
                                .map(mode -> new ModeInForce(mode, hit.policy().toString()))
                                .orElseGet(this::byDefault))
                        .max(Comparator.comparing(ModeInForce::mode)))
                .orElseGet(this::byDefault);
    }

    private ModeInForce byDefault() {
        return new ModeInForce(defaultMode, "default mode");
    }

    private static List<Policy> speakingTo(Namespace namespace, List<Policy> policies) {
        return policies.stream().filter(policy -> policy.selects(namespace)).toList();
    }
}
