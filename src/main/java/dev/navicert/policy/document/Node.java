package dev.navicert.policy.document;

import java.util.List;

/** A part of a document: what Kubernetes' JSON and a policy file have in common, with the place it was written at. */
public sealed interface Node {
    /** Where it begins. */
    Position position();

    /** What it is, in words. */
    String kind();

    /** Names and values, in the order they were written; a name may occur twice, which the reader refuses. */
    record Mapping(Position position, List<Entry> entries) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** A name and its value. */
    record Entry(Position position, String name, Node value) {}

    /** A list. */
    record Sequence(Position position, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A single value. */
    record Scalar(Position position, Type type, String text) implements Node {
        @Override
        public String kind() {
            return switch (type) {
                case STRING -> "a string";
                case BOOLEAN -> "true or false";
                case INTEGER, FLOAT -> "a number";
                case NULL -> "empty";
            };
        }
    }

    /** What a single value is when nothing says how to read it. */
    enum Type {
        STRING,
        BOOLEAN,
        INTEGER,
        FLOAT,
        NULL
    }
}
