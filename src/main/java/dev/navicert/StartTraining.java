package dev.navicert;

import dev.navicert.name.Gun;
import dev.navicert.trustserver.PublishingSite;
import dev.navicert.trustserver.TrustServer;
import dev.navicert.trustserver.UploadedCollection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the JVM watches while a start archive is made: the verbs that people and scripts run all day, once each, against a
 * trust server in the same process. It is started by {@code navicert archive} alone, with a passphrase for each key that it
 * makes; what it prints goes to that command's log.
 */
final class StartTraining {
    private static final Gun GUN = new Gun("training.example/app");
    private static final byte[] CONTENT = "training".getBytes(StandardCharsets.US_ASCII);
    private static final String CONFIGURATION = "config.json";

    private final Path trustDirectory;
    private final String server;
    private int status;

    private StartTraining(Path trustDirectory, String server) {
        this.trustDirectory = trustDirectory;
        this.server = server;
    }

    public static void main(String[] none) throws IOException {
        Instant now = Clock.systemUTC().instant();
        Path trustDirectory = Files.createTempDirectory("navicert-training-");
        // Not the user's own, which may pin roots or name another server.
        Files.writeString(trustDirectory.resolve(CONFIGURATION), "{}");
        int status;
        try (TrustServer server = TrustServer.start(PublishingSite.of(GUN, new UploadedCollection(now)), 0)) {
            status = new StartTraining(trustDirectory, server.uri().toString()).everyday();
        } finally {
            delete(trustDirectory);
        }
        System.exit(status);
    }

    private int everyday() throws IOException {
        String content = Files.write(trustDirectory.resolve("content"), CONTENT).toString();
        String gun = GUN.value();
        run("version");
        run("help");
        run("list", "--help");
        run("key", "generate");
        run("key", "list");
        run("init", gun);
        run("add", gun, "latest", content);
        run("status", gun);
        run("publish", gun);
        run("key", "rotate", gun, "snapshot", "--server-managed");
        run("add", gun, "next", content, "--publish");
        run("remove", gun, "next");
        run("addhash", gun, "1.0", "8", "--sha256", "00".repeat(32));
        run("publish", gun);
        run("list", gun);
        run("list", gun);
        run("list", gun, "--format", "json");
        run("lookup", gun, "latest");
        run("verify", gun, "latest", "-i", content, "-q");
        return status;
    }

    private void run(String... words) {
        String directory = trustDirectory.toString();
        List<String> all =
                new ArrayList<>(List.of("-c", directory + "/" + CONFIGURATION, "-s", server, "-d", directory));
        all.addAll(List.of(words));
        status = Math.max(status, Launcher.run(all.toArray(String[]::new)));
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
