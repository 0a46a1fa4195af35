package dev.navicert.webhook.review;

import com.fasterxml.jackson.databind.JsonNode;

/** The lists of a pod's specification that name images. */
public enum ImageList {
    INIT_CONTAINERS("initContainers", "/image"),
    CONTAINERS("containers", "/image"),
    EPHEMERAL_CONTAINERS("ephemeralContainers", "/image"),
    /** Volumes of every sort; only those with an {@code image} name one. */
    VOLUMES("volumes", "/image/reference");

    private final String field;
    private final String reference;

    ImageList(String field, String reference) {
        this.field = field;
        this.reference = reference;
    }

    /** The list's name in a pod's specification. */
    public String field() {
        return field;
    }

    /** Where, within an element, the reference stands. */
    String reference() {
        return reference;
    }

    /** The reference that this element, one that {@link #concerns} us, holds; missing if it holds none. */
    JsonNode reference(JsonNode element, String place) throws MalformedReviewException {
        if (this != VOLUMES) {
            return element.path("image");
        }
        JsonNode image = element.path("image");
        if (!image.isObject()) {
            throw new MalformedReviewException("request.object: " + place + "/image must be an object");
        }
        return image.path("reference");
    }

    /** Whether this element is one that names an image, or should. */
    boolean concerns(JsonNode element) {
        return this != VOLUMES
                || !(element.path("image").isMissingNode()
                        || element.path("image").isNull());
    }
}
