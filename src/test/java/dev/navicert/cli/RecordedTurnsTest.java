package dev.navicert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.navicert.cli.verbs.ProgramName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recorded scenarios, turn and turn about, on one trust directory and with the real {@code notary-server}. Once the real
 * {@code notary} publishes what we staged, and we read what it published; once we make and publish collections with keys that it
 * handles; once all turns are ours. What we do must look as recorded, files included.
 */
@Tag("once")
class RecordedTurnsTest {
    private static final Path NOTARY = Path.of("/usr/bin/notary");
    private static final Path NOTARY_SERVER = Path.of("/usr/bin/notary-server");
    private static final Set<String> READING = Set.of("list", "lookup", "verify", "delegation list");
    private static final Set<String> STAGING = Set.of(
            "add",
            "addhash",
            "remove",
            "status",
            "reset",
            "witness",
            "delete",
            "delegation add",
            "delegation remove",
            "delegation purge");
    private static final Set<String> MAKING = Set.of("init", "publish", "key rotate");
    /**
     * The recorder moved a file or changed the environment by hand, debug lines tell what Go does inside, or it is one of our
     * deviations.
     */
    private static final Set<String> NOT_REPLAYED = Set.of("003", "042", "063", "073", "074", "083", "091", "115");

    private static final Set<String> PUBLISHING = Set.of("-p", "--publish", "--remote");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");
    private static final Pattern KNOWN =
            Pattern.compile("(TRUST_DIR(_\\d+)?|HOME|WORK|(DOWN_)?SERVER(_HOST)?|KEYID:.*)");
    private static final Pattern MADE_KEY = Pattern.compile("\\{\\{KEY:[^{}]+}}");
    private static final Pattern TIME = Pattern.compile("time=\"[^\"]*\"");

    @TempDir
    Path scratch;

    private Process server;
    private int port;

    @BeforeEach
    void start() throws Exception {
        boolean installed = Files.isExecutable(NOTARY) && Files.isExecutable(NOTARY_SERVER);
        boolean required = Boolean.parseBoolean(System.getenv("NAVICERT_REQUIRE_NOTARY"));
        assumeTrue(installed || required, "needs Debian's package notary: " + NOTARY + " and " + NOTARY_SERVER);
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path configuration = Files.writeString(scratch.resolve("server.json"), """
                {"server": {"http_addr": "127.0.0.1:%d"}, "storage": {"backend": "memory"}, "logging": {"level": "error"},
                 "trust_service": {"type": "local", "hostname": "", "port": "", "key_algorithm": "ecdsa"}}
                """.formatted(port));
        server = new ProcessBuilder(NOTARY_SERVER.toString(), "-config", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("server.log").toFile())
                .start();
        awaitServer();
    }

