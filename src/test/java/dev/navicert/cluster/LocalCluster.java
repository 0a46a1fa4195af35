package dev.navicert.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** A {@link ControlPlane} on loopback, which reaches this machine as itself. */
record LocalCluster(ControlPlane plane, KubernetesClient client) implements Cluster {
    private static final int ATTEMPTS = 3;

    /** A free port may be taken before the server binds it, so a start that fails is tried again with others. */
    static Cluster start(Path apiServer, Path etcd) {
        for (int attempt = 1; ; attempt++) {
            try {
                return startOnce(apiServer, etcd);
            } catch (IllegalStateException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static Cluster startOnce(Path apiServer, Path etcd) {
        try {
            ControlPlane plane = new ControlPlane(Files.createTempDirectory("navicert-cluster"));
            try {
                return new LocalCluster(plane, plane.start(apiServer, etcd));
            } catch (IOException | GeneralSecurityException | RuntimeException e) {
                plane.close();
                throw e;
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the cluster did not start", e);
        }
    }

    @Override
    public String hostFor(int port) {
        return "127.0.0.1";
    }

    @Override
    public void close() {
        client.close();
        try {
            plane.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
