package dev.navicert.cluster;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/**
 * Where this machine can get an API server from: the binaries in {@code KUBEBUILDER_ASSETS}, else K3s where Docker answers, else
 * nowhere, with the reason.
 */
final class ClusterSource {
    private final String description;
    private final @Nullable Supplier<Cluster> starter;

    private ClusterSource(String description, @Nullable Supplier<Cluster> starter) {
        this.description = description;
        this.starter = starter;
    }

    static ClusterSource ofThisMachine() {
        String assets = System.getenv("KUBEBUILDER_ASSETS");
        if (assets != null && !assets.isBlank()) {
            return ofBinaries(Path.of(assets));
        }
        return dockerAnswers()
                ? new ClusterSource("K3s in Docker", K3sCluster::start)
                : new ClusterSource(
                        "no API server here: KUBEBUILDER_ASSETS names no folder with kube-apiserver, and no Docker answers",
                        null);
    }

    /** Asks without the page of errors that Testcontainers logs where there is none. */
    private static boolean dockerAnswers() {
        Logger log = Logger.getLogger("org.testcontainers");
        Level before = log.getLevel();
        log.setLevel(Level.OFF);
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } finally {
            log.setLevel(before);
        }
    }

    /** An explicit wish is never quietly replaced by Docker. */
    private static ClusterSource ofBinaries(Path assets) {
        Path apiServer = assets.resolve("kube-apiserver");
        if (!Files.isExecutable(apiServer)) {
            return new ClusterSource("KUBEBUILDER_ASSETS is set, but there is no program " + apiServer, null);
        }
        Optional<Path> etcd = Stream.concat(Stream.of(assets), searchPath())
                .map(folder -> folder.resolve("etcd"))
                .filter(Files::isExecutable)
                .findFirst();
        return etcd.map(found ->
                        new ClusterSource(apiServer + " with " + found, () -> LocalCluster.start(apiServer, found)))
                .orElseGet(() -> new ClusterSource("there is no etcd in " + assets + " or on PATH", null));
    }

    private static Stream<Path> searchPath() {
        String path = System.getenv("PATH");
        return path == null
                ? Stream.empty()
                : Stream.of(path.split(File.pathSeparator))
                        .filter(entry -> !entry.isEmpty())
                        .map(Path::of);
    }

    /** Whether an absent cluster is a failure, as in CI. */
    static boolean isRequired() {
        return Boolean.parseBoolean(System.getenv("NAVICERT_REQUIRE_CLUSTER"));
    }

    /** Why there is none; empty if there is one. */
    Optional<String> absence() {
        return starter == null ? Optional.of(description) : Optional.empty();
    }

    Cluster start() {
        if (starter == null) {
            throw new IllegalStateException("NAVICERT_REQUIRE_CLUSTER=true, but " + description);
        }
        return starter.get();
    }

    @Override
    public String toString() {
        return description;
    }
}
