package dev.navicert.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.ReplicationControllerBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.List;
import java.util.Map;

/** Small valid objects that run one image. */
final class Objects {
    private static final Map<String, String> LABELS = Map.of("app", "shop");

    private Objects() {}

    static Pod pod(String namespace, String name, String image) {
        return new PodBuilder()
                .withMetadata(meta(namespace, name))
                .withNewSpec()
                .addNewContainer()
                .withName("main")
                .withImage(image)
                .endContainer()
                .endSpec()
                .build();
    }

    /** One of every kind with a pod template. */
    static List<HasMetadata> workloads(String namespace, String name, String image) {
        ObjectMeta meta = meta(namespace, name);
        return List.of(
                new DeploymentBuilder()
                        .withMetadata(meta)
                        .withNewSpec()
                        .withNewSelector()
                        .withMatchLabels(LABELS)
                        .endSelector()
                        .withTemplate(template(image, "Always"))
                        .endSpec()
                        .build(),
                new ReplicaSetBuilder()
                        .withMetadata(meta)
                        .withNewSpec()
                        .withNewSelector()
                        .withMatchLabels(LABELS)
                        .endSelector()
                        .withTemplate(template(image, "Always"))
                        .endSpec()
                        .build(),
                new StatefulSetBuilder()
                        .withMetadata(meta)
                        .withNewSpec()
                        .withServiceName("shop")
                        .withNewSelector()
                        .withMatchLabels(LABELS)
                        .endSelector()
                        .withTemplate(template(image, "Always"))
                        .endSpec()
                        .build(),
                new DaemonSetBuilder()
                        .withMetadata(meta)
                        .withNewSpec()
                        .withNewSelector()
                        .withMatchLabels(LABELS)
                        .endSelector()
                        .withTemplate(template(image, "Always"))
                        .endSpec()
                        .build(),
                new JobBuilder()
                        .withMetadata(meta)
                        .withNewSpec()
                        .withTemplate(template(image, "Never"))
                        .endSpec()
                        .build(),
                new CronJobBuilder()
                        .withMetadata(meta)
                        .withNewSpec()
                        .withSchedule("0 3 * * *")
                        .withNewJobTemplate()
                        .withNewSpec()
                        .withTemplate(template(image, "Never"))
                        .endSpec()
                        .endJobTemplate()
                        .endSpec()
                        .build(),
                new ReplicationControllerBuilder()
                        .withMetadata(meta)
                        .withNewSpec()
                        .withSelector(LABELS)
                        .withTemplate(template(image, "Always"))
                        .endSpec()
                        .build(),
                new PodTemplateBuilder()
                        .withMetadata(meta)
                        .withTemplate(template(image, "Always"))
                        .build());
    }

    private static PodTemplateSpec template(String image, String restartPolicy) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(LABELS)
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy(restartPolicy)
                .addNewContainer()
                .withName("main")
                .withImage(image)
                .endContainer()
                .endSpec()
                .build();
    }

    private static ObjectMeta meta(String namespace, String name) {
        return new ObjectMetaBuilder().withNamespace(namespace).withName(name).build();
    }
}
