package dev.navicert.policy;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@code ClusterImagePolicy} or an {@code ImagePolicy}.
 *
 * @param name unique among the policies of its kind and namespace
 * @param namespaceOrNull the namespace of an {@code ImagePolicy}; none for a cluster policy
 * @param modeOrNull none if the default mode is to apply; that of an {@code ImagePolicy} decides nothing
 * @param selector which namespaces a cluster policy speaks to
 */
public record Policy(
        String name,
        @Nullable String namespaceOrNull,
        @Nullable Mode modeOrNull,
        NamespaceSelector selector,
        Templates templates,
        List<Rule> rules) {
    public Policy {
        rules = List.copyOf(rules);
    }

    public Optional<String> namespace() {
        return Optional.ofNullable(namespaceOrNull);
    }

    public Optional<Mode> mode() {
        return Optional.ofNullable(modeOrNull);
    }

    boolean isOfCluster() {
        return namespaceOrNull == null;
    }

    boolean selects(Namespace in) {
        return namespaceOrNull == null ? selector.selects(in) : namespaceOrNull.equals(in.name());
    }

    /** Whether a rule that never ends matches every image there can be. */
    boolean hasRuleForEverything() {
        return rules.stream()
                .filter(rule -> !(rule.action() instanceof Action.Allow allow
                        && allow.until().isPresent()))
                .flatMap(rule -> rule.images().stream())
                .anyMatch(Pattern::matchesEverything);
    }

    /** Kind and name, as {@code kubectl} writes them. */
    @Override
    public String toString() {
        return namespaceOrNull == null ? "ClusterImagePolicy/" + name : "ImagePolicy/" + namespaceOrNull + "/" + name;
    }
}
