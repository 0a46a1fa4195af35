package dev.navicert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recorded scenarios in which something is read: what writes is done by the real {@code notary} on the same trust directory,
 * what reads by us, and that must look as recorded. The server is the real {@code notary-server}.
 */
class RecordedReadingTest {
    private static final Path NOTARY = Path.of("/usr/bin/notary");
    private static final Path NOTARY_SERVER = Path.of("/usr/bin/notary-server");
    private static final Set<String> OURS = Set.of("list", "lookup", "verify");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");
    private static final Pattern KNOWN = Pattern.compile("(TRUST_DIR(_\\d+)?|HOME|WORK|(DOWN_)?SERVER(_HOST)?)");
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
    Stream<DynamicTest> reads_as_recorded_what_the_real_notary_has_written() {
        return Transcripts.scenarios().stream()
                .filter(RecordedReadingTest::canBeReplayed)
                .map(scenario -> DynamicTest.dynamicTest(scenario.get("id").asText(), () -> replay(scenario)));
    }

    /** Whether something is read, and nothing is needed but one plain server, files with content, and no terminal. */
    private static boolean canBeReplayed(JsonNode scenario) {
        List<Transcripts.Step> steps = Transcripts.steps(scenario);
        boolean reads = steps.stream().anyMatch(step -> OURS.contains(verb(step)));
        for (JsonNode file : scenario.get("files")) {
            if (!file.has("text") && !hasKnownContent(file)) {
                return false;
            }
        }
        return reads
                && steps.stream().noneMatch(step -> step.json().hasNonNull("tty"))
                && steps.stream().allMatch(step -> knowsAll(String.join(" ", step.words())) && isSimple(step))
                && !scenario.get("id").asText().startsWith("073")
                && !scenario.get("id").asText().startsWith("091");
    }

    /** Keys that come with the recordings. */
    private static boolean hasKnownContent(JsonNode file) {
        return RecordedReadingTest.class.getResource("/cli-transcripts/keys/" + baseName(file)) != null;
    }

    private static String baseName(JsonNode file) {
        String path = file.get("path").asText();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static boolean isSimple(Transcripts.Step step) {
        return !OURS.contains(verb(step))
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

    /** The first word that is neither flag nor value of a global flag. */
    private static String verb(Transcripts.Step step) {
        for (int i = 0; i < step.words().size(); i++) {
            String word = step.words().get(i);
            if (Set.of("-s", "-d", "-c", "--tlscacert", "--tlscert", "--tlskey").contains(word)) {
                i++;
            } else if (!word.startsWith("-")) {
                return word;
            }
        }
        return "";
    }

    private void replay(JsonNode scenario) throws Exception {
        Path home = scratch.resolve(scenario.get("id").asText());
        Path work = Files.createDirectories(home.resolve("work"));
        for (JsonNode file : scenario.get("files")) {
            Path path = Path.of(filled(file.get("path").asText(), home));
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            if (file.has("text")) {
                Files.writeString(path, filled(file.get("text").asText(), home));
            } else {
                try (var in = Objects.requireNonNull(
                        RecordedReadingTest.class.getResourceAsStream("/cli-transcripts/keys/" + baseName(file)))) {
                    Files.copy(in, path);
                }
            }
        }
        for (Transcripts.Step step : Transcripts.steps(scenario)) {
            List<String> words = new ArrayList<>();
            step.words().forEach(word -> words.add(filled(word, home)));
            Map<String, String> environment = environment(step.json(), home);
            if (!OURS.contains(verb(step))) {
                write(words, environment, work, step.json().path("stdin").asText());
                continue;
            }
            CommandRun run =
                    CommandRun.now(environment, work, step.json().path("stdin").asText(), words.toArray(new String[0]));
            assertThat(run.exit()).as(step.name()).isEqualTo(step.exit());
            if (step.json().path("unstable").isEmpty()) {
                assertThat(run.stdout()).as(step.name()).isEqualTo(filled(step.stdout(), home));
                assertThat(TIME.matcher(run.stderr()).replaceAll("time"))
                        .as(step.name())
                        .isEqualTo(TIME.matcher(filled(step.json().get("stderr").asText(), home))
                                .replaceAll("time"));
            }
        }
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
                            default -> home.resolve(placeholder.group(1)).toString();
                        }));
    }

    private static Map<String, String> environment(JsonNode step, Path home) {
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
