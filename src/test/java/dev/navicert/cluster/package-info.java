/**
 * A real Kubernetes API server for tests, and the tests that need one.
 *
 * <p>{@link dev.navicert.cluster.OnCluster} on a test class brings up one {@link dev.navicert.cluster.Cluster} for the whole
 * JVM and hands it, or its client, to whoever asks by parameter. Where the machine offers none, the class is skipped with the
 * reason; with {@code NAVICERT_REQUIRE_CLUSTER=true} it fails instead.
 */
@NullMarked
package dev.navicert.cluster;

import org.jspecify.annotations.NullMarked;
