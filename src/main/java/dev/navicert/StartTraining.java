package dev.navicert;

import dev.navicert.name.Gun;
import dev.navicert.trustserver.RepositoryKeys;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.trustserver.TrustServer;
import dev.navicert.trustserver.TrustServerSite;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the JVM watches while a start archive is made: the verbs that people and scripts run all day, once each, against a
 * trust server in the same process. It is started by {@code navicert archive} alone; what it prints goes to that command's
 * log.
 */
final class StartTraining {
    private static final Gun GUN = new Gun("training.example/app");
    private static final byte[] CONTENT = "training".getBytes(StandardCharsets.US_ASCII);

    private StartTraining() {}

    public static void main(String[] none) throws IOException {
        Instant now = Clock.systemUTC().instant();
        SignedRepository repository = SignedRepository.create(GUN, RepositoryKeys.generate(), now)
                .addTarget(RoleName.TARGETS, "latest", FileMeta.of(CONTENT));
        TrustServerSite site = TrustServerSite.open().serve(GUN, repository.publish(now));
        Path trustDirectory = Files.createTempDirectory("navicert-training-");
        int status;
        try (TrustServer server = TrustServer.start(site, 0)) {
            status = everyday(server.uri().toString(), trustDirectory.toString());
        } finally {
            delete(trustDirectory);
        }
        System.exit(status);
    }

    private static int everyday(String server, String trustDirectory) throws IOException {
        Path content = Files.write(Path.of(trustDirectory, "content"), CONTENT);
        int status = 0;
        for (List<String> words : List.of(
                List.of("version"),
                List.of("help"),
                List.of("list", "--help"),
                List.of("-s", server, "-d", trustDirectory, "list", GUN.value()),
                List.of("-s", server, "-d", trustDirectory, "list", GUN.value()),
                List.of("-s", server, "-d", trustDirectory, "lookup", GUN.value(), "latest"),
                List.of("-s", server, "-d", trustDirectory, "list", GUN.value(), "--format", "json"),
                List.of(
                        "-s",
                        server,
                        "-d",
                        trustDirectory,
                        "verify",
                        GUN.value(),
                        "latest",
                        "-i",
                        content.toString(),
                        "-q"),
                List.of("-d", trustDirectory, "key", "list"),
                List.of("-d", trustDirectory, "add", GUN.value(), "next", content.toString()),
                List.of("-s", server, "-d", trustDirectory, "status", GUN.value()))) {
            status = Math.max(status, Launcher.run(words.toArray(String[]::new)));
        }
        // Without keys nothing is published, but all that leads there is met.
        Launcher.run(new String[] {"-s", server, "-d", trustDirectory, "publish", GUN.value()});
        return status;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
