package dev.navicert.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.navicert.tuf.crypto.PublicKey;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import dev.navicert.tuf.json.Reading;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything that a household has, on disk and on the server, field by field: without signatures, public keys and hashes of signed
 * files, which differ every time, with keys by name and with expiries in days from now.
 */
final class Portrait {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Household household;

    private Portrait(Household household) {
        this.household = household;
    }

    /** File names with their modes, and contents where they are not secret. */
    static Map<String, String> of(Household household, String... guns) throws IOException {
        Portrait portrait = new Portrait(household);
        Map<String, String> all = new TreeMap<>();
        for (String gun : guns) {
            for (String role : List.of("root", "timestamp", "snapshot", "targets", "targets/releases", "targets/qa")) {
                all.put("served " + gun + " " + role, portrait.served(gun, role));
            }
        }
        all.putAll(portrait.disk());
        return all;
    }

    private String served(String gun, String role) throws IOException {
        URI uri = URI.create(household.url() + "/v2/" + gun + "/_trust/tuf/" + role + ".json");
        try {
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? metadata(JSON.readTree(response.body()))
                    : "status " + response.statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private Map<String, String> disk() throws IOException {
        Map<String, String> files = new TreeMap<>();
        Path trust = household.trustDirectory();
        if (!Files.isDirectory(trust)) {
            return files;
        }
        try (Stream<Path> paths = Files.walk(trust)) {
            int change = 0;
            for (Path path :
                    paths.skip(1).sorted(Comparator.comparing(Path::toString)).toList()) {
                String name =
                        household.names().replacedIn(trust.relativize(path).toString());
                if (name.endsWith(".change")) {
                    name = trust.relativize(path.getParent()) + "/change " + change++;
                }
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                files.put("disk " + name, mode + (Files.isDirectory(path) ? "/" : " " + content(path)));
            }
        }
        return files;
    }

    private String content(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        if (file.toString().endsWith(".json")) {
            return metadata(JSON.readTree(text));
        }
        return file.toString().endsWith(".key")
                ? household.names().replacedIn(text.replaceAll("(?m)^[A-Za-z0-9+/=]{1,64}$\\n", ""))
                : household.names().replacedIn(text);
    }

    private String metadata(JsonNode file) throws IOException {
        if (!(file instanceof ObjectNode whole) || !(whole.get("signed") instanceof ObjectNode signed)) {
            return file.toString();
        }
        nameKeys(signed, signed.path("_type").asText());
        nameKeys(signed.path("delegations"), "delegation");
        List<String> signatures = new ArrayList<>();
        whole.path("signatures")
                .forEach(signature -> signatures.add(signature.path("method").asText() + " by "
                        + signature.path("keyid").asText()));
        ObjectNode copy = signed.deepCopy();
        simplify(copy);
        ObjectNode portrait = JSON.createObjectNode();
        portrait.set("signed", copy);
        signatures.sort(Comparator.comparing(household.names()::replacedIn));
        signatures.forEach(portrait.putArray("signatures")::add);
        return sorted(JSON.readTree(household.names().replacedIn(JSON.writeValueAsString(portrait))))
                .toPrettyString();
    }

    private void nameKeys(JsonNode holder, String kind) throws IOException {
        for (Map.Entry<String, JsonNode> key : holder.path("keys").properties()) {
            String role = kind;
            for (Map.Entry<String, JsonNode> candidate : holder.path("roles").properties()) {
                for (JsonNode id : candidate.getValue().path("keyids")) {
                    role = id.asText().equals(key.getKey()) ? candidate.getKey() : role;
                }
            }
            try {
                Json json = Json.parse(JSON.writeValueAsBytes(key.getValue()), Reading.AS_GO);
                household.names().learn(PublicKey.fromJson(json, Reading.AS_GO), role);
            } catch (MalformedJsonException e) {
                throw new IOException(e);
            }
        }
    }

    private static void simplify(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.has("public")) {
                object.put("public", "…");
            }
            if (object.has("expires")) {
                object.put("expires", days(object.get("expires").asText()));
            }
            object.path("meta").forEach(meta -> ((ObjectNode) meta).removeAll().put("hashed", true));
            object.forEach(Portrait::simplify);
        } else {
            node.forEach(Portrait::simplify);
        }
    }

    private static String days(String expires) {
        OffsetDateTime date = OffsetDateTime.parse(expires);
        return Math.round(Duration.between(Instant.now(), date).toMinutes() / 1440.0) + " days, " + date.getOffset();
    }

    /** By name, because identifiers put keys in another order every time. */
    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode result = JSON.createObjectNode();
            new TreeMap<>(asMap(object)).forEach((name, value) -> result.set(name, sorted(value)));
            return result;
        }
        if (node instanceof ArrayNode array) {
            List<JsonNode> items = new ArrayList<>();
            array.forEach(item -> items.add(sorted(item)));
            if (items.stream().allMatch(JsonNode::isTextual)) {
                items.sort(Comparator.comparing(JsonNode::asText));
            }
            ArrayNode result = JSON.createArrayNode();
            items.forEach(result::add);
            return result;
        }
        return node;
    }

    private static Map<String, JsonNode> asMap(ObjectNode object) {
        Map<String, JsonNode> map = new TreeMap<>();
        object.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        return map;
    }
}
