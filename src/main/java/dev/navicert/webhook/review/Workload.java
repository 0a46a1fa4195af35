package dev.navicert.webhook.review;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The built-in kinds that carry a pod's specification, and where. A table: a kind more is a line more.
 *
 * <p>The version is not looked at: the place is the same in every version there has been.
 */
public enum Workload {
    POD("", "Pod", "/spec"),
    REPLICATION_CONTROLLER("", "ReplicationController", "/spec/template/spec"),
    REPLICA_SET("apps", "ReplicaSet", "/spec/template/spec"),
    DEPLOYMENT("apps", "Deployment", "/spec/template/spec"),
    STATEFUL_SET("apps", "StatefulSet", "/spec/template/spec"),
    DAEMON_SET("apps", "DaemonSet", "/spec/template/spec"),
    JOB("batch", "Job", "/spec/template/spec"),
    CRON_JOB("batch", "CronJob", "/spec/jobTemplate/spec/template/spec"),
    POD_TEMPLATE("", "PodTemplate", "/template/spec");

    private static final Map<ObjectKind, Workload> BY_KIND =
            Arrays.stream(values()).collect(Collectors.toMap(workload -> workload.kind, Function.identity()));

    private final ObjectKind kind;
    private final JsonPointer podSpec;

    Workload(String group, String kind, String podSpec) {
        this.kind = new ObjectKind(group, kind);
        this.podSpec = JsonPointer.compile(podSpec);
    }

    /** The workload of this kind; empty for a kind that names no images. */
    public static Optional<Workload> of(ObjectKind kind) {
        return Optional.ofNullable(BY_KIND.get(kind));
    }

    /** Where the pod's specification is. */
    JsonPointer podSpec() {
        return podSpec;
    }

    /**
     * The pod's specification in such an object; missing if the object has none.
     *
     * @throws MalformedReviewException if something on the way is neither absent nor an object
     */
    JsonNode podSpec(JsonNode object) throws MalformedReviewException {
        JsonNode node = object;
        for (JsonPointer rest = podSpec; !rest.matches(); rest = rest.tail()) {
            node = node.path(rest.getMatchingProperty());
            if (node.isMissingNode() || node.isNull()) {
                return MissingNode.getInstance();
            }
            if (!node.isObject()) {
                throw new MalformedReviewException(
                        "request.object: " + rest.getMatchingProperty() + " in " + podSpec + " must be an object");
            }
        }
        return node;
    }

    /** Whether pods will be made from this object later, and judged then; false for a pod itself. */
    public boolean isTemplate() {
        return this != POD;
    }
}
