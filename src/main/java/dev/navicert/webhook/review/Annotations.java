package dev.navicert.webhook.review;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.navicert.webhook.review.Outcome.Evidence;
import dev.navicert.webhook.review.Outcome.Vouched;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The two notes left on an object whose images were rewritten: what stood there, and what the rewriting rests on. For
 * people; never read back as evidence, since whoever may write the object may write them.
 *
 * <p>So that nobody's claims are passed on as ours, a note is written from what this review verified. What it had no reason
 * to judge, because an update leaves it as it was, keeps what the old object's note says about it; what the new object's
 * note says is never read.
 *
 * <p>No time in them: the same object is annotated the same way again.
 */
final class Annotations {
    static final String ORIGINAL_IMAGES = "navicert.dev/original-images";
    static final String VERIFIED = "navicert.dev/verified";

    private static final String POINTER = "/metadata/annotations";

    /** Notes of ours are flat. */
    private static final JsonMapper NOTES = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(8).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Annotations() {}

    /**
     * The steps that add them.
     *
     * @param untouched the places that an update leaves as they were
     * @param rewritten the images whose text changes
     * @param judged all that were judged with them
     */
    static List<PatchOperation> add(
            Review review, List<ImageSource> untouched, List<JudgedImage> rewritten, List<JudgedImage> judged) {
        JsonNode present = annotations(review.object());
        JsonNode earlier = annotations(review.oldObject());
        Set<String> carried = untouched.stream().map(ImageSource::place).collect(Collectors.toSet());
        judged.forEach(image -> carried.remove(image.source().place()));
        Map<String, JudgedImage> changed = byPlace(rewritten);
        Map<String, JudgedImage> vouched = byPlace(judged);
        vouched.values().removeIf(image -> !(image.outcome() instanceof Vouched));
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put(
                ORIGINAL_IMAGES,
                note(
                        kept(earlier.path(ORIGINAL_IMAGES), carried),
                        changed,
                        (json, image) -> json.writeString(image.source().written())));
        notes.put(VERIFIED, note(kept(earlier.path(VERIFIED), carried), vouched, Annotations::writeEvidence));
        if (!present.isObject()) {
            return List.of(new PatchOperation.AddObject(POINTER, notes));
        }
        return notes.entrySet().stream()
                .<PatchOperation>map(note ->
                        new PatchOperation.Add(POINTER + "/" + PatchOperation.escaped(note.getKey()), note.getValue()))
                .toList();
    }

    /** Of two images at one place the last, as there can be one only. */
    private static Map<String, JudgedImage> byPlace(List<JudgedImage> images) {
        Map<String, JudgedImage> byPlace = new LinkedHashMap<>();
        images.forEach(image -> byPlace.put(image.source().place(), image));
        return byPlace;
    }

    /** What a note says about one image. */
    private interface Entry {
        void write(JsonGenerator json, JudgedImage image) throws IOException;
    }

    private static String note(ObjectNode kept, Map<String, JudgedImage> images, Entry entry) {
        return JsonText.of(json -> {
            json.writeStartObject();
            for (Map.Entry<String, JsonNode> earlier : kept.properties()) {
                if (!images.containsKey(earlier.getKey())) {
                    json.writeFieldName(earlier.getKey());
                    json.writeRawValue(earlier.getValue().toString());
                }
            }
            for (Map.Entry<String, JudgedImage> image : images.entrySet()) {
                json.writeFieldName(image.getKey());
                entry.write(json, image.getValue());
            }
            json.writeEndObject();
        });
    }

    private static void writeEvidence(JsonGenerator json, JudgedImage image) throws IOException {
        json.writeStartObject();
        if (image.outcome() instanceof Vouched vouched) {
            writeMembers(json, vouched.evidence());
        }
        json.writeEndObject();
    }

    /** Writes evidence into an object that has been begun. */
    static void writeMembers(JsonGenerator json, Evidence evidence) throws IOException {
        json.writeArrayFieldStart("rules");
        for (String rule : evidence.rules()) {
            json.writeString(rule);
        }
        json.writeEndArray();
        json.writeStringField("digest", evidence.digest());
        json.writeObjectFieldStart("roles");
        for (Map.Entry<String, List<String>> role : evidence.roles().entrySet()) {
            json.writeArrayFieldStart(role.getKey());
            for (String key : role.getValue()) {
                json.writeString(key);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeObjectFieldStart("versions");
        for (Map.Entry<String, Long> version : evidence.versions().entrySet()) {
            json.writeNumberField(version.getKey(), version.getValue());
        }
        json.writeEndObject();
        if (evidence.frozen().isPresent()) {
            json.writeStringField("frozen", evidence.frozen().get().toString());
        }
    }

    private static JsonNode annotations(JsonNode object) {
        return object.path("metadata").path("annotations");
    }

    /** What an earlier rewriting left, as far as it is still about something; nothing if it is not what we write. */
    private static ObjectNode kept(JsonNode note, Set<String> places) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        if (!note.isTextual()) {
            return kept;
        }
        try {
            JsonNode earlier = NOTES.readTree(note.textValue());
            earlier.fields().forEachRemaining(member -> {
                if (places.contains(member.getKey())) {
                    kept.set(member.getKey(), member.getValue());
                }
            });
        } catch (JsonProcessingException e) {
            return kept;
        }
        return kept;
    }
}
