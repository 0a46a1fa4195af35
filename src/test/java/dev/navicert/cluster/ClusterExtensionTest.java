package dev.navicert.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.Test;

@OnCluster
class ClusterExtensionTest {
    @Test
    void offers_an_api_server_that_keeps_what_it_is_given(KubernetesClient client) {
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName("kept")
                .endMetadata()
                .withNewSpec()
                .addNewVolume()
                .withName("data")
                .withNewImage()
                .withReference("example.com/data:1")
                .endImage()
                .endVolume()
                .addNewContainer()
                .withName("main")
                .withImage("example.com/app:1")
                .endContainer()
                .endSpec()
                .build();

        client.resource(pod).create();

        Pod stored = client.pods().inNamespace("default").withName("kept").get();
        assertThat(stored.getSpec().getContainers().get(0).getImage()).isEqualTo("example.com/app:1");
        assertThat(stored.getSpec().getVolumes().get(0).getImage().getReference())
                .isEqualTo("example.com/data:1");
        client.resource(stored).delete();
    }

    @Test
    void hands_out_the_same_cluster_to_everybody(Cluster cluster, KubernetesClient client) {
        assertThat(cluster.client()).isSameAs(client);
    }
}
