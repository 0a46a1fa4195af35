package dev.navicert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.disk.KeyDirectory;
import dev.navicert.disk.TrustDirectory;
import dev.navicert.keys.KeyBlock;
import dev.navicert.keys.KeyRing;
import dev.navicert.keys.KnownPassphrases;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Recorded scenarios about key files, run in this process, terminals included: output, status and files are as recorded of
 * {@code notary}. Where a scenario initializes a collection, the keys that this makes are put there.
 */
class RecordedKeysTest {
    private static final Set<String> SCENARIOS = Set.of(
            "053-key-list",
            "054-key-list-bad",
            "055-key-generate",
            "056-key-generate-file",
            "057-key-import",
            "059-key-remove",
            "060-key-passwd",
            "087-tty-passwd",
            "118-tty-eof",
            "120-migrate-old-layout");
    private static final Set<String> VERBS = Set.of("list", "generate", "import", "export", "remove", "passwd");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");
    private static final Pattern TIME = Pattern.compile("time=\"[^\"]*\"");
    private static final String BASE64 = "[A-Za-z0-9+/=\n]+";

    /** LOCATION is cut unless the trust directory has a short name. */
    private Path top;

    private final Map<String, String> bound = new HashMap<>();
    private final Map<String, Integer> counted = new HashMap<>();

    @BeforeEach
    void makeDirectory() throws IOException {
        top = Files.createTempDirectory(Path.of("/tmp"), "k");
    }

