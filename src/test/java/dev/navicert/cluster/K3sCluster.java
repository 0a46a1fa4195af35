package dev.navicert.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import org.testcontainers.Testcontainers;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/** K3s in a container; it calls this machine through Testcontainers' tunnel. */
final class K3sCluster implements Cluster {
    private static final String IMAGE = "rancher/k3s:v1.33.5-k3s1";

    private final K3sContainer container;
    private final KubernetesClient client;

    private K3sCluster(K3sContainer container) {
        this.container = container;
        this.client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(container.getKubeConfigYaml()))
                .build();
    }

    static Cluster start() {
        K3sContainer container = new K3sContainer(DockerImageName.parse(IMAGE));
        container.setCommand(
                "server",
                "--disable=traefik,metrics-server",
                "--tls-san=" + container.getHost(),
                "--kube-apiserver-arg=feature-gates=ImageVolume=true",
                "--kube-apiserver-arg=disable-admission-plugins=ServiceAccount");
        container.withAccessToHost(true).start();
        return new K3sCluster(container);
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public String hostFor(int port) {
        Testcontainers.exposeHostPorts(port);
        return "host.testcontainers.internal";
    }

    @Override
    public void close() {
        client.close();
        container.stop();
    }
}
