package dev.navicert.cli.settings;

import dev.navicert.cli.terminal.FatalException;
import dev.navicert.tuf.json.Json;
import dev.navicert.tuf.json.MalformedJsonException;
import dev.navicert.tuf.json.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration file: JSON or YAML, by its extension.
 *
 * @see <a href="https://github.com/spf13/viper/blob/v1.12.0/viper.go">viper, {@code ReadInConfig}</a>
 */
final class ConfigurationFile {
    private static final int MAX_BYTES = 1 << 20;

    private ConfigurationFile() {}

    /**
     * The content; empty if there is no such file.
     *
     * @throws FatalException if it cannot be read or is not what its extension says
     */
    static Optional<ConfigurationTree> read(String path, Path directory) throws FatalException {
        String type = GoPath.extension(path);
        switch (type) {
            case "json", "yaml", "yml" -> {}
            case "toml", "properties", "props", "prop", "hcl", "tfvars", "dotenv", "env", "ini" ->
                throw FatalException.usage("error opening config file: " + path + ": write it as .json or .yaml, ."
                        + type + " is not read");
            default ->
                throw FatalException.usage("error opening config file: Unsupported Config Type \"" + type + "\"");
        }
        byte[] content;
        try (InputStream in = Files.newInputStream(directory.resolve(path))) {
            content = in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | InvalidPathException e) {
            throw FatalException.usage("error opening config file: " + reason(path, directory, e), e);
        }
        if (content.length > MAX_BYTES) {
            throw FatalException.usage(
                    "error opening config file: " + path + " is longer than " + MAX_BYTES + " bytes");
        }
        return Optional.of(new ConfigurationTree(type.equals("json") ? json(content) : YamlText.read(content)));
    }

    private static String reason(String path, Path directory, Exception e) {
        if (e instanceof InvalidPathException) {
            return "open " + path + ": invalid argument";
        }
        if (Files.isDirectory(directory.resolve(path))) {
            return "read " + path + ": is a directory";
        }
        return "open " + path + (e instanceof AccessDeniedException ? ": permission denied" : ": cannot be read");
    }

    private static Map<String, @Nullable Object> json(byte[] content) throws FatalException {
        try {
            Json json = Json.parse(content, Reading.AS_GO);
            if (json instanceof Json.Obj object) {
                return members(object);
            }
            if (json instanceof Json.Null) {
                return Map.of();
            }
            throw new MalformedJsonException(
                    "json: cannot unmarshal " + json.goKind() + " into Go value of type map[string]interface {}");
        } catch (MalformedJsonException e) {
            throw FatalException.usage("error opening config file: While parsing config: " + e.getMessage(), e);
        }
    }

    private static Map<String, @Nullable Object> members(Json.Obj object) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
            members.put(member.getKey(), value(member.getValue()));
        }
        return members;
    }

    private static @Nullable Object value(Json json) {
        if (json instanceof Json.Obj object) {
            return members(object);
        }
        if (json instanceof Json.Arr array) {
            List<@Nullable Object> items = new ArrayList<>();
            for (Json item : array.items()) {
                items.add(value(item));
            }
            return items;
        }
        if (json instanceof Json.Str string) {
            return string.value();
        }
        if (json instanceof Json.Num number) {
            return new ConfigurationTree.Number(number.literal());
        }
        return json instanceof Json.Bool bool ? bool == Json.Bool.TRUE : null;
    }

    /** Apart, so that the YAML library is loaded only by those who use it. */
    private static final class YamlText {
        private YamlText() {}

        private static Map<String, @Nullable Object> read(byte[] content) throws FatalException {
            try {
                Object tree = new org.snakeyaml.engine.v2.api.Load(org.snakeyaml.engine.v2.api.LoadSettings.builder()
                                .build())
                        .loadFromString(new String(content, StandardCharsets.UTF_8));
                if (tree == null) {
                    return Map.of();
                }
                if (value(tree) instanceof Map<?, ?> map) {
                    return ConfigurationTree.asMembers(map);
                }
                throw FatalException.usage("error opening config file: While parsing config: not a mapping");
            } catch (org.snakeyaml.engine.v2.exceptions.YamlEngineException e) {
                String message = String.valueOf(e.getMessage()).replace('\n', ' ');
                throw FatalException.usage("error opening config file: While parsing config: yaml: " + message, e);
            }
        }

        private static @Nullable Object value(@Nullable Object yaml) {
            if (yaml instanceof Map<?, ?> map) {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    members.put(String.valueOf(entry.getKey()), value(entry.getValue()));
                }
                return members;
            }
            if (yaml instanceof List<?> list) {
                List<@Nullable Object> items = new ArrayList<>();
                for (Object item : list) {
                    items.add(value(item));
                }
                return items;
            }
            boolean kept = yaml == null || yaml instanceof String || yaml instanceof Boolean;
            return kept ? yaml : new ConfigurationTree.Number(String.valueOf(yaml));
        }
    }
}
