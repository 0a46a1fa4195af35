package dev.navicert.webhook.review;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.navicert.policy.Reason;
import dev.navicert.webhook.review.Outcome.Exempt;
import dev.navicert.webhook.review.Outcome.Failed;
import dev.navicert.webhook.review.Outcome.Vouched;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was judged, as JSON text: written once, for audit annotations and the decision log.
 *
 * @param images a list with an object for each image
 * @param objectOrNull what is wrong with the object as a whole; none if nothing is
 */
public record Facts(String images, @Nullable String objectOrNull) {
    /** Longer than any reference that can be valid. */
    private static final int LONGEST = 600;

    /** Those of a decision. */
    public static Facts of(Decision decision) {
        return new Facts(
                JsonText.of(json -> {
                    json.writeStartArray();
                    for (JudgedImage image : decision.images()) {
                        write(json, image);
                    }
                    json.writeEndArray();
                }),
                decision.objection()
                        .map(objection -> JsonText.of(json -> write(json, objection)))
                        .orElse(null));
    }

    /** What is wrong with the object as a whole. */
    public Optional<String> object() {
        return Optional.ofNullable(objectOrNull);
    }

    private static void write(JsonGenerator json, Decision.Objection objection) throws IOException {
        json.writeStartObject();
        json.writeStringField("mode", objection.mode().toString());
        json.writeStringField("verdict", "refused");
        json.writeStringField("code", objection.reason().code().name());
        json.writeStringField("message", objection.reason().message());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, JudgedImage image) throws IOException {
        json.writeStartObject();
        json.writeStringField("place", Wording.shortened(image.source().place(), LONGEST));
        json.writeStringField("image", Wording.shortened(image.source().written(), LONGEST));
        json.writeStringField("mode", image.mode().name().toLowerCase(Locale.ROOT));
        json.writeStringField("rule", image.rule());
        if (image.outcome() instanceof Vouched vouched) {
            json.writeStringField("verdict", "signed");
            Annotations.writeMembers(json, vouched.evidence());
            if (vouched.evidence().aged().isPresent()) {
                Outcome.Aged aged = vouched.evidence().aged().get();
                json.writeObjectFieldStart("aged");
                json.writeStringField("verifiedAt", aged.verifiedAt().toString());
                json.writeStringField("why", Wording.shortened(Wording.printable(aged.why()), LONGEST));
                json.writeEndObject();
            }
        } else if (image.outcome() instanceof Exempt exempt) {
            json.writeStringField("verdict", "exempt");
            json.writeStringField("why", exempt.reason());
        } else if (image.outcome() instanceof Failed failed) {
            json.writeStringField("verdict", "refused");
            json.writeArrayFieldStart("reasons");
            for (Reason reason : failed.reasons()) {
                json.writeStartObject();
                json.writeStringField("code", reason.code().name());
                json.writeStringField("message", reason.message());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}
