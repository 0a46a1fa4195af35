package dev.navicert.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;

/** A running API server. Pods are admitted and stored in it; whether anything runs them is not promised. */
public interface Cluster extends AutoCloseable {
    /** Speaks to the API server as a member of {@code system:masters}. */
    KubernetesClient client();

    /**
     * Lets the API server call a port of this machine.
     *
     * @return the host by which it reaches it; a certificate served there must be valid for {@link #HOSTS}
     */
    String hostFor(int port);

    /** Stops it; nothing of it stays behind. */
    @Override
    void close();

    /** Every name or address by which an API server may call us, as {@code keytool -ext san=} takes them. */
    String HOSTS = "ip:127.0.0.1,dns:localhost,dns:host.testcontainers.internal";
}
