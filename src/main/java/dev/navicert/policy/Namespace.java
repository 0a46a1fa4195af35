package dev.navicert.policy;

import java.util.HashMap;
import java.util.Map;

/**
 * Where an image is to run.
 *
 * @param labels always with {@link #NAME_LABEL}, which says the name and nothing else
 */
public record Namespace(String name, Map<String, String> labels) {
    /** The label that every namespace carries. */
    public static final String NAME_LABEL = "kubernetes.io/metadata.name";

    public Namespace {
        Map<String, String> complete = new HashMap<>(labels);
        complete.put(NAME_LABEL, name);
        labels = Map.copyOf(complete);
    }

    /** A namespace of which only the name is known. */
    public static Namespace named(String name) {
        return new Namespace(name, Map.of());
    }
}
