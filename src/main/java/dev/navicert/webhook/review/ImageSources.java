package dev.navicert.webhook.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the places in a reviewed object that name images. */
public final class ImageSources {
    private ImageSources() {}

    /** Every place of the object, in the order of the lists; none if its kind names no images, or the object is gone. */
    public static List<ImageSource> of(Review review) throws MalformedReviewException {
        return read(review, review.object());
    }

    /**
     * The places that are to be judged: on an update those whose reference the old object does not already carry in the
     * same list, otherwise all. An update that leaves the images alone (labels, status, finalizers, a deletion on its
     * way) therefore always passes, and one that changes them never does so unseen.
     *
     * @param sources every place of the object
     */
    static List<ImageSource> toJudge(Review review, List<ImageSource> sources) throws MalformedReviewException {
        if (review.operation() == Operation.DELETE || review.operation() == Operation.CONNECT) {
            return List.of();
        }
        if (review.operation() != Operation.UPDATE || sources.isEmpty()) {
            return sources;
        }
        Map<ImageList, Set<String>> carried = read(review, review.oldObject()).stream()
                .collect(Collectors.groupingBy(
                        ImageSource::list,
                        () -> new EnumMap<>(ImageList.class),
                        Collectors.mapping(ImageSource::written, Collectors.toSet())));
        return sources.stream()
                .filter(source -> !carried.getOrDefault(source.list(), Set.of()).contains(source.written()))
                .toList();
    }

    /** The places that an update leaves as they were: the same list, holder and reference. None on anything but an update. */
    static List<ImageSource> untouched(Review review, List<ImageSource> sources) throws MalformedReviewException {
        if (review.operation() != Operation.UPDATE || sources.isEmpty()) {
            return List.of();
        }
        Map<String, String> before = read(review, review.oldObject()).stream()
                .collect(Collectors.toMap(ImageSource::place, ImageSource::written, (first, second) -> first));
        return sources.stream()
                .filter(source -> source.written().equals(before.get(source.place())))
                .toList();
    }

    private static List<ImageSource> read(Review review, JsonNode object) throws MalformedReviewException {
        Workload workload = review.workload().orElse(null);
        if (workload == null || object.isMissingNode() || object.isNull()) {
            return List.of();
        }
        JsonNode podSpec = workload.podSpec(object);
        List<ImageSource> sources = new ArrayList<>();
        for (ImageList list : ImageList.values()) {
            if (!review.isAboutEphemeralContainers() || list == ImageList.EPHEMERAL_CONTAINERS) {
                read(podSpec.path(list.field()), list, workload.podSpec() + "/" + list.field(), sources);
            }
        }
        return sources;
    }

    private static void read(JsonNode elements, ImageList list, String pointer, List<ImageSource> into)
            throws MalformedReviewException {
        if (elements.isMissingNode() || elements.isNull()) {
            return;
        }
        if (!elements.isArray()) {
            throw new MalformedReviewException("request.object: " + pointer + " must be a list");
        }
        for (int i = 0; i < elements.size(); i++) {
            String place = pointer + "/" + i;
            JsonNode element = elements.get(i);
            if (!element.isObject()) {
                throw new MalformedReviewException("request.object: " + place + " must be an object");
            }
            if (list.concerns(element)) {
                String reference = text(list.reference(element, place), place + list.reference());
                into.add(new ImageSource(
                        list, i, text(element.path("name"), place + "/name"), place + list.reference(), reference));
            }
        }
    }

    private static String text(JsonNode node, String pointer) throws MalformedReviewException {
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        if (!node.isTextual()) {
            throw new MalformedReviewException("request.object: " + pointer + " must be a string");
        }
        return node.textValue();
    }
}
