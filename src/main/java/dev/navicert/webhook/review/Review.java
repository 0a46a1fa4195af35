package dev.navicert.webhook.review;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the API server asks: the request half of an {@code admission.k8s.io/v1} AdmissionReview.
 *
 * <p>Of the objects only the tree is kept. Size, depth and number of tokens are capped, a member named twice is refused:
 * two readers must never see two different images.
 *
 * @param uid to be repeated in the answer
 * @param subresource empty for the object itself
 * @param namespace empty for what lives in none
 * @param name empty while the API server has yet to make it up
 * @param user who asks, as the API server says
 * @param object missing on deletion
 * @param oldObject missing on creation
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
        JsonNode oldObject) {
    /** The longest body that is read. The API server's own limit for an object is 3 MiB, and a review may hold two. */
    public static final int MAX_BYTES = 8 << 20;

    static final int MAX_DEPTH = 128;
    static final int MAX_TOKENS = 1_000_000;
    private static final int MAX_NAME = 16 << 10;
    private static final int MAX_UID = 256;

    static final String API_VERSION = "admission.k8s.io/v1";

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(MAX_BYTES)
                            .maxStringLength(MAX_BYTES)
                            .maxNestingDepth(MAX_DEPTH)
                            .maxTokenCount(MAX_TOKENS)
                            .maxNameLength(MAX_NAME)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Decodes a request body.
     *
     * @throws MalformedReviewException if it is anything but an AdmissionReview that asks something
     */
    public static Review decode(byte[] body) throws MalformedReviewException {
        JsonNode review = parse(body);
        expectText(review, "apiVersion", API_VERSION);
        expectText(review, "kind", "AdmissionReview");
        JsonNode request = object(review, "request", "request");
        JsonNode kind = object(request, "kind", "request.kind");
        return new Review(
                uid(request),
                operation(request),
                new ObjectKind(text(kind, "group", "request.kind.group"), text(kind, "kind", "request.kind.kind")),
                text(request, "subResource", "request.subResource"),
                text(request, "namespace", "request.namespace"),
                text(request, "name", "request.name"),
                text(objectOrNothing(request, "userInfo"), "username", "request.userInfo.username"),
                flag(request, "dryRun"),
                objectOrNothing(request, "object"),
                objectOrNothing(request, "oldObject"));
    }

    /** The workload that this object is; empty if its kind names no images. */
    public Optional<Workload> workload() {
        return Workload.of(kind);
    }

    /** Whether only a pod's ephemeral containers are asked about. */
    boolean isAboutEphemeralContainers() {
        return subresource.equals("ephemeralcontainers");
    }

    private static JsonNode parse(byte[] body) throws MalformedReviewException {
        if (body.length > MAX_BYTES) {
            throw new MalformedReviewException("the body is longer than " + MAX_BYTES + " bytes");
        }
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw new MalformedReviewException(
                    "the body is not JSON that is read here: " + firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new MalformedReviewException("the body cannot be read");
        }
    }

    private static String firstLine(String message) {
        return Wording.shortened(Wording.printable(message.lines().findFirst().orElse("")), 200);
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
                .filter(operation -> operation.name().equals(name))
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
