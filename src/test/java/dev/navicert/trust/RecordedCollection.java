package dev.navicert.trust;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.navicert.name.Gun;
import dev.navicert.tuf.RoleName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of {@code trust-data}: files as a server serves them, a reader's cache, and what the real {@code notary} made of
 * both.
 *
 * @param folder where it lies
 * @param expected its {@code expected.json}
 * @param cache the reader's trust directory, by its name in the folder; null for a reader that has seen nothing
 */
record RecordedCollection(
        Path folder, JsonNode expected, @Nullable String cache) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The {@code f*} collections expire in 2046, their root certificates in 2036. */
    private static final Instant WITHIN_F = Instant.parse("2030-01-01T00:00:00Z");

    static final Path ALL = Path.of("src/test/resources/trust-data");

    static List<RecordedCollection> all() throws IOException {
        List<RecordedCollection> all = new ArrayList<>();
        try (Stream<Path> folders = Files.list(ALL)) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                if (Files.exists(folder.resolve("expected.json"))) {
                    all.addAll(in(folder));
                }
            }
        }
        return all;
    }

    private static List<RecordedCollection> in(Path folder) throws IOException {
        JsonNode expected = json(folder.resolve("expected.json"));
        List<RecordedCollection> found = new ArrayList<>();
        found.add(new RecordedCollection(
                folder, expected, expected.path("client_cache").textValue()));
        for (JsonNode cache : expected.path("client_caches")) {
            found.add(new RecordedCollection(folder, expected, cache.textValue()));
        }
        return found;
    }

    static RecordedCollection named(String folder, @Nullable String cache) throws IOException {
        Path path = ALL.resolve(folder);
        return new RecordedCollection(path, json(path.resolve("expected.json")), cache);
    }

    static JsonNode json(Path file) throws IOException {
        return JSON.readTree(Files.readAllBytes(file));
    }

    String name() {
        boolean usual =
                cache == null || cache.equals(expected.path("client_cache").textValue());
        return folder.getFileName() + (usual ? "" : " [" + cache + "]");
    }

    Gun gun() {
        return new Gun(expected.path("gun").textValue());
    }

    Instant now() {
        return expected.has("verify_at")
                ? Instant.parse(expected.path("verify_at").textValue())
                : WITHIN_F;
    }

    /** The files themselves; where none is named by hash, the plain one answers. */
    RemoteMetadata server() {
        return (name, maxBytes) -> {
            Optional<byte[]> file = read("server/" + name.path());
            if (file.isEmpty() && name instanceof MetadataName.Hashed) {
                file = read("server/" + name.role() + ".json");
            }
            byte[] bytes = file.orElseThrow(() -> new RemoteException.NotFound(name, "no " + name.path()));
            if (bytes.length > maxBytes) {
                throw new RemoteException.TooLarge(maxBytes, name.path() + " is longer than announced");
            }
            return bytes;
        };
    }

    private Optional<byte[]> read(String path) {
        Path file = folder.resolve(path);
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new AssertionError("unreadable fixture " + file, e);
        }
    }

    MemoryCache reader() throws IOException {
        MemoryCache cached = new MemoryCache();
        if (cache == null) {
            return cached;
        }
        Path metadata =
                folder.resolve(cache).resolve("tuf").resolve(gun().value()).resolve("metadata");
        try (Stream<Path> files = Files.walk(metadata)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                String role = metadata.relativize(file).toString().replaceFirst("\\.json$", "");
                cached.store(new RoleName(role), Files.readAllBytes(file));
            }
        }
        return cached;
    }

    UpdateRequest notary() throws IOException {
        return UpdateRequest.notary(gun(), server(), reader(), TrustPins.FIRST_USE, now());
    }

    UpdateRequest strict() throws IOException {
        return UpdateRequest.strict(gun(), server(), reader(), TrustPins.FIRST_USE, Memory.NONE, now());
    }

    /** Target to digest, length and role, as {@code expected.json} writes it. */
    TreeMap<String, String> expectedTargets(String field) {
        TreeMap<String, String> targets = new TreeMap<>();
        expected.path(field)
                .properties()
                .forEach(target -> targets.put(
                        target.getKey(),
                        target.getValue().path("sha256").textValue() + " "
                                + target.getValue().path("length") + " "
                                + target.getValue().path("role").textValue()));
        return targets;
    }

    static TreeMap<String, String> written(List<SignedTarget> targets) {
        TreeMap<String, String> written = new TreeMap<>();
        for (SignedTarget target : targets) {
            written.put(target.name(), target.sha256().orElse("") + " " + target.length() + " " + target.role());
        }
        return written;
    }
}
