package dev.navicert.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.navicert.policy.Code;
import java.util.Optional;
import java.util.UUID;

/**
 * One question to the webhook and the answer it must give.
 *
 * @param object what the table calls it
 * @param review the AdmissionReview
 * @param pointer where the image stands that the question is about
 * @param place the same in the webhook's words
 * @param expected the code of the refusal; empty if the object is to be admitted
 */
record DemoReview(String object, ObjectNode review, String pointer, String place, Optional<Code> expected) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String GOOD = DemoCollections.WEB + ":1.0";

    static DemoReview pod(String name, String image, Optional<Code> expected) {
        return new DemoReview(
                "Pod " + name,
                review("", "Pod", "pods", "", pod(name, image)),
                "/spec/containers/0/image",
                "containers/main",
                expected);
    }

    static DemoReview deployment(String name, String image, Optional<Code> expected) {
        ObjectNode deployment = object("apps/v1", "Deployment", name);
        ObjectNode spec = deployment.putObject("spec");
        spec.putObject("selector").putObject("matchLabels").put("app", name);
        ObjectNode template = spec.putObject("template");
        template.putObject("metadata").putObject("labels").put("app", name);
        template.set("spec", podSpec(image));
        return new DemoReview(
                "Deployment " + name,
                review("apps", "Deployment", "deployments", "", deployment),
                "/spec/template/spec/containers/0/image",
                "containers/main",
                expected);
    }

    static DemoReview ephemeralContainer(String name, String image, Optional<Code> expected) {
        ObjectNode pod = pod(name, GOOD);
        ObjectNode debugged = pod.deepCopy();
        ((ObjectNode) debugged.get("spec"))
                .putArray("ephemeralContainers")
                .addObject()
                .put("name", "debugger")
                .put("image", image);
        ObjectNode review = review("", "Pod", "pods", "ephemeralcontainers", debugged);
        ObjectNode request = (ObjectNode) review.get("request");
        request.put("operation", "UPDATE").set("oldObject", pod);
        return new DemoReview(
                "Pod " + name + ", debugger",
                review,
                "/spec/ephemeralContainers/0/image",
                "ephemeralContainers/debugger",
                expected);
    }

    static DemoReview imageVolume(String name, String image, Optional<Code> expected) {
        ObjectNode pod = pod(name, GOOD);
        ((ObjectNode) pod.get("spec"))
                .putArray("volumes")
                .addObject()
                .put("name", "data")
                .putObject("image")
                .put("reference", image);
        return new DemoReview(
                "Pod " + name + ", volume",
                review("", "Pod", "pods", "", pod),
                "/spec/volumes/0/image/reference",
                "volumes/data",
                expected);
    }

    /** The image that the question is about. */
    String image() {
        return review.path("request").path("object").at(pointer).asText();
    }

    private static ObjectNode pod(String name, String image) {
        ObjectNode pod = object("v1", "Pod", name);
        pod.set("spec", podSpec(image));
        return pod;
    }

    private static ObjectNode podSpec(String image) {
        ObjectNode spec = JSON.objectNode();
        spec.putArray("containers").addObject().put("name", "main").put("image", image);
        return spec;
    }

    private static ObjectNode object(String apiVersion, String kind, String name) {
        ObjectNode object = JSON.objectNode().put("apiVersion", apiVersion).put("kind", kind);
        object.putObject("metadata").put("name", name).put("namespace", "shop");
        return object;
    }

    /** As the API server asks: Kubernetes, "Webhook request". */
    private static ObjectNode review(
            String group, String kind, String resource, String subresource, ObjectNode object) {
        ObjectNode review = JSON.objectNode();
        review.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
        ObjectNode request = review.putObject("request");
        request.put("uid", UUID.randomUUID().toString());
        request.putObject("kind").put("group", group).put("version", "v1").put("kind", kind);
        request.putObject("resource").put("group", group).put("version", "v1").put("resource", resource);
        if (!subresource.isEmpty()) {
            request.put("subResource", subresource);
        }
        request.put("name", object.at("/metadata/name").textValue());
        request.put("namespace", object.at("/metadata/namespace").textValue());
        request.put("operation", "CREATE");
        request.putObject("userInfo").put("username", "demo");
        request.set("object", object);
        request.putNull("oldObject");
        request.put("dryRun", false);
        return review;
    }
}
