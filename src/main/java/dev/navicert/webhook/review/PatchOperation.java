package dev.navicert.webhook.review;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/**
 * One step of a JSON patch.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6902">RFC 6902</a>
 */
public sealed interface PatchOperation {
    /** Where, as a JSON pointer. */
    String path();

    void write(JsonGenerator json) throws IOException;

    /** Puts another text in the place of the one that stands there. */
    record Replace(String path, String value) implements PatchOperation {
        @Override
        public void write(JsonGenerator json) throws IOException {
            start(json, "replace", path);
            json.writeStringField("value", value);
            json.writeEndObject();
        }
    }

    /** Adds a text, or puts it in the place of the one that stands there. */
    record Add(String path, String value) implements PatchOperation {
        @Override
        public void write(JsonGenerator json) throws IOException {
            start(json, "add", path);
            json.writeStringField("value", value);
            json.writeEndObject();
        }
    }

    /** Adds an object of texts where there is none. */
    record AddObject(String path, Map<String, String> value) implements PatchOperation {
        @Override
        public void write(JsonGenerator json) throws IOException {
            start(json, "add", path);
            json.writeObjectFieldStart("value");
            for (Map.Entry<String, String> member : value.entrySet()) {
                json.writeStringField(member.getKey(), member.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    /** A member's name as a part of a JSON pointer: {@code ~} and {@code /} mean something there (RFC 6901). */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static void start(JsonGenerator json, String operation, String path) throws IOException {
        json.writeStartObject();
        json.writeStringField("op", operation);
        json.writeStringField("path", path);
    }
}
