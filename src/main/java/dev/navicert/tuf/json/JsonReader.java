package dev.navicert.tuf.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds the tree. Jackson finds the tokens; where it finds none, {@link GoSyntax} says why in Go's words. */
final class JsonReader {
    /**
     * Names are neither interned nor kept across texts: they come from outside. Jackson's own caps stand above ours, so
     * that it is we who name the cap.
     */
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(JsonLimits.MAX_DEPTH + 1)
                    .maxStringLength(JsonLimits.MAX_BYTES)
                    .maxNameLength(JsonLimits.MAX_BYTES)
                    .maxNumberLength(JsonLimits.MAX_NUMBER)
                    .build())
            .build();

    private final JsonParser parser;
    private final Reading reading;
    private int values;

    private JsonReader(JsonParser parser, Reading reading) {
        this.parser = parser;
        this.reading = reading;
    }

    static Json read(byte[] text, Reading reading) throws MalformedJsonException {
        if (text.length > JsonLimits.MAX_BYTES) {
            throw new MalformedJsonException("json: longer than " + JsonLimits.MAX_BYTES + " bytes");
        }
        try (JsonParser parser = FACTORY.createParser(GoText.decode(text))) {
            return new JsonReader(parser, reading).whole();
        } catch (IOException e) {
            throw new MalformedJsonException(
                    GoSyntax.fault(text).orElse("json: nested too deeply or a number too long"));
        }
    }

    private Json whole() throws IOException, MalformedJsonException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new MalformedJsonException("unexpected end of JSON input");
        }
        Json value = value(first, 1);
        if (parser.nextToken() != null) {
            throw new com.fasterxml.jackson.core.JsonParseException(parser, "more than one value");
        }
        return value;
    }

    private Json value(JsonToken token, int depth) throws IOException, MalformedJsonException {
        if (++values > JsonLimits.MAX_VALUES) {
            throw new MalformedJsonException("json: more than " + JsonLimits.MAX_VALUES + " values");
        }
        return switch (token) {
            case START_OBJECT -> object(depth);
            case START_ARRAY -> array(depth);
            case VALUE_STRING -> new Json.Str(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(parser.getText());
            case VALUE_TRUE -> Json.Bool.TRUE;
            case VALUE_FALSE -> Json.Bool.FALSE;
            case VALUE_NULL -> Json.NULL;
            default -> throw new com.fasterxml.jackson.core.JsonParseException(parser, "unexpected token");
        };
    }

    private Json object(int depth) throws IOException, MalformedJsonException {
        checkDepth(depth);
        Map<String, Json> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = GoText.withoutLoneSurrogates(parser.currentName());
            Json value = value(parser.nextToken(), depth + 1);
            // Removed first, so that a repeated name stands where its last occurrence stood: GoStruct reads in that
            // order.
            if (members.remove(name) != null && reading == Reading.UNAMBIGUOUS) {
                throw new MalformedJsonException("json: member " + GoSyntax.quote(name) + " occurs twice");
            }
            members.put(name, value);
        }
        return new Json.Obj(members);
    }

    private Json array(int depth) throws IOException, MalformedJsonException {
        checkDepth(depth);
        List<Json> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(token, depth + 1));
        }
        return new Json.Arr(items);
    }

    private static void checkDepth(int depth) throws MalformedJsonException {
        if (depth > JsonLimits.MAX_DEPTH) {
            throw new MalformedJsonException("json: nested deeper than " + JsonLimits.MAX_DEPTH);
        }
    }
}
