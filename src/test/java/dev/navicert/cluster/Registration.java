package dev.navicert.cluster;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.RuleWithOperations;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.RuleWithOperationsBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/**
 * Tells an API server to ask a webhook, about namespaces with one label only, so that nothing else in the cluster waits for it.
 * Both kinds are by URL, with {@code failurePolicy: Fail}.
 */
final class Registration implements AutoCloseable {
    /** Namespaces with this label are asked about; with the value {@link #VALIDATED} by the validating webhook alone. */
    static final String LABEL = "navicert-test";

    static final String BOTH = "both";
    static final String VALIDATED = "validated";

    private static final String NAME = "navicert-test";
    private static final int TIMEOUT_SECONDS = 10;

    private final KubernetesClient client;

    private Registration(KubernetesClient client) {
        this.client = client;
    }

    static Registration of(Cluster cluster, PackagedWebhook webhook) {
        String url = "https://" + cluster.hostFor(webhook.port()) + ":" + webhook.port();
        cluster.client()
                .resource(new MutatingWebhookConfigurationBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .endMetadata()
                        .addNewWebhook()
                        .withName("mutate.navicert.dev")
                        .withAdmissionReviewVersions("v1")
                        .withSideEffects("NoneOnDryRun")
                        .withTimeoutSeconds(TIMEOUT_SECONDS)
                        .withFailurePolicy("Fail")
                        .withReinvocationPolicy("IfNeeded")
                        .withNamespaceSelector(labelled(BOTH))
                        .withRules(rules())
                        .withNewClientConfig()
                        .withUrl(url + "/mutate")
                        .withCaBundle(webhook.caBundle())
                        .endClientConfig()
                        .endWebhook()
                        .build())
                .create();
        cluster.client()
                .resource(new ValidatingWebhookConfigurationBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .endMetadata()
                        .addNewWebhook()
                        .withName("validate.navicert.dev")
                        .withAdmissionReviewVersions("v1")
                        .withSideEffects("NoneOnDryRun")
                        .withTimeoutSeconds(TIMEOUT_SECONDS)
                        .withFailurePolicy("Fail")
                        .withNamespaceSelector(labelled(BOTH, VALIDATED))
                        .withRules(rules())
                        .withNewClientConfig()
                        .withUrl(url + "/validate")
                        .withCaBundle(webhook.caBundle())
                        .endClientConfig()
                        .endWebhook()
                        .build())
                .create();
        return new Registration(cluster.client());
    }

    private static LabelSelector labelled(String... values) {
        return new LabelSelectorBuilder()
                .addNewMatchExpression()
                .withKey(LABEL)
                .withOperator("In")
                .withValues(values)
                .endMatchExpression()
                .build();
    }

    private static List<RuleWithOperations> rules() {
        return List.of(
                rule("", "pods", "pods/ephemeralcontainers", "replicationcontrollers", "podtemplates"),
                rule("apps", "deployments", "replicasets", "statefulsets", "daemonsets"),
                rule("batch", "jobs", "cronjobs"));
    }

    private static RuleWithOperations rule(String group, String... resources) {
        return new RuleWithOperationsBuilder()
                .withApiGroups(group)
                .withApiVersions("v1")
                .withOperations("CREATE", "UPDATE")
                .withResources(resources)
                .withScope("Namespaced")
                .build();
    }

    @Override
    public void close() {
        client.admissionRegistration()
                .v1()
                .mutatingWebhookConfigurations()
                .withName(NAME)
                .delete();
        client.admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName(NAME)
                .delete();
    }
}
