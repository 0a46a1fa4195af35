package dev.navicert.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which namespaces a cluster policy speaks to: those that meet every requirement; all of them if there is none.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors">Kubernetes, label
 *     selectors</a>
 */
public record NamespaceSelector(List<Requirement> requirements) {
    /** Every namespace. */
    public static final NamespaceSelector ALL = new NamespaceSelector(List.of());

    public NamespaceSelector {
        requirements = List.copyOf(requirements);
    }

    boolean selects(Namespace namespace) {
        return requirements.stream().allMatch(requirement -> requirement.isMetBy(namespace.labels()));
    }

    /** What is asked of one label. */
    public record Requirement(String label, Operator operator, Set<String> values) {
        public Requirement {
            values = Set.copyOf(values);
        }

        boolean isMetBy(Map<String, String> labels) {
            String value = labels.get(label);
            return switch (operator) {
                case IN -> value != null && values.contains(value);
                case NOT_IN -> value == null || !values.contains(value);
                case EXISTS -> value != null;
                case DOES_NOT_EXIST -> value == null;
            };
        }
    }

    /** How a label is compared. */
    public enum Operator {
        IN,
        /** Also met by namespaces without the label. */
        NOT_IN,
        EXISTS,
        DOES_NOT_EXIST
    }
}
