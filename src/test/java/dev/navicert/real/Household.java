package dev.navicert.real;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.navicert.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One trust directory and one server that both programs use, each when it is its turn. What they say and leave behind is looked at
 * with the names of {@link KeyNames}, so that two households whose keys differ can be compared.
 */
final class Household implements AutoCloseable {
    /** Who does something. */
    enum Hand {
        NOTARY,
        NAVICERT;

        Hand other() {
            return this == NOTARY ? NAVICERT : NOTARY;
        }
    }

    /** What a command said; free of what differs from household to household. */
    record Said(int exit, String stdout, String stderr) {}

    private static final Path KEYS = Path.of("src/test/resources/cli-transcripts/keys");

    private final Path work;
    private final RealServer server;
    private final KeyNames names;

    private Household(Path work, RealServer server) {
        this.work = work;
        this.server = server;
        this.names = new KeyNames(work.resolve("trust/private"));
    }

    /** A household with nothing but the files of {@code cli-transcripts/keys}, a file among its keys that is none, and {@code f.txt}, {@code g.txt}, {@code c.json}. */
    static Household found(Path work) throws IOException {
        Files.createDirectories(work.resolve("home"));
        try (Stream<Path> keys = Files.list(KEYS)) {
            for (Path key : keys.toList()) {
                Files.copy(key, work.resolve(key.getFileName()));
            }
        }
        Files.createDirectories(
                work.resolve("trust/private"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(work.resolve("trust/private/no.key"), "no key\n");
        Files.writeString(work.resolve("f.txt"), "hello\n");
        Files.writeString(work.resolve("g.txt"), "good bye\n");
        Files.writeString(work.resolve("c.json"), "{\"b\": [\"x\", null], \"size\": 150}");
        return new Household(work, RealServer.plain(work));
    }

    KeyNames names() {
        return names;
    }

    Path trustDirectory() {
        return work.resolve("trust");
    }

    String url() {
        return server.url();
    }

    /**
     * Runs a command.
     *
     * @param input what is typed
     * @param words as typed; {@code {NAME}} is the key of that name
     */
    Said run(Hand hand, String input, List<String> words) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-s", url(), "-d", "trust"));
        for (String word : words) {
            arguments.add(names.resolved(word));
        }
        Said raw = hand == Hand.NOTARY ? notary(input, arguments) : navicert(input, arguments);
        names.learn();
        String stdout = harmonised(raw.stdout);
        return new Said(
                raw.exit,
                words.contains("list") && !words.contains("delegation") ? sorted(stdout) : stdout,
                harmonised(raw.stderr));
    }

    /** Keys of one role are listed by identifier, in another order every time. */
    private static String sorted(String lines) {
        return lines.lines().sorted().collect(Collectors.joining("\n"));
    }

    private String harmonised(String text) {
        return names.replacedIn(text)
                .replace(work.getFileName() + "/trust", "HOUSEHOLD/trust")
                .replace(server.url(), "SERVER")
                .replace(server.url().substring("http://".length()), "SERVER")
                .replaceAll("time=\"[^\"]*\"", "time");
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(Map.of(
                "HOME", work.resolve("home").toString(), "TZ", "UTC", "PATH", "/usr/bin:/bin", "LANG", "C.UTF-8"));
        for (String role : List.of("ROOT", "TARGETS", "SNAPSHOT", "DELEGATION")) {
            environment.put("NOTARY_" + role + "_PASSPHRASE", "a long passphrase");
        }
        return environment;
    }

    private Said navicert(String input, List<String> arguments) {
        CommandRun run = CommandRun.now(environment(), work, input, arguments.toArray(String[]::new));
        return new Said(run.exit(), run.stdout(), run.stderr());
    }

    private Said notary(String input, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(RealNotaryCondition.find("notary").orElseThrow().toString()));
        command.addAll(arguments);
        Path stdin = Files.writeString(work.resolve("stdin"), input);
        Path stdout = work.resolve("stdout");
        Path stderr = work.resolve("stderr");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectInput(stdin.toFile())
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment());
        Process process = builder.start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IOException("notary does not end: " + arguments);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
        }
        return new Said(process.exitValue(), Files.readString(stdout, UTF_8), Files.readString(stderr, UTF_8));
    }

    @Override
    public void close() {
        server.close();
    }
}
