package dev.navicert.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.navicert.policy.yaml.MiniSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The schemas of what is printed for programs. */
final class Schemas {
    private static final Path FOLDER = Path.of("docs/schema");
    private static final String SUFFIX = ".schema.json";

    private Schemas() {}

    /**
     * What is wrong with a text by the schema of this name; empty if nothing is. Readers must allow for more members than the
     * schema has; what this version prints has to be in it.
     */
    static List<String> complaints(String schema, String json) throws Exception {
        JsonNode tree = new ObjectMapper().readTree(Files.readString(FOLDER.resolve(schema + SUFFIX)));
        close(tree);
        return MiniSchema.parse(tree.toString()).check(json);
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.has("properties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(Schemas::close);
    }

    /** The names of all that there are. */
    static Set<String> all() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            files.map(file -> file.getFileName().toString())
                    .forEach(file -> names.add(file.substring(0, file.length() - SUFFIX.length())));
        }
        return names;
    }
}
