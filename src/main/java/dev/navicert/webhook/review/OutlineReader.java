package dev.navicert.webhook.review;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Reads JSON once from front to end and keeps what an {@link Outline} names, so that the size of a body costs time but no
 * memory. A value joins its parent before it is read itself: where reading breaks off, what was there so far is there.
 *
 * <p>A kept member that is named twice is refused: two readers must never see two different images.
 */
final class OutlineReader {
    /**
     * Names are not remembered across reviews: a table of them is memory that strangers fill, and can be made to collide.
     */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(ReviewLimits.BODY)
                    .maxNestingDepth(ReviewLimits.DEPTH)
                    .maxNameLength(ReviewLimits.NAME)
                    .maxStringLength(ReviewLimits.KEPT)
                    .build())
            .build();

    /** What a value costs beside its text. */
    private static final int NODE = 64;

    private final JsonParser parser;
    private final ObjectNode root = JsonNodeFactory.instance.objectNode();
    private long kept;

    private OutlineReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * What was kept.
     *
     * @param weight bytes of memory, roughly
     */
    record Kept(JsonNode root, long weight) {}

    /** Reads all of it. */
    static Kept whole(InputStream in, Outline outline) throws MalformedReviewException, LimitExceededException {
        try (JsonParser parser = JSON.createParser(in)) {
            OutlineReader reader = new OutlineReader(parser);
            reader.root(outline);
            if (parser.nextToken() != null) {
                throw new MalformedReviewException("there is something after the review's end");
            }
            return new Kept(reader.root, reader.kept);
        } catch (StreamConstraintsException e) {
            throw new LimitExceededException("the review nests deeper, or names images longer, than is read");
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw new MalformedReviewException(
                    "the body is not JSON that is read here: " + firstLine(String.valueOf(e.getOriginalMessage())));
        } catch (IOException e) {
            throw new MalformedReviewException("the body cannot be read");
        }
    }

    /** Reads as far as it goes. */
    static JsonNode beginning(InputStream in, Outline outline) throws MalformedReviewException {
        try (JsonParser parser = JSON.createParser(in)) {
            OutlineReader reader = new OutlineReader(parser);
            try {
                reader.root(outline);
            } catch (IOException | LimitExceededException itEndsHere) {
                // what came before is there
            }
            return reader.root;
        } catch (IOException e) {
            throw new MalformedReviewException("the body cannot be read");
        }
    }

    private void root(Outline outline) throws IOException, MalformedReviewException, LimitExceededException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new MalformedReviewException("the body must be a JSON object");
        }
        fill(root, outline);
    }

    private void fill(ObjectNode object, Outline outline)
            throws IOException, MalformedReviewException, LimitExceededException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            Outline member = outline.member(name);
            if (member == null) {
                parser.skipChildren();
            } else if (object.has(name)) {
                throw new MalformedReviewException("a member is there twice: " + Wording.quoted(name));
            } else {
                String key = name;
                value(member, node -> object.set(key, node));
            }
        }
    }

    private void value(Outline outline, Consumer<JsonNode> join)
            throws IOException, MalformedReviewException, LimitExceededException {
        weigh(NODE);
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                join.accept(object);
                fill(object, outline);
            }
            case START_ARRAY -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                join.accept(array);
                fill(array, outline);
            }
            case VALUE_STRING -> {
                String text = parser.getText();
                weigh(text.length());
                join.accept(JsonNodeFactory.instance.textNode(text));
            }
            case VALUE_TRUE, VALUE_FALSE -> join.accept(JsonNodeFactory.instance.booleanNode(parser.getBooleanValue()));
            case VALUE_NULL -> join.accept(JsonNodeFactory.instance.nullNode());
            default -> join.accept(JsonNodeFactory.instance.numberNode(0)); // no number is ever asked for
        }
    }

    private void fill(ArrayNode array, Outline outline)
            throws IOException, MalformedReviewException, LimitExceededException {
        Outline elements = outline.elements();
        if (elements == null) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            value(elements, array::add);
        }
    }

    private void weigh(int more) throws LimitExceededException {
        kept += more;
        if (kept > ReviewLimits.KEPT) {
            throw new LimitExceededException("the review has more containers, volumes or text about them than is read");
        }
    }

    private static String firstLine(String message) {
        return Wording.shortened(Wording.printable(message.lines().findFirst().orElse("")), 200);
    }
}
