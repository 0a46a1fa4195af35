package dev.navicert.policy.yaml;

import dev.navicert.policy.document.InvalidDocumentException;
import dev.navicert.policy.document.Node;
import dev.navicert.policy.document.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML 1.2 (core schema) into nodes. Anchors may be used again within a document, but everything they stand for counts
 * as if it were written out, so a few lines cannot become millions.
 */
final class YamlReader {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NODES = 100_000;
    /** As many as a file may have bytes. */
    private static final int MAX_CHARACTERS = 1 << 20;

    private static final int MAX_DOCUMENTS = 1_000;
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]++|0o[0-7]++|0x[0-9a-fA-F]++");
    private static final Pattern FLOAT = Pattern.compile(
            "[-+]?(\\.[0-9]++|[0-9]++(\\.[0-9]*+)?)([eE][-+]?[0-9]++)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    private final String file;
    private final Iterator<Event> events;
    private final Map<String, Sized> anchors = new HashMap<>();
    private int nodes;
    private long characters;

    /** A node with what it counts when it is used again. */
    private record Sized(Node node, int nodes, long characters, int depth) {}

    private YamlReader(String file, Iterator<Event> events) {
        this.file = file;
        this.events = events;
    }

    /**
     * Reads all documents of a file; empty ones are left out.
     *
     * @param file for positions
     */
    static List<Node> read(String file, String text) throws InvalidDocumentException {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setUseMarks(true)
                .setCodePointLimit(text.length() + 1)
                .build();
        try {
            return new YamlReader(file, new Parse(settings).parseString(text).iterator()).documents();
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            throw new InvalidDocumentException(new Position(file, line), "is no YAML: " + e.getProblem());
        } catch (ReaderException e) {
            throw unprintable(file, text);
        } catch (YamlEngineException e) {
            throw new InvalidDocumentException(new Position(file, 0), "is no YAML: " + firstLine(e));
        }
    }

    private static InvalidDocumentException unprintable(String file, String text) {
        int line = 1;
        for (int c : text.codePoints().takeWhile(StreamReader::isPrintable).toArray()) {
            line += c == '\n' ? 1 : 0;
        }
        return new InvalidDocumentException(
                new Position(file, line), "is no YAML: it holds a control character; is it a text file in UTF-8?");
    }

    private static String firstLine(YamlEngineException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private List<Node> documents() throws InvalidDocumentException {
        List<Node> documents = new ArrayList<>();
        while (events.hasNext()) {
            Event event = events.next();
            if (event.getEventId() == Event.ID.DocumentStart) {
                anchors.clear();
                Node root = node(events.next(), 1).node;
                if (!(root instanceof Node.Scalar scalar && scalar.type() == Node.Type.NULL)) {
                    documents.add(root);
                }
                if (documents.size() > MAX_DOCUMENTS) {
                    throw new InvalidDocumentException(
                            root.position(), "is one document too many: at most " + MAX_DOCUMENTS + " in a file");
                }
            }
        }
        return documents;
    }

    private Sized node(Event event, int depth) throws InvalidDocumentException {
        Position position = position(event);
        if (event instanceof AliasEvent alias) {
            return reuse(alias, position, depth);
        }
        count(1, depth, position);
        int before = nodes;
        long charactersBefore = characters;
        Sized result;
        if (event instanceof ScalarEvent scalar) {
            countCharacters(scalar.getValue().length(), position);
            result = new Sized(scalar(scalar, position), 1, scalar.getValue().length(), 1);
        } else if (event instanceof SequenceStartEvent) {
            result = sequence(position, depth, before, charactersBefore);
        } else if (event instanceof MappingStartEvent) {
            result = mapping(position, depth, before, charactersBefore);
        } else {
            throw new InvalidDocumentException(position, "is no YAML document");
        }
        if (event instanceof NodeEvent named) {
            Optional<String> tag = event instanceof ScalarEvent scalar
                    ? scalar.getTag()
                    : event instanceof SequenceStartEvent list ? list.getTag() : ((MappingStartEvent) event).getTag();
            checkTag(tag, result.node, position);
            named.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), result));
        }
        return result;
    }

    private Sized sequence(Position position, int depth, int before, long charactersBefore)
            throws InvalidDocumentException {
        List<Node> items = new ArrayList<>();
        int deepest = 0;
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            Sized item = node(event, depth + 1);
            deepest = Math.max(deepest, item.depth);
            items.add(item.node);
        }
        return new Sized(
                new Node.Sequence(position, items), nodes - before + 1, characters - charactersBefore, deepest + 1);
    }

    private Sized mapping(Position position, int depth, int before, long charactersBefore)
            throws InvalidDocumentException {
        List<Node.Entry> entries = new ArrayList<>();
        int deepest = 0;
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            Sized key = node(event, depth + 1);
            if (!(key.node instanceof Node.Scalar name)) {
                throw new InvalidDocumentException(key.node.position(), "a field's name must be a plain text");
            }
            Sized value = node(events.next(), depth + 1);
            deepest = Math.max(deepest, value.depth);
            entries.add(new Node.Entry(name.position(), name.text(), value.node));
        }
        return new Sized(
                new Node.Mapping(position, entries), nodes - before + 1, characters - charactersBefore, deepest + 1);
    }

    private Sized reuse(AliasEvent alias, Position position, int depth) throws InvalidDocumentException {
        Sized known = anchors.get(alias.getAlias().getValue());
        if (known == null) {
            throw new InvalidDocumentException(position, "*" + alias.getAlias().getValue() + " is not defined before");
        }
        count(known.nodes, depth + known.depth, position);
        countCharacters(known.characters, position);
        return known;
    }

    private void count(int more, int depth, Position position) throws InvalidDocumentException {
        nodes += more;
        if (depth > MAX_DEPTH) {
            throw new InvalidDocumentException(position, "is nested more than " + MAX_DEPTH + " levels deep");
        }
        if (nodes > MAX_NODES) {
            throw new InvalidDocumentException(position, "is one value too many: at most " + MAX_NODES + " in a file");
        }
    }

    private void countCharacters(long more, Position position) throws InvalidDocumentException {
        characters += more;
        if (characters > MAX_CHARACTERS) {
            throw new InvalidDocumentException(
                    position,
                    "is too much text: at most " + MAX_CHARACTERS + " characters in a file, aliases written out");
        }
    }

    private static Node.Scalar scalar(ScalarEvent event, Position position) {
        boolean plain = event.isPlain() && event.getTag().isEmpty();
        return new Node.Scalar(position, plain ? type(event.getValue()) : Node.Type.STRING, event.getValue());
    }

    private static Node.Type type(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> Node.Type.NULL;
            case "true", "True", "TRUE", "false", "False", "FALSE" -> Node.Type.BOOLEAN;
            default ->
                INTEGER.matcher(text).matches()
                        ? Node.Type.INTEGER
                        : FLOAT.matcher(text).matches() ? Node.Type.FLOAT : Node.Type.STRING;
        };
    }

    private static void checkTag(Optional<String> tag, Node node, Position position) throws InvalidDocumentException {
        String allowed = node instanceof Node.Mapping ? "map" : node instanceof Node.Sequence ? "seq" : "str";
        if (tag.isPresent() && !tag.get().equals("!") && !tag.get().equals("tag:yaml.org,2002:" + allowed)) {
            throw new InvalidDocumentException(position, "the YAML tag " + tag.get() + " is not supported");
        }
    }

    private Position position(Event event) {
        return new Position(
                file, event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0));
    }
}
