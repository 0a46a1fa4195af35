package dev.navicert.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What the webhook said of one image.
 *
 * @param allowed whether the object may be stored
 * @param code of the refusal, empty if there is none
 * @param digestOrReason for the table
 */
record DemoAnswer(boolean allowed, String code, String digestOrReason, Duration took) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads an answer: the verdict from the response, what is said of the image from the audit annotation.
     *
     * @param place where the image stands, in the webhook's words
     */
    static DemoAnswer read(byte[] body, String place, Duration took) throws JsonProcessingException {
        JsonNode response =
                JSON.readTree(new String(body, StandardCharsets.UTF_8)).path("response");
        boolean allowed = response.path("allowed").asBoolean(false);
        JsonNode images =
                JSON.readTree(response.path("auditAnnotations").path("images").asText("[]"));
        for (JsonNode image : images) {
            if (image.path("place").asText().equals(place)) {
                String code = image.path("reasons").path(0).path("code").asText("");
                String reason = image.path("reasons").path(0).path("message").asText("");
                String digest = image.path("digest").asText("");
                String firstLine = reason.lines().findFirst().orElse("");
                return new DemoAnswer(allowed, code, code.isEmpty() ? digest : firstLine, took);
            }
        }
        return new DemoAnswer(allowed, "", "the answer does not mention " + place, took);
    }

    /** Whether this is the answer that was expected. */
    boolean meets(DemoReview review) {
        return review.expected()
                .map(code -> !allowed && code.name().equals(this.code))
                .orElse(allowed && digestOrReason.startsWith("sha256:"));
    }
}
