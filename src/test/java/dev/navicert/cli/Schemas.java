package dev.navicert.cli;

import dev.navicert.policy.yaml.MiniSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The schemas of what is printed for programs. */
final class Schemas {
    private Schemas() {}

    /** What is wrong with a text by the schema of this name; empty if nothing is. */
    static List<String> complaints(String schema, String json) throws Exception {
        return MiniSchema.parse(Files.readString(Path.of("docs/schema", schema + ".schema.json")))
                .check(json);
    }
}