    private void awaitServer() throws InterruptedException {
        for (int attempt = 0; attempt < 200; attempt++) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                assertThat(socket.isConnected()).isTrue();
                return;
            } catch (IOException notYet) {
                Thread.sleep(25);
            }
        }
        throw new AssertionError("notary-server does not start, see " + scratch.resolve("server.log"));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.destroy();
        }
    }

    @TestFactory
    Stream<DynamicTest> reads_and_stages_as_recorded_between_turns_of_the_real_notary() {
        return replayed(RecordedTurnsTest::readsOrStages);
    }

    @TestFactory
    Stream<DynamicTest> publishes_as_recorded_with_keys_that_the_real_notary_handles() {
        return replayed(step -> changesTheServer(step) || READING.contains(verb(step)));
    }

    @TestFactory
    Stream<DynamicTest> does_all_as_recorded_without_the_real_notary() {
        return replayed(step -> true);
    }

    private Stream<DynamicTest> replayed(Predicate<Transcripts.Step> ours) {
        return Transcripts.scenarios().stream()
                .filter(scenario -> canBeReplayed(scenario, ours))
                .map(scenario -> DynamicTest.dynamicTest(scenario.get("id").asText(), () -> replay(scenario, ours)));
    }

    /** Whether there is something for us to do, and nothing is needed but one plain server, files with content, and no terminal. */
    private static boolean canBeReplayed(JsonNode scenario, Predicate<Transcripts.Step> ours) {
        List<Transcripts.Step> steps = Transcripts.steps(scenario);
        boolean some = steps.stream().anyMatch(ours);
        for (JsonNode file : scenario.get("files")) {
            if (!file.has("text") && !hasKnownContent(file)) {
                return false;
            }
        }
        return some
                && steps.stream().noneMatch(step -> step.json().hasNonNull("tty"))
                && steps.stream().allMatch(step -> knowsAll(String.join(" ", step.words())) && isSimple(step, ours))
                && !NOT_REPLAYED.contains(scenario.get("id").asText().substring(0, 3));
    }

    /** Keys that come with the recordings. */
    private static boolean hasKnownContent(JsonNode file) {
        return RecordedTurnsTest.class.getResource("/cli-transcripts/keys/" + baseName(file)) != null;
    }

    private static String baseName(JsonNode file) {
        String path = file.get("path").asText();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static boolean isSimple(Transcripts.Step step, Predicate<Transcripts.Step> ours) {
        return !ours.test(step)
                || knowsAll(step.stdout().replace("{{HEX", "{{SERVER}}{{HEX"))
                || step.json().has("unstable");
    }

    private static boolean knowsAll(String text) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            if (!KNOWN.matcher(matcher.group(1)).matches()) {
                return false;
            }
        }
        return true;
    }

    private static boolean readsOrStages(Transcripts.Step step) {
        return READING.contains(verb(step)) || STAGING.contains(verb(step)) && !changesTheServer(step);
    }

    private static boolean changesTheServer(Transcripts.Step step) {
        return MAKING.contains(verb(step)) || step.words().stream().anyMatch(PUBLISHING::contains);
    }

    /** The first word that is neither flag nor value of a global flag; of a group the second as well. */
    private static String verb(Transcripts.Step step) {
        for (int i = 0; i < step.words().size(); i++) {
            String word = step.words().get(i);
            if (Set.of("-s", "-d", "-c", "--tlscacert", "--tlscert", "--tlskey").contains(word)) {
                i++;
            } else if (!word.startsWith("-")) {
                boolean group = Set.of("delegation", "key").contains(word)
                        && i + 1 < step.words().size();
                return group ? word + " " + step.words().get(i + 1) : word;
            }
        }
        return "";
    }

    private void replay(JsonNode scenario, Predicate<Transcripts.Step> ours) throws Exception {
        Path home = scratch.resolve(scenario.get("id").asText());
        Path work = Files.createDirectories(home.resolve("work"));
        for (JsonNode file : scenario.get("files")) {
            Path path = Path.of(filled(file.get("path").asText(), home));
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            if (file.has("text")) {
                Files.writeString(path, filled(file.get("text").asText(), home));
            } else {
                try (var in = Objects.requireNonNull(
                        RecordedTurnsTest.class.getResourceAsStream("/cli-transcripts/keys/" + baseName(file)))) {
                    Files.copy(in, path);
                }
            }
        }
        for (Transcripts.Step step : Transcripts.steps(scenario)) {
            List<String> words = new ArrayList<>();
            step.words().forEach(word -> words.add(filled(word, home)));
            Map<String, String> environment = environment(step.json(), home);
            if (!ours.test(step)) {
                write(words, environment, work, step.json().path("stdin").asText());
                continue;
            }
            CommandRun run =
                    run(step, environment, work, step.json().path("stdin").asText(), words.toArray(new String[0]));
            assertThat(run.exit()).as(step.name()).isEqualTo(step.exit());
            if (step.json().path("unstable").isEmpty() && !verb(step).equals("key list")) {
                assertThat(run.stdout()).as(step.name()).matches(outputPattern(step.stdout(), home));
                assertThat(TIME.matcher(run.stderr()).replaceAll("time"))
                        .as(step.name())
                        .matches(outputPattern(
                                TIME.matcher(step.json().get("stderr").asText()).replaceAll("time"), home));
            }
            compareFiles(step, home);
        }
    }

    /** Staging is judged at the time of the recording, because one of the certificates is near its expiry then. */
    private static CommandRun run(
            Transcripts.Step step, Map<String, String> environment, Path work, String input, String... words) {
        return READING.contains(verb(step)) || changesTheServer(step)
                ? CommandRun.now(environment, work, input, words)
                : CommandRun.of(ProgramName.NOTARY, environment, work, input, words);
    }

    /** The listing of the trust directory, and the files that are shown: names by their pattern, contents to the byte. */
    private void compareFiles(Transcripts.Step step, Path home) throws IOException {
        if (STAGING.contains(verb(step)) && step.json().hasNonNull("tree")) {
            String expected = String.join("\n", texts(step.json().get("tree")));
            assertThat(String.join("\n", listing(home.resolve("TRUST_DIR"))))
                    .as(step.name())
                    .matches(pattern(expected, home));
        }
        if (STAGING.contains(verb(step))) {
            for (JsonNode shown : step.json().path("cat")) {
                String path = shown.get("path").asText();
                Path folder = Path.of(filled(path.substring(0, path.lastIndexOf('/')), home));
                try (Stream<Path> files = Files.list(folder)) {
                    assertThat(files)
                            .as(step.name())
                            .anySatisfy(file -> assertThat(file)
                                    .hasContent(shown.get("text").asText()));
                }
            }
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** As {@code ls} shows modes and names, directories with a slash. */
    private static List<String> listing(Path top) throws IOException {
        try (Stream<Path> paths = Files.walk(top)) {
            List<String> lines = new ArrayList<>();
            for (Path path :
                    paths.skip(1).sorted(Comparator.comparing(Path::toString)).toList()) {
                boolean directory = Files.isDirectory(path);
                lines.add((directory ? "d" : "-") + PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
                        + " " + top.relativize(path) + (directory ? "/" : ""));
            }
            return lines;
        }
    }

    private String pattern(String expected, Path home) {
        StringBuilder pattern = new StringBuilder();
        int from = 0;
        for (Matcher matcher = PLACEHOLDER.matcher(expected); matcher.find(); from = matcher.end()) {
            pattern.append(Pattern.quote(expected.substring(from, matcher.start())));
            pattern.append(
                    KNOWN.matcher(matcher.group(1)).matches()
                            ? Pattern.quote(filled(matcher.group(), home))
                            : "[0-9a-f_.change-]+");
        }
        return pattern.append(Pattern.quote(expected.substring(from))).toString();
    }

    /** Keys that were made in this very run have names that nobody knows before. */
    private String outputPattern(String expected, Path home) {
        StringBuilder pattern = new StringBuilder();
        int from = 0;
        for (Matcher made = MADE_KEY.matcher(expected); made.find(); from = made.end()) {
            pattern.append(Pattern.quote(filled(expected.substring(from, made.start()), home)))
                    .append("[0-9a-f]{64}");
        }
        return pattern.append(Pattern.quote(filled(expected.substring(from), home)))
                .toString();
    }

    private String filled(String text, Path home) {
        String down = "127.0.0.1:1";
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(placeholder -> Matcher.quoteReplacement(
                        switch (placeholder.group(1)) {
                            case "HOME" -> home.toString();
                            case "WORK" -> home.resolve("work").toString();
                            case "SERVER" -> "http://127.0.0.1:" + port;
                            case "SERVER_HOST" -> "127.0.0.1:" + port;
                            case "DOWN_SERVER" -> "http://" + down;
                            case "DOWN_SERVER_HOST" -> down;
                            case "TIME" -> "";
                            default ->
                                placeholder.group(1).startsWith("KEYID:")
                                        ? keyId(placeholder.group(1).substring("KEYID:".length()))
                                        : home.resolve(placeholder.group(1)).toString();
                        }));
    }

    private static String keyId(String name) {
        try (var in = RecordedTurnsTest.class.getResourceAsStream("/cli-transcripts/keys/ids.json")) {
            JsonNode names = new ObjectMapper().readTree(Objects.requireNonNull(in));
            return names.properties().stream()
                    .filter(id -> id.getValue().asText().equals(name))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The environment of a step as its recorder set it. */
    static Map<String, String> environment(JsonNode step, Path home) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "HOME", home.toString(),
                "TZ", "UTC",
                "NOTARY_ROOT_PASSPHRASE", "root-passphrase-1",
                "NOTARY_TARGETS_PASSPHRASE", "targets-passphrase-1",
                "NOTARY_SNAPSHOT_PASSPHRASE", "snapshot-passphrase-1",
                "NOTARY_DELEGATION_PASSPHRASE", "delegation-passphrase-1"));
        for (JsonNode change : step.path("env")) {
            String text = change.asText();
            if (text.startsWith("-")) {
                environment.remove(text.substring(1));
            } else {
                environment.put(text.substring(0, text.indexOf('=')), text.substring(text.indexOf('=') + 1));
            }
        }
        return environment;
    }

    private void write(List<String> words, Map<String, String> environment, Path work, String input) throws Exception {
        List<String> command = new ArrayList<>(List.of(NOTARY.toString()));
        command.addAll(words);
        Path stdin = Files.writeString(scratch.resolve("stdin"), input, StandardCharsets.UTF_8);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectInput(stdin.toFile())
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("notary.log").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        assertThat(builder.start().waitFor(60, TimeUnit.SECONDS))
                .as(String.join(" ", command))
                .isTrue();
    }
}
