package dev.navicert.real;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.navicert.tuf.RoleName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The program {@code notary}, with a trust directory and a home of its own.
 *
 * @param work where both are
 * @param url the server it talks to
 * @param environment on top of the passphrases
 */
public record GoNotary(Path work, String url, Map<String, String> environment) {
    public static GoNotary anonymous(Path work, RealServer server) {
        return new GoNotary(work, server.url(), Map.of());
    }

    static GoNotary loggedIn(Path work, RealServer server) {
        return new GoNotary(work, server.url(), Map.of("NOTARY_AUTH", TokenIssuer.auth()));
    }

    /** A row of {@code notary list}. */
    record Row(String name, String digest, long length, RoleName role) {}

    Path trustDirectory() {
        return work.resolve("trust");
    }

    /** Runs a command that must succeed; the answer to any question is yes. */
    public String run(String... arguments) throws IOException {
        Files.createDirectories(work.resolve("home"));
        List<String> command = new ArrayList<>(List.of(
                RealNotaryCondition.find("notary").orElseThrow().toString(),
                "-s",
                url,
                "-d",
                trustDirectory().toString()));
        if (url.startsWith("https")) {
            command.addAll(
                    List.of("--tlscacert", RealServer.TLS.resolve("ca.pem").toString()));
        }
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("NOTARY_") || name.endsWith("_PROXY"));
        builder.environment().put("HOME", work.resolve("home").toString());
        for (String role : List.of("ROOT", "TARGETS", "SNAPSHOT", "DELEGATION")) {
            builder.environment().put("NOTARY_" + role + "_PASSPHRASE", "a long passphrase");
        }
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (var stdin = process.getOutputStream()) {
            stdin.write("yes\n".getBytes(UTF_8));
        } catch (IOException notReadByTheCommand) {
            // Most commands ask nothing.
        }
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", arguments) + ": " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return output;
    }

    /** What {@code notary list} shows; no roles are {@code targets}. */
    List<Row> list(String gun, RoleName... roles) throws IOException {
        List<String> command = new ArrayList<>(List.of("list", gun));
        for (RoleName role : roles) {
            command.addAll(List.of("-r", role.value()));
        }
        return run(command.toArray(new String[0]))
                .lines()
                .map(line -> line.split(" {2,}"))
                .filter(cells -> cells.length == 4 && cells[1].matches("[0-9a-f]{64}"))
                .map(cells -> new Row(cells[0], cells[1], Long.parseLong(cells[2]), new RoleName(cells[3])))
                .toList();
    }
}