    @AfterEach
    void removeDirectory() throws IOException {
        try (Stream<Path> files = Files.walk(top)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> keys_are_handled_as_recorded() {
        return Transcripts.scenarios().stream()
                .filter(scenario -> SCENARIOS.contains(scenario.get("id").asText()))
                .map(scenario -> DynamicTest.dynamicTest(scenario.get("id").asText(), () -> replay(scenario)));
    }

    private void replay(JsonNode scenario) throws Exception {
        String number = scenario.get("id").asText().substring(0, 3);
        Path home = Files.createDirectories(top.resolve(number));
        bind(home);
        for (JsonNode file : scenario.get("files")) {
            place(file);
        }
        for (Transcripts.Step step : Transcripts.steps(scenario)) {
            doByHand(step.name(), home);
            List<String> words = step.words().stream().map(this::filled).toList();
            if (words.contains("init")) {
                initialize(words.get(words.size() - 1));
            } else {
                run(step, words, home);
            }
            bindNewKeys();
        }
    }

    private void bind(Path home) throws IOException {
        bound.clear();
        counted.clear();
        bound.put("HOME", home.toString());
        bound.put("WORK", Files.createDirectories(home.resolve("w")).toString());
        bound.put("TRUST_DIR", home.resolve("t").toString());
        bound.put("TRUST_DIR_2", home.resolve("u").toString());
        bound.put("SERVER", "http://127.0.0.1:1");
        Path longDirectory = home.resolve("a-long-name-so-that-the-location-is-cut");
        bound.put("LONG_DIR", longDirectory.toString());
        String location = longDirectory + "/private";
        bound.put("LONG_DIR_LOCATION", "..." + location.substring(location.length() - 37));
        try (InputStream in = resource("ids.json")) {
            new ObjectMapper()
                    .readTree(in)
                    .properties()
                    .forEach(id -> bound.put("KEYID:" + id.getValue().asText(), id.getKey()));
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(
                RecordedKeysTest.class.getResourceAsStream("/cli-transcripts/keys/" + name), name);
    }

    private void place(JsonNode file) throws IOException {
        String path = file.get("path").asText();
        String name = path.substring(path.lastIndexOf('/') + 1);
        byte[] content;
        if (file.has("text")) {
            content = file.get("text").asText().getBytes(StandardCharsets.UTF_8);
        } else {
            boolean norole = path.contains("norole");
            try (InputStream in = resource(norole ? "alice-key.pem" : name)) {
                content = in.readAllBytes();
            }
            if (norole) {
                bound.put("KEY:norole", bound.get("KEYID:alice"));
            }
        }
        Path target = Path.of(filled(path));
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Files.write(target, content);
    }

    /** What the recorder did between the steps. */
    private void doByHand(String step, Path home) throws IOException {
        Path trust = home.resolve("t");
        if (step.startsWith("053-key-list step 9")) {
            Path copy = Files.createDirectories(Path.of(bound.get("LONG_DIR")).resolve("private"));
            for (Path key : list(trust.resolve("private"))) {
                Files.copy(key, copy.resolve(key.getFileName()));
            }
        } else if (step.startsWith("120-migrate-old-layout step 3")) {
            moveToOldLayout(home, "root", trust.resolve("private/root_keys"));
            moveToOldLayout(home, "targets", trust.resolve("private/tuf_keys/ex.com/old"));
        }
    }

    private void moveToOldLayout(Path home, String role, Path folder) throws IOException {
        String id = bound.get("KEY:" + role);
        Path key = home.resolve("u/private").resolve(id + ".key");
        Files.createDirectories(folder);
        Files.write(
                folder.resolve(id + "_" + role + ".key"),
                KeyBlock.first(Files.readAllBytes(key))
                        .orElseThrow()
                        .with(KeyBlock.ROLE, "")
                        .encode());
        Files.delete(key);
    }

    /** The keys that {@code init} makes: a root key if there is none, and two of the collection. */
    private void initialize(String gun) throws Exception {
        KeyDirectory files = KeyDirectory.open(new TrustDirectory(Path.of(bound.get("TRUST_DIR"))), file -> {});
        if (!bound.containsKey("KEY:root")) {
            generate(files, "root", gun);
        }
        generate(files, "targets", gun);
        generate(files, "snapshot", gun);
    }

    private static void generate(KeyDirectory files, String role, String gun) throws Exception {
        KeyRing.open(files, KnownPassphrases.of(role + "-passphrase-1"), (name, why) -> {})
                .generate(role, gun);
    }

    private void run(Transcripts.Step step, List<String> words, Path home) throws Exception {
        assertThat(words).as(step.name()).anyMatch(VERBS::contains);
        JsonNode json = step.json();
        Map<String, String> environment = RecordedTurnsTest.environment(json, home);
        Path work = home.resolve("w");
        String[] argv = words.toArray(new String[0]);
        CommandRun run;
        if (json.hasNonNull("tty")) {
            List<String> typed = new ArrayList<>();
            json.get("tty").forEach(turn -> typed.add(turn.get("send").asText()));
            run = CommandRun.onTerminal(environment, work, typed, argv);
        } else {
            run = CommandRun.of(
                    ProgramName.NOTARY, environment, work, json.path("stdin").asText(), argv);
        }
        bindNewKeys();
        assertThat(run.exit()).as(step.name()).isEqualTo(step.exit());
        assertThat(sortedIfUnstable(json, run.stdout()))
                .as(step.name())
                .matches(pattern(sortedIfUnstable(json, filled(step.stdout()))));
        assertThat(TIME.matcher(run.stderr()).replaceAll("time"))
                .as(step.name())
                .isEqualTo(TIME.matcher(filled(json.get("stderr").asText())).replaceAll("time"));
        compareFiles(step);
    }

    /** Files under {@code private}, and those that are shown. */
    private void compareFiles(Transcripts.Step step) throws IOException {
        if (step.json().hasNonNull("tree")) {
            List<String> expected = new ArrayList<>();
            step.json().get("tree").forEach(line -> expected.add(filled(line.asText())));
            expected.removeIf(line -> line.contains(" tuf/"));
            // The directory of the old layout was made by the recorder, that of ours by us.
            expected.replaceAll(line -> line.replace("drwxr-xr-x", "drwx------"));
            assertThat(listing(Path.of(bound.get("TRUST_DIR"))))
                    .as(step.name())
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
        for (JsonNode shown : step.json().path("cat")) {
            Path file = Path.of(filled(shown.get("path").asText()));
            assertThat(Files.readString(file))
                    .as(step.name())
                    .matches(pattern(shown.get("text").asText()));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    private static List<String> listing(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            List<String> lines = new ArrayList<>();
            for (Path path : paths.skip(1).toList()) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                boolean folder = Files.isDirectory(path);
                lines.add(
                        (folder ? "drwx------" : "-" + mode) + " " + directory.relativize(path) + (folder ? "/" : ""));
            }
            return lines;
        }
    }

    private static String sortedIfUnstable(JsonNode step, String text) {
        return step.get("unstable").isEmpty()
                ? text
                : String.join("\n", text.lines().sorted().toList());
    }

    private String filled(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match)));
    }

    private String value(MatchResult placeholder) {
        String name = placeholder.group(1);
        String known = bound.get(name);
        if (known == null && name.startsWith("KEY7:")) {
            known = bound.getOrDefault("KEY:" + name.substring(5), "").substring(0, 7);
        }
        return known == null ? placeholder.group() : known;
    }

    private static String pattern(String text) {
        return Stream.of(text.split("\\{\\{BASE64}}", -1))
                .map(Pattern::quote)
                .reduce((a, b) -> a + BASE64 + b)
                .orElseThrow();
    }

    /** Names new key files after their role, in the order in which they were made. */
    private void bindNewKeys() throws IOException {
        Map<Path, FileTime> keys = new LinkedHashMap<>();
        for (String directory : List.of("TRUST_DIR", "TRUST_DIR_2")) {
            for (Path key : list(Path.of(bound.get(directory)).resolve("private"))) {
                String id = key.getFileName().toString().replace(".key", "");
                if (id.matches("[0-9a-f]{64}") && !bound.containsValue(id)) {
                    keys.put(key, Files.getLastModifiedTime(key));
                }
            }
        }
        for (Path key :
                keys.keySet().stream().sorted(Comparator.comparing(keys::get)).toList()) {
            String role = KeyBlock.first(Files.readAllBytes(key)).orElseThrow().header(KeyBlock.ROLE);
            int number = counted.merge(role, 1, Integer::sum);
            bound.put(
                    "KEY:" + (role.isEmpty() ? "norole" : role) + (number == 1 ? "" : "#" + number),
                    key.getFileName().toString().replace(".key", ""));
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
