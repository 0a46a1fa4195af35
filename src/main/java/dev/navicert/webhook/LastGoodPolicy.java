package dev.navicert.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.navicert.policy.PolicySet;
import dev.navicert.policy.yaml.InvalidPolicyException;
import dev.navicert.policy.yaml.PolicyDocuments;
import dev.navicert.policy.yaml.PolicyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a webhook starts with that finds its policy broken: the bytes that made the last good one, in one file of the state
 * directory, with the places they came from. Exactly what was read and nothing that lies beside it. Credentials are not: the
 * policy only says where they are, and that is where they are looked for again.
 */
final class LastGoodPolicy {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long MAX_KEPT = 64 << 20;

    private final Path files;
    private final Path state;
    private final Path copy;

    LastGoodPolicy(Path files, Path state) {
        this.files = files;
        this.state = state;
        this.copy = state.resolve("policy.json");
    }

    /** Keeps what a set was just read from. */
    void keep(PolicyFiles read) throws IOException, InvalidPolicyException {
        ObjectNode kept = JSON.createObjectNode().put("of", files.toString());
        ObjectNode documents = kept.putObject("documents");
        ObjectNode attachments = kept.putObject("attachments");
        List<Path> named = read.documents();
        long size = 0;
        for (Map.Entry<Path, byte[]> file : read.contents().entrySet()) {
            (named.contains(file.getKey()) ? documents : attachments)
                    .put(file.getKey().toString(), file.getValue());
            size += file.getValue().length;
        }
        if (size > MAX_KEPT) {
            throw new IOException("it is larger than " + (MAX_KEPT >> 20) + " MiB");
        }
        PrivateFile.makeFolder(state);
        PrivateFile.write(copy, JSON.writeValueAsBytes(kept));
    }

    /** The set that was kept, if it was one of these files and can still be read. */
    Optional<PolicySet> recall() {
        try {
            if (!Files.isRegularFile(copy) || Files.size(copy) > 2 * MAX_KEPT) {
                return Optional.empty();
            }
            JsonNode kept = JSON.readTree(Files.readAllBytes(copy));
            if (!kept.path("of").asText().equals(files.toString())) {
                return Optional.empty();
            }
            return Optional.of(PolicyDocuments.read(
                    PolicyFiles.kept(files, contents(kept.path("documents")), contents(kept.path("attachments")))));
        } catch (IOException | InvalidPathException | InvalidPolicyException e) {
            return Optional.empty();
        }
    }

    private static Map<Path, byte[]> contents(JsonNode files) throws IOException {
        Map<Path, byte[]> contents = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> file : files.properties()) {
            contents.put(Path.of(file.getKey()), file.getValue().binaryValue());
        }
        return contents;
    }
}
