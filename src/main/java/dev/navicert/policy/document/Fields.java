package dev.navicert.policy.document;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A mapping whose fields are known: reading it has refused every other one, and every one that occurs twice. */
final class Fields {
    private final Node.Mapping mapping;
    private final String path;
    private final Map<String, Value> values = new LinkedHashMap<>();

    private Fields(Node.Mapping mapping, String path) {
        this.mapping = mapping;
        this.path = path;
    }

    /** Reads a mapping that may have these fields. */
    static Fields of(Value value, String... known) throws InvalidDocumentException {
        Fields fields = open(value);
        List<String> names = List.of(known);
        for (Node.Entry entry : fields.mapping.entries()) {
            if (!names.contains(entry.name())) {
                throw new InvalidDocumentException(
                        entry.position(),
                        "unknown field " + fields.below(entry.name()) + "; known here: "
                                + (names.isEmpty() ? "none" : String.join(", ", names)));
            }
        }
        return fields;
    }

    /** Reads a mapping whose names are data, such as labels. */
    static Fields ofAnyName(Value value) throws InvalidDocumentException {
        return open(value);
    }

    private static Fields open(Value value) throws InvalidDocumentException {
        if (!(value.node() instanceof Node.Mapping mapping)) {
            throw value.refuse("must be a mapping, but is " + value.node().kind());
        }
        Fields fields = new Fields(mapping, value.path());
        for (Node.Entry entry : mapping.entries()) {
            String path = fields.below(entry.name());
            if (fields.values.put(entry.name(), new Value(entry.value(), path)) != null) {
                throw new InvalidDocumentException(entry.position(), path + " is there twice");
            }
        }
        return fields;
    }

    Value required(String name) throws InvalidDocumentException {
        Value value = values.get(name);
        if (value == null) {
            throw new InvalidDocumentException(mapping.position(), below(name) + " is missing");
        }
        return value;
    }

    Optional<Value> optional(String name) {
        return Optional.ofNullable(values.get(name));
    }

    @Nullable
    Value orNull(String name) {
        return values.get(name);
    }

    Set<String> names() {
        return values.keySet();
    }

    Collection<Value> all() {
        return values.values();
    }

    /** The one of these fields that is there. */
    String exactlyOneOf(String... names) throws InvalidDocumentException {
        List<String> present =
                List.of(names).stream().filter(values::containsKey).toList();
        if (present.size() != 1) {
            throw new InvalidDocumentException(
                    mapping.position(),
                    (path.isEmpty() ? "the document" : path) + " needs exactly one of " + String.join(", ", names)
                            + ", but has " + (present.isEmpty() ? "none" : String.join(" and ", present)));
        }
        return present.get(0);
    }

    private String below(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
