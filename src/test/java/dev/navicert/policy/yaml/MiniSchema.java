package dev.navicert.policy.yaml;

import dev.navicert.policy.document.InvalidDocumentException;
import dev.navicert.policy.document.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** As much of JSON Schema as our own uses; any other keyword is an error, so that none is taken for checked. */
public final class MiniSchema {
    private static final Set<String> COMMENTS = Set.of("$schema", "$id", "title", "description", "default", "$defs");

    private final Node root;

    private MiniSchema(Node root) {
        this.root = root;
    }

    public static MiniSchema parse(String json) throws InvalidDocumentException {
        return new MiniSchema(
                Objects.requireNonNull(YamlReader.read("schema", json).get(0)));
    }

    /** What is wrong with a JSON text; empty if nothing is. */
    public List<String> check(String json) throws InvalidDocumentException {
        return check(Objects.requireNonNull(YamlReader.read("json", json).get(0)));
    }

    /** What is wrong with a document; empty if nothing is. */
    List<String> check(Node document) {
        return check(root, document, "");
    }

    private List<String> check(Node schema, Node node, String path) {
        List<String> wrong = new ArrayList<>();
        for (Node.Entry keyword : ((Node.Mapping) schema).entries()) {
            Node value = keyword.value();
            switch (keyword.name()) {
                case "$ref" -> wrong.addAll(check(resolve(text(value)), node, path));
                case "type" -> demand(isOfType(node, text(value)), path + " is no " + text(value), wrong);
                case "const" -> demand(text(node).equals(text(value)), path + " is not " + text(value), wrong);
                case "enum" ->
                    demand(
                            items(value).stream().anyMatch(word -> text(word).equals(text(node))),
                            path + " is none of",
                            wrong);
                case "pattern" ->
                    demand(
                            !(node instanceof Node.Scalar)
                                    || java.util.regex.Pattern.compile(text(value))
                                            .matcher(text(node))
                                            .find(),
                            path + " does not fit " + text(value),
                            wrong);
                case "minLength" -> demand(text(node).length() >= number(value), path + " is short", wrong);
                case "maxLength" -> demand(text(node).length() <= number(value), path + " is long", wrong);
                case "minimum" ->
                    demand(
                            !isOfType(node, "integer") || Long.parseLong(text(node)) >= number(value),
                            path + " is small",
                            wrong);
                case "minItems" -> demand(items(node).size() >= number(value), path + " has few items", wrong);
                case "maxItems" -> demand(items(node).size() <= number(value), path + " has many items", wrong);
                case "uniqueItems" ->
                    demand(
                            new HashSet<>(items(node).stream()
                                                    .map(MiniSchema::text)
                                                    .toList())
                                            .size()
                                    == items(node).size(),
                            path + " repeats",
                            wrong);
                case "required" ->
                    items(value)
                            .forEach(name -> demand(
                                    !(node instanceof Node.Mapping)
                                            || names(node).contains(text(name)),
                                    path + " lacks " + text(name),
                                    wrong));
                case "properties" ->
                    fields(node)
                            .forEach((name, field) -> field(value, name)
                                    .ifPresent(below -> wrong.addAll(check(below, field, path + "." + name))));
                case "additionalProperties" ->
                    fields(node).forEach((name, field) -> {
                        if (field(schema, "properties")
                                .flatMap(known -> field(known, name))
                                .isEmpty()) {
                            wrong.addAll(
                                    value instanceof Node.Mapping
                                            ? check(value, field, path + "." + name)
                                            : List.of(path + " must not have " + name));
                        }
                    });
                case "items" -> items(node).forEach(item -> wrong.addAll(check(value, item, path + "[]")));
                case "oneOf" ->
                    demand(
                            items(value).stream().filter(fits(node, path)).count() == 1,
                            path + " fits not one of",
                            wrong);
                case "not" -> demand(!check(value, node, path).isEmpty(), path + " fits what it must not", wrong);
                default -> {
                    if (!COMMENTS.contains(keyword.name())) {
                        throw new IllegalStateException("keyword " + keyword.name());
                    }
                }
            }
        }
        return wrong;
    }

    private Predicate<Node> fits(Node node, String path) {
        return schema -> check(schema, node, path).isEmpty();
    }

    private static void demand(boolean holds, String otherwise, List<String> wrong) {
        if (!holds) {
            wrong.add(otherwise);
        }
    }

    private Node resolve(String ref) {
        return field(field(root, "$defs").orElseThrow(), ref.substring("#/$defs/".length()))
                .orElseThrow();
    }

    private static boolean isOfType(Node node, String type) {
        return switch (type) {
            case "object" -> node instanceof Node.Mapping;
            case "array" -> node instanceof Node.Sequence;
            case "string" ->
                node instanceof Node.Scalar scalar
                        && (scalar.type() == Node.Type.STRING
                                || scalar.type() == Node.Type.INTEGER
                                        && scalar.text().length() == 64);
            case "boolean" -> node instanceof Node.Scalar scalar && scalar.type() == Node.Type.BOOLEAN;
            case "integer" -> node instanceof Node.Scalar scalar && scalar.type() == Node.Type.INTEGER;
            case "number" ->
                node instanceof Node.Scalar scalar
                        && (scalar.type() == Node.Type.INTEGER || scalar.type() == Node.Type.FLOAT);
            case "null" -> node instanceof Node.Scalar scalar && scalar.type() == Node.Type.NULL;
            default -> throw new IllegalStateException("type " + type);
        };
    }

    private static String text(Node node) {
        return node instanceof Node.Scalar scalar ? scalar.text() : node.kind();
    }

    private static long number(Node node) {
        return Long.parseLong(text(node));
    }

    private static List<Node> items(Node node) {
        return node instanceof Node.Sequence sequence ? sequence.items() : List.of();
    }

    private static Set<String> names(Node node) {
        return fields(node).keySet();
    }

    private static Optional<Node> field(Node node, String name) {
        return Optional.ofNullable(fields(node).get(name));
    }

    private static Map<String, Node> fields(Node node) {
        return node instanceof Node.Mapping mapping
                ? mapping.entries().stream()
                        .collect(Collectors.toMap(Node.Entry::name, Node.Entry::value, (first, second) -> second))
                : Map.of();
    }
}
