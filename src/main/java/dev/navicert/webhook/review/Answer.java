package dev.navicert.webhook.review;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.navicert.webhook.review.Decision.Admitted;
import dev.navicert.webhook.review.Decision.Refused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes the AdmissionReview that answers one. */
public final class Answer {
    private static final int FORBIDDEN = 403;
    private static final JsonFactory JSON = new JsonFactory();

    private Answer() {}

    /**
     * The body of the answer.
     *
     * @param facts those of the decision
     */
    public static byte[] to(Review review, Decision decision, Facts facts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("apiVersion", Review.API_VERSION);
            json.writeStringField("kind", "AdmissionReview");
            json.writeObjectFieldStart("response");
            json.writeStringField("uid", review.uid());
            if (decision instanceof Admitted admitted) {
                json.writeBooleanField("allowed", true);
                writePatch(json, admitted.patch());
                writeWarnings(json, admitted.warnings());
            } else if (decision instanceof Refused refused) {
                json.writeBooleanField("allowed", false);
                writeStatus(json, refused.message());
                writeWarnings(json, refused.warnings());
            }
            writeAudit(json, decision, facts);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    private static void writePatch(JsonGenerator json, List<PatchOperation> patch) throws IOException {
        if (patch.isEmpty()) {
            return;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator steps = JSON.createGenerator(out)) {
            steps.writeStartArray();
            for (PatchOperation step : patch) {
                step.write(steps);
            }
            steps.writeEndArray();
        }
        json.writeStringField("patchType", "JSONPatch");
        json.writeFieldName("patch");
        json.writeBinary(out.toByteArray());
    }

    private static void writeStatus(JsonGenerator json, String message) throws IOException {
        json.writeObjectFieldStart("status");
        json.writeStringField("status", "Failure");
        json.writeStringField("reason", "Forbidden");
        json.writeNumberField("code", FORBIDDEN);
        json.writeStringField("message", message);
        json.writeEndObject();
    }

    private static void writeWarnings(JsonGenerator json, List<String> warnings) throws IOException {
        if (warnings.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("warnings");
        for (String warning : warnings) {
            json.writeString(warning);
        }
        json.writeEndArray();
    }

    /** For the API server's audit log, which no requester can write: what each image was judged to be, and why. */
    private static void writeAudit(JsonGenerator json, Decision decision, Facts facts) throws IOException {
        if (decision.images().isEmpty() && facts.object().isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("auditAnnotations");
        if (!decision.images().isEmpty()) {
            json.writeStringField("images", facts.images());
        }
        if (facts.object().isPresent()) {
            json.writeStringField("object", facts.object().get());
        }
        json.writeEndObject();
    }
}
