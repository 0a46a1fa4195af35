package dev.navicert.webhook.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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
 * <p>No time in them: the same object is annotated the same way again.
 */
final class Annotations {
    static final String ORIGINAL_IMAGES = "navicert.dev/original-images";
    static final String VERIFIED = "navicert.dev/verified";

    private static final String POINTER = "/metadata/annotations";

    private Annotations() {}

    /**
     * The steps that add them.
     *
     * @param places every place of the object: notes about others are stale and dropped
     * @param rewritten the images whose text changes
     * @param judged all that were judged with them
     */
    static List<PatchOperation> add(
            JsonNode object, List<ImageSource> places, List<JudgedImage> rewritten, List<JudgedImage> judged) {
        JsonNode present = object.path("metadata").path("annotations");
        Set<String> known = places.stream().map(ImageSource::place).collect(Collectors.toSet());
        ObjectNode originals = kept(present.path(ORIGINAL_IMAGES), known);
        rewritten.forEach(
                image -> originals.put(image.source().place(), image.source().written()));
        ObjectNode verified = kept(present.path(VERIFIED), known);
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
        return json;
    }

    /** What an earlier rewriting left, as far as it is still about something; nothing if it is not what we write. */
    private static ObjectNode kept(JsonNode note, Set<String> places) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        if (!note.isTextual()) {
            return kept;
        }
        try {
            JsonNode earlier = Review.MAPPER.readTree(note.textValue());
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
