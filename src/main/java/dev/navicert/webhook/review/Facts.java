package dev.navicert.webhook.review;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.navicert.policy.Reason;
import java.util.Locale;

/** What was judged, as JSON, for audit annotations and the decision log. */
public final class Facts {
    /** Longer than any reference that can be valid. */
    private static final int LONGEST = 600;

    private Facts() {}

    /** What is wrong with an object as a whole. */
    public static ObjectNode of(Decision.Objection objection) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("mode", objection.mode().toString())
                .put("verdict", "refused")
                .put("code", objection.reason().code().name())
                .put("message", objection.reason().message());
    }

    /** One image. */
    public static ObjectNode of(JudgedImage image) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("place", Wording.shortened(image.source().place(), LONGEST));
        json.put("image", Wording.shortened(image.source().written(), LONGEST));
        json.put("mode", image.mode().name().toLowerCase(Locale.ROOT));
        json.put("rule", image.rule());
        return image.outcome()
                .fold(
                        vouched -> {
                            json.put("verdict", "signed");
                            json.setAll(Annotations.json(vouched.evidence()));
                            vouched.evidence()
                                    .aged()
                                    .ifPresent(aged -> json.putObject("aged")
                                            .put("verifiedAt", aged.verifiedAt().toString())
                                            .put("why", Wording.shortened(Wording.printable(aged.why()), LONGEST)));
                            return json;
                        },
                        exempt -> json.put("verdict", "exempt").put("why", exempt.reason()),
                        failed -> {
                            json.put("verdict", "refused");
                            for (Reason reason : failed.reasons()) {
                                json.withArray("reasons")
                                        .addObject()
                                        .put("code", reason.code().name())
                                        .put("message", reason.message());
                            }
                            return json;
                        });
    }
}
