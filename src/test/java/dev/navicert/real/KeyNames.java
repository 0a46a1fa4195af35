package dev.navicert.real;

import dev.navicert.keys.KeyFile;
import dev.navicert.tuf.crypto.PublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What keys are called that every run makes anew: their role, and which one of that role it is. Certificates are called after their
 * key, keys of the server after the role that they are seen in.
 */
final class KeyNames {
    private final Path folder;
    private final Map<String, String> byId = new LinkedHashMap<>();
    private final Map<String, Integer> counters = new TreeMap<>();

    KeyNames(Path folder) {
        this.folder = folder;
    }

    /** Names the key files that are new. */
    void learn() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Map<String, String> fresh = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String id = String.valueOf(file.getFileName()).replace(".key", "");
                if (id.length() == 64 && !byId.containsKey(id)) {
                    fresh.put(KeyFile.read(id, Files.readAllBytes(file)).role(), id);
                }
            }
        } catch (dev.navicert.keys.KeyException e) {
            throw new IOException(e);
        }
        fresh.forEach(this::call);
    }

    /** Names a key that metadata shows. */
    String learn(PublicKey key, String role) {
        String canonical = byId.get(key.canonicalId().hex());
        String known = byId.get(key.id().hex());
        if (known == null) {
            call(canonical == null ? role : "cert of " + canonical, key.id().hex());
        }
        return String.valueOf(byId.get(key.id().hex()));
    }

    private void call(String kind, String id) {
        byId.put(id, kind + "#" + counters.merge(kind, 1, Integer::sum));
    }

    String replacedIn(String text) {
        String replaced = text;
        for (Map.Entry<String, String> name : byId.entrySet()) {
            replaced = replaced.replace(name.getKey(), "{" + name.getValue() + "}");
        }
        return replaced;
    }

    /** The other way round. */
    String resolved(String word) {
        String resolved = word;
        for (Map.Entry<String, String> name : byId.entrySet()) {
            resolved = resolved.replace("{" + name.getValue() + "}", name.getKey());
        }
        return resolved;
    }

    /** Names of keys that are here now. */
    List<String> present() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()).replace(".key", ""))
                    .map(id -> byId.getOrDefault(id, id))
                    .sorted()
                    .toList();
        }
    }
}
