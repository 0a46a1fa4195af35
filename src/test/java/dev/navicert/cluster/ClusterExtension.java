package dev.navicert.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Finds a cluster, starts it once per JVM and closes it when the last test is done. */
final class ClusterExtension implements ExecutionCondition, BeforeAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace HOME = ExtensionContext.Namespace.create(ClusterExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        ClusterSource source = source(context);
        return source.absence().isEmpty() || ClusterSource.isRequired()
                ? ConditionEvaluationResult.enabled(source.toString())
                : ConditionEvaluationResult.disabled(source.absence().get());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        cluster(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Cluster.class || type == KubernetesClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Cluster cluster = cluster(context);
        return parameter.getParameter().getType() == Cluster.class ? cluster : cluster.client();
    }

    private static ClusterSource source(ExtensionContext context) {
        return context.getRoot()
                .getStore(HOME)
                .computeIfAbsent(ClusterSource.class, key -> ClusterSource.ofThisMachine(), ClusterSource.class);
    }

    /** The root store closes it, being AutoCloseable, after the last test of the JVM. */
    private static Cluster cluster(ExtensionContext context) {
        return context.getRoot()
                .getStore(HOME)
                .computeIfAbsent(Cluster.class, key -> source(context).start(), Cluster.class);
    }
}
