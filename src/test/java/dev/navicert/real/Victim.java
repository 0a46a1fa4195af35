package dev.navicert.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.cli.CommandRun;
import dev.navicert.cli.verbs.ProgramName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that runs one command and is killed at some moment of it; says that it begins. */
final class Victim {
    private Victim() {}

    /** The same command in this process, to its end. */
    static CommandRun run(ProgramName program, Path work, String url, String... words) {
        Map<String, String> environment = new TreeMap<>(Map.of("HOME", work.toString()));
        for (String role : List.of("ROOT", "TARGETS", "SNAPSHOT")) {
            environment.put("NOTARY_" + role + "_PASSPHRASE", "a long passphrase");
        }
        String[] all = Stream.concat(Stream.of("-s", url, "-d", "trust"), Stream.of(words))
                .toArray(String[]::new);
        return CommandRun.run(program, environment, work, "", Clock.systemUTC(), all);
    }

    /** Runs a command and kills it so many milliseconds after it began, if it has not ended by then. */
    static void killed(ProgramName program, Path work, String url, int moment, String... words)
            throws IOException, InterruptedException {
        Path said = Files.createTempFile(work, "said", ".txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                program.name(),
                work.toString(),
                url));
        command.addAll(List.of(words));
        Process victim = new ProcessBuilder(command)
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            while (victim.isAlive() && Files.size(said) == 0) {
                Thread.sleep(5);
            }
            victim.waitFor(moment, TimeUnit.MILLISECONDS);
        } finally {
            assertThat(victim.destroyForcibly().waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** The files of the keys, by name. */
    static Map<String, String> keys(Path work) throws IOException {
        Map<String, String> keys = new TreeMap<>();
        Path directory = work.resolve("trust/private");
        if (!Files.exists(directory)) {
            return keys;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                keys.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return keys;
    }

    public static void main(String[] arguments) {
        System.out.println("begun");
        System.out.flush();
        run(
                ProgramName.valueOf(arguments[0]),
                Path.of(arguments[1]),
                arguments[2],
                Arrays.copyOfRange(arguments, 3, arguments.length));
    }
}
