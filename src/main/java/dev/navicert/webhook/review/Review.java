package dev.navicert.webhook.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the API server asks: the request half of an {@code admission.k8s.io/v1} AdmissionReview.
 *
 * <p>Of the objects only what names images is kept, and the notes that Navicert left on them; how large a review may be say
 * {@link ReviewLimits}. A member named twice is refused: two readers must never see two different images.
 *
 * @param uid to be repeated in the answer
 * @param subresource empty for the object itself
 * @param namespace empty for what lives in none
 * @param name empty while the API server has yet to make it up
 * @param user who asks, as the API server says
 * @param object missing on deletion
 * @param oldObject missing on creation
 * @param weight bytes of memory, roughly, that it takes
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#request">
 *     Kubernetes, webhook request</a>
 */
public record Review(
        String uid,
        Operation operation,
        ObjectKind kind,
        String subresource,
        String namespace,
        String name,
        String user,
        boolean dryRun,
        JsonNode object,
        JsonNode oldObject,
        long weight) {
    private static final int MAX_UID = 256;

    static final String API_VERSION = "admission.k8s.io/v1";

    /**
     * Decodes a request body.
     *
     * @throws MalformedReviewException if it is anything but an AdmissionReview that asks something
     * @throws LimitExceededException if it is larger than what is read
     */
    public static Review decode(InputStream body) throws MalformedReviewException, LimitExceededException {
        OutlineReader.Kept kept = OutlineReader.whole(body, Outline.REVIEW);
        JsonNode review = kept.root();
        expectText(review, "apiVersion", API_VERSION);
        expectText(review, "kind", "AdmissionReview");
        JsonNode request = object(review, "request", "request");
        return of(request, object(request, "kind", "request.kind"), operation(request), kept.weight());
    }

    /**
     * Decodes what a review is about from its beginning, for one that cannot be read to its end: without its objects. The
     * API server writes uid, kind, namespace and operation first.
     *
     * @return empty if there is no uid in it to answer
     */
    public static Optional<Review> head(InputStream beginning) {
        try {
            JsonNode request = OutlineReader.beginning(beginning, Outline.HEAD).path("request");
            if (request.path("uid").isMissingNode()) {
                return Optional.empty();
            }
            boolean ends = request.path("operation").isMissingNode();
            return Optional.of(
                    of(request, objectOrNothing(request, "kind"), ends ? Operation.UNKNOWN : operation(request), 0));
        } catch (MalformedReviewException e) {
            return Optional.empty();
        }
    }

    private static Review of(JsonNode request, JsonNode kind, Operation operation, long weight)
            throws MalformedReviewException {
        return new Review(
                uid(request),
                operation,
                new ObjectKind(text(kind, "group", "request.kind.group"), text(kind, "kind", "request.kind.kind")),
                text(request, "subResource", "request.subResource"),
                text(request, "namespace", "request.namespace"),
                text(request, "name", "request.name"),
                text(objectOrNothing(request, "userInfo"), "username", "request.userInfo.username"),
                flag(request, "dryRun"),
                objectOrNothing(request, "object"),
                objectOrNothing(request, "oldObject"),
                weight);
    }

    /** The workload that this object is; empty if its kind names no images. */
    public Optional<Workload> workload() {
        return Workload.of(kind);
    }

    /** Whether nothing in it could be refused, whatever its object says. */
    boolean isNeverJudged() {
        boolean namesNoImages = !kind.kind().isEmpty() && workload().isEmpty();
        return namesNoImages || operation == Operation.DELETE || operation == Operation.CONNECT;
    }

    /** Whether only a pod's ephemeral containers are asked about. */
    boolean isAboutEphemeralContainers() {
        return subresource.equals("ephemeralcontainers");
    }

    private static String uid(JsonNode request) throws MalformedReviewException {
        String uid = text(request, "uid", "request.uid");
        if (uid.isEmpty() || uid.length() > MAX_UID) {
            throw new MalformedReviewException("request.uid must have 1 to " + MAX_UID + " characters");
        }
        return uid;
    }

    private static Operation operation(JsonNode request) throws MalformedReviewException {
        String name = text(request, "operation", "request.operation");
        return Arrays.stream(Operation.values())
                .filter(operation ->
                        operation != Operation.UNKNOWN && operation.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new MalformedReviewException("request.operation is none that Kubernetes knows"));
    }

    private static boolean flag(JsonNode parent, String name) throws MalformedReviewException {
        JsonNode node = parent.path(name);
        if (isNothing(node)) {
            return false;
        }
        if (!node.isBoolean()) {
            throw new MalformedReviewException("request." + name + " must be true or false");
        }
        return node.booleanValue();
    }

    private static void expectText(JsonNode parent, String name, String expected) throws MalformedReviewException {
        if (!text(parent, name, name).equals(expected)) {
            throw new MalformedReviewException(name + " must be " + expected);
        }
    }

    private static String text(JsonNode parent, String name, String where) throws MalformedReviewException {
        JsonNode node = parent.path(name);
        if (isNothing(node)) {
            return "";
        }
        if (!node.isTextual()) {
            throw new MalformedReviewException(where + " must be a string");
        }
        return node.textValue();
    }

    private static JsonNode object(JsonNode parent, String name, String where) throws MalformedReviewException {
        JsonNode node = parent.path(name);
        if (!node.isObject()) {
            throw new MalformedReviewException(where + " must be an object");
        }
        return node;
    }

    private static JsonNode objectOrNothing(JsonNode request, String name) throws MalformedReviewException {
        JsonNode node = request.path(name);
        return isNothing(node) ? node : object(request, name, "request." + name);
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }
}
