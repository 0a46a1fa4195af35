package dev.navicert.cli.explain;

import dev.navicert.policy.PolicySet;
import dev.navicert.policy.yaml.InvalidPolicyException;
import dev.navicert.policy.yaml.PolicyDocuments;
import dev.navicert.policy.yaml.PolicyFiles;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import dev.navicert.tuf.json.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The policy that a webhook keeps in its state directory for a restart: exactly the bytes that it last found good. */
public final class KeptPolicy {
    private KeptPolicy() {}

    /**
     * Reads it.
     *
     * @throws IOException if it is not what a webhook writes, or damaged
     */
    public static PolicySet read(byte[] json) throws IOException, InvalidPolicyException {
        try {
            if (Json.parse(json, Reading.UNAMBIGUOUS) instanceof Json.Obj kept
                    && kept.get("of") instanceof Json.Str of) {
                return PolicyDocuments.read(PolicyFiles.kept(
                        Path.of(of.value()), files(kept.get("documents")), files(kept.get("attachments"))));
            }
            throw new IOException("it does not say which files it was read from");
        } catch (MalformedJsonException | IllegalArgumentException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Map<Path, byte[]> files(@Nullable Json member) throws IOException {
        Map<Path, byte[]> files = new LinkedHashMap<>();
        if (!(member instanceof Json.Obj object)) {
            throw new IOException("it lacks the files that it was read from");
        }
        for (Map.Entry<String, Json> file : object.members().entrySet()) {
            if (!(file.getValue() instanceof Json.Str content)) {
                throw new IOException("it lacks the content of " + file.getKey());
            }
            files.put(Path.of(file.getKey()), Base64.getDecoder().decode(content.value()));
        }
        return files;
    }
}
