package dev.navicert.trust.mirror;

import dev.navicert.name.Digest;
import dev.navicert.name.Gun;
import dev.navicert.tuf.json.CanonicalJson;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import dev.navicert.tuf.json.Reading;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The manifest as text; its shape is promised in {@code docs/mirror.md}. Canonical JSON, so that one manifest has one digest.
 * Versions are texts: canonical JSON of numbers beyond 2^53 would be others.
 */
final class ManifestJson {
    private static final String FORMAT = "navicert-mirror/1";

    private ManifestJson() {}

    static byte[] write(Manifest manifest) {
        Map<String, Json> top = new LinkedHashMap<>();
        top.put("format", Json.string(FORMAT));
        top.put(
                "collections",
                Json.array(manifest.collections().values().stream()
                        .map(ManifestJson::entry)
                        .toList()));
        try {
            return CanonicalJson.encode(Json.object(top));
        } catch (MalformedJsonException e) {
            throw new IllegalStateException("lengths are whole numbers", e);
        }
    }

    private static Json entry(Manifest.Entry entry) {
        Map<String, Json> json = new LinkedHashMap<>();
        json.put("gun", Json.string(entry.gun().value()));
        json.put("source", Json.string(entry.source()));
        json.put("mirroredAt", Json.string(entry.mirroredAt().toString()));
        json.put("firstRoot", Json.string(Long.toString(entry.firstRoot())));
        json.put(
                "roles",
                Json.array(entry.roles().stream()
                        .map(role -> Json.object(Map.of(
                                "role", Json.string(role.name()),
                                "version", Json.string(Long.toString(role.version())),
                                "expires", Json.string(role.expires().toString()))))
                        .toList()));
        json.put("absent", Json.array(entry.absent().stream().map(Json::string).toList()));
        String folder = Manifest.folder(entry.gun());
        json.put(
                "files",
                Json.array(entry.files().entrySet().stream()
                        .map(file -> Json.object(Map.of(
                                "path", Json.string(folder + file.getKey()),
                                "sha256", Json.string(file.getValue().sha256()),
                                "length", Json.number(file.getValue().length()))))
                        .toList()));
        return Json.object(json);
    }

    static Manifest read(byte[] text) throws InvalidManifestException {
        try {
            Json.Obj top = object(Json.parse(text, Reading.UNAMBIGUOUS));
            if (!string(top, "format").equals(FORMAT)) {
                throw invalid("its format is not " + FORMAT);
            }
            SortedMap<String, Manifest.Entry> collections = new TreeMap<>();
            for (Json item : items(top, "collections")) {
                Manifest.Entry entry = entry(object(item));
                if (collections.put(entry.gun().value(), entry) != null) {
                    throw invalid("it lists " + entry.gun() + " twice");
                }
            }
            return new Manifest(collections);
        } catch (MalformedJsonException | DateTimeException | IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private static Manifest.Entry entry(Json.Obj json) throws InvalidManifestException {
        Gun gun = new Gun(string(json, "gun"));
        List<Manifest.Role> roles = new ArrayList<>();
        for (Json item : items(json, "roles")) {
            Json.Obj role = object(item);
            roles.add(new Manifest.Role(
                    string(role, "role"),
                    Long.parseLong(string(role, "version")),
                    OffsetDateTime.parse(string(role, "expires"))));
        }
        List<String> absent = new ArrayList<>();
        for (Json item : items(json, "absent")) {
            absent.add(string(item, "absent"));
        }
        return new Manifest.Entry(
                gun,
                string(json, "source"),
                Instant.parse(string(json, "mirroredAt")),
                Long.parseLong(string(json, "firstRoot")),
                roles,
                absent,
                files(gun, items(json, "files")));
    }

    private static SortedMap<String, Manifest.File> files(Gun gun, List<Json> items) throws InvalidManifestException {
        String folder = Manifest.folder(gun);
        SortedMap<String, Manifest.File> files = new TreeMap<>();
        for (Json item : items) {
            Json.Obj file = object(item);
            String path = string(file, "path");
            String sha256 = string(file, "sha256");
            if (!path.startsWith(folder) || !Digest.isSha256(sha256)) {
                throw invalid("\"" + path + "\" is no file of " + gun + " with a SHA-256");
            }
            Manifest.File known = new Manifest.File(
                    sha256, file.get("length") instanceof Json.Num n ? Long.parseLong(n.literal()) : -1);
            if (known.length() < 0 || files.put(path.substring(folder.length()), known) != null) {
                throw invalid("\"" + path + "\" has no length, or is listed twice");
            }
        }
        return files;
    }

    private static Json.Obj object(Json json) throws InvalidManifestException {
        if (json instanceof Json.Obj object) {
            return object;
        }
        throw invalid("it has " + json.goKind() + " where an object belongs");
    }

    private static List<Json> items(Json.Obj json, String name) throws InvalidManifestException {
        if (json.get(name) instanceof Json.Arr array) {
            return array.items();
        }
        throw invalid("it has no list \"" + name + "\"");
    }

    private static String string(Json.Obj json, String name) throws InvalidManifestException {
        return string(json.get(name), name);
    }

    private static String string(@Nullable Json json, String name) throws InvalidManifestException {
        if (json instanceof Json.Str string) {
            return string.value();
        }
        throw invalid("it has no text \"" + name + "\"");
    }

    private static InvalidManifestException invalid(String why) {
        return new InvalidManifestException("it is no manifest of a mirror: " + why);
    }
}
