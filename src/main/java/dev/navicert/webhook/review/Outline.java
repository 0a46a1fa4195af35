package dev.navicert.webhook.review;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of a review are kept: members of an object by name, the elements of a list alike. What it does not name is read
 * over.
 */
final class Outline {
    /** Only what the request is about; what it carries is read over. */
    static final Outline HEAD = review();

    /** All that is ever looked at. */
    static final Outline REVIEW =
            review().with("request", request().with("object", object()).with("oldObject", object()));

    private final Map<String, Outline> members = new LinkedHashMap<>();
    private final @Nullable Outline elements;

    private Outline(@Nullable Outline elements) {
        this.elements = elements;
    }

    /** Of this member's value; null if it is not kept. */
    @Nullable
    Outline member(String name) {
        return members.get(name);
    }

    /** Of each element; null if this is no list, or none whose elements are kept. */
    @Nullable
    Outline elements() {
        return elements;
    }

    private static Outline review() {
        return of("apiVersion", "kind").with("request", request());
    }

    private static Outline request() {
        return of("uid", "operation", "subResource", "namespace", "name", "dryRun")
                .with("kind", of("group", "kind"))
                .with("userInfo", of("username"));
    }

    /** The pod's specification wherever one of the kinds has it. */
    private static Outline object() {
        Outline object =
                of().with("metadata", of().with("annotations", of(Annotations.ORIGINAL_IMAGES, Annotations.VERIFIED)));
        for (Workload workload : Workload.values()) {
            Outline parent = object;
            JsonPointer rest = workload.podSpec();
            for (; !rest.matches(); rest = rest.tail()) {
                parent = parent.members.computeIfAbsent(rest.getMatchingProperty(), name -> of());
            }
            parent.members.putAll(podSpec().members);
        }
        return object;
    }

    private static Outline podSpec() {
        Outline podSpec = of();
        for (ImageList list : ImageList.values()) {
            Outline image = list == ImageList.VOLUMES ? of("reference") : of();
            podSpec.with(list.field(), new Outline(of("name").with("image", image)));
        }
        return podSpec;
    }

    private static Outline of(String... values) {
        Outline outline = new Outline(null);
        for (String value : values) {
            outline.members.put(value, new Outline(null));
        }
        return outline;
    }

    private Outline with(String name, Outline value) {
        members.put(name, value);
        return this;
    }
}
