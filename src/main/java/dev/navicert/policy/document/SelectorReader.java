package dev.navicert.policy.document;

import dev.navicert.policy.Namespace;
import dev.navicert.policy.NamespaceSelector;
import dev.navicert.policy.NamespaceSelector.Operator;
import dev.navicert.policy.NamespaceSelector.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads {@code namespaceSelector}. Outside a cluster nobody knows the labels of a namespace, except the one that repeats its
 * name; a selector that could never be judged is refused.
 */
final class SelectorReader {
    private static final Map<String, Operator> OPERATORS = Map.of(
            "In", Operator.IN,
            "NotIn", Operator.NOT_IN,
            "Exists", Operator.EXISTS,
            "DoesNotExist", Operator.DOES_NOT_EXIST);

    private SelectorReader() {}

    static NamespaceSelector read(Value value) throws InvalidDocumentException {
        Fields fields = Fields.of(value, "matchLabels", "matchExpressions");
        List<Requirement> requirements = new ArrayList<>();
        Value labels = fields.orNull("matchLabels");
        if (labels != null) {
            Fields byName = Fields.ofAnyName(labels);
            for (String label : byName.names()) {
                Value wanted = byName.required(label);
                requirements.add(new Requirement(known(label, wanted), Operator.IN, Set.of(wanted.string())));
            }
        }
        Value expressions = fields.orNull("matchExpressions");
        if (expressions != null) {
            for (Value expression : expressions.items()) {
                requirements.add(requirement(expression));
            }
        }
        return new NamespaceSelector(requirements);
    }

    private static Requirement requirement(Value expression) throws InvalidDocumentException {
        Fields fields = Fields.of(expression, "key", "operator", "values");
        Value key = fields.required("key");
        String label = known(key.string(), key);
        String word = fields.required("operator").oneOf("In", "NotIn", "Exists", "DoesNotExist");
        Operator operator = OPERATORS.getOrDefault(word, Operator.IN);
        Set<String> values = new TreeSet<>();
        Value list = fields.orNull("values");
        if (list != null) {
            for (Value item : list.items()) {
                values.add(item.string());
            }
        }
        boolean compares = operator == Operator.IN || operator == Operator.NOT_IN;
        if (compares == values.isEmpty()) {
            throw expression.refuse(compares ? "needs values with " + word : "takes no values with " + word);
        }
        return new Requirement(label, operator, values);
    }

    private static String known(String label, Value place) throws InvalidDocumentException {
        if (!label.equals(Namespace.NAME_LABEL)) {
            throw place.refuse("selects by the label " + label + ", which is unknown without a cluster; use "
                    + Namespace.NAME_LABEL);
        }
        return label;
    }
}
