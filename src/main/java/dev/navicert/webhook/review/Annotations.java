package dev.navicert.webhook.review;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.navicert.webhook.review.Outcome.Evidence;
import dev.navicert.webhook.review.Outcome.Vouched;
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
        ObjectNode originals = kept(earlier.path(ORIGINAL_IMAGES), carried);
        rewritten.forEach(
                image -> originals.put(image.source().place(), image.source().written()));
        ObjectNode verified = kept(earlier.path(VERIFIED), carried);
        judged.forEach(image -> {
            if (image.outcome() instanceof Vouched vouched) {
                verified.set(image.source().place(), json(vouched.evidence()));
            }
        });
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put(ORIGINAL_IMAGES, originals.toString());
        notes.put(VERIFIED, verified.toString());
        if (!present.isObject()) {
            return List.of(new PatchOperation.AddObject(POINTER, notes));
        }
        return notes.entrySet().stream()
                .<PatchOperation>map(note ->
                        new PatchOperation.Add(POINTER + "/" + PatchOperation.escaped(note.getKey()), note.getValue()))
                .toList();
    }

    static ObjectNode json(Evidence evidence) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        evidence.rules().forEach(json.putArray("rules")::add);
        json.put("digest", evidence.digest());
        ObjectNode roles = json.putObject("roles");
        evidence.roles().forEach((role, keys) -> keys.forEach(roles.withArray(role)::add));
        ObjectNode versions = json.putObject("versions");
        evidence.versions().forEach(versions::put);
        evidence.frozen().ifPresent(until -> json.put("frozen", until.toString()));
        return json;
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
