package dev.navicert.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.cluster.ServingCertificate;
import dev.navicert.disk.StateDirectory;
import dev.navicert.name.Gun;
import dev.navicert.packaged.Distribution;
import dev.navicert.packaged.Program;
import dev.navicert.real.RealServer;
import dev.navicert.trust.view.Remembered;
import dev.navicert.tuf.RoleName;
import dev.navicert.webhook.Certificates;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A small company: a publisher with a trust server, a webhook that believes it, a load on the webhook, and whatever happens to
 * them. Each {@link #day} is a row of the table.
 */
final class Shop implements AutoCloseable {
    static final int COLLECTIONS = 4;
    private static final String TARGETS_TAG = "1.0";
    /** It was signed once; the backup and nobody else still says so. */
    private static final String WITHDRAWN = "withdrawn";
    /** What the attacker signs. */
    private static final String EVIL = "evil";

    private final Path folder;
    private final Path state;
    private final Truth truth = new Truth();
    private final Map<String, String> pins = new TreeMap<>();
    private final List<String> table = new ArrayList<>();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Publisher publisher;
    private final RealServer server;
    private final Gate gate;
    private final Path backup;
    private final RunningWebhook webhook;
    private final Load load;
    private int published;
    private int rooms;

    /** What happens on a day. */
    interface Events {
        void happen() throws Exception;
    }

    /**
     * Opens it, on a good day.
     *
     * @param state where the webhook keeps what must survive
     * @param askers how many clients ask at once
     */
    Shop(Path folder, Path state, int askers) throws Exception {
        this.folder = folder;
        this.state = state;
        try {
            this.server = opened(RealServer.plain(folder.resolve("server")));
            this.publisher = new Publisher("publisher", folder.resolve("publisher"), server);
            for (String gun : guns()) {
                pins.put(gun, publisher.found(gun));
                publish(gun, TARGETS_TAG);
                publish(gun, WITHDRAWN);
            }
            this.backup = backUp();
            for (String gun : guns()) {
                publisher.withdraw(gun, WITHDRAWN);
                truth.withdrawn(gun + ":" + WITHDRAWN);
            }
            this.gate = opened(new Gate(URI.create(server.url())));
            putPolicy(policy());
            ServingCertificate.in(folder);
            Path authority = Files.copy(folder.resolve("serving.crt"), folder.resolve("authority.crt"));
            this.webhook = opened(new RunningWebhook(folder, state));
            this.load = opened(new Load(webhook.uri(), Certificates.trusting(authority), truth, unsigned(), askers));
        } catch (Exception | Error e) {
            close();
            throw e;
        }
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.push(resource);
        return resource;
    }

    static List<String> guns() {
        return Stream.iterate(0, i -> i + 1)
                .limit(COLLECTIONS)
                .map(i -> "shop.example/app-" + i)
                .toList();
    }

    private static List<String> unsigned() {
        List<String> images = new ArrayList<>();
        for (String gun : guns()) {
            images.addAll(List.of(
                    gun + ":" + WITHDRAWN, gun + ":" + EVIL, gun + ":nightly", gun + "@sha256:" + "0".repeat(64)));
        }
        images.add("shop.example/invented:1.0");
        images.add("elsewhere.example/app:1.0");
        return images;
    }

    /** All collections as they are now, as somebody keeps them who is careful. */
    private Path backUp() {
        Path directory = folder.resolve("backup");
        List<String> words = new ArrayList<>(
                List.of("-s", server.url(), "-d", folder.resolve("reader").toString(), "mirror"));
        words.addAll(guns());
        words.addAll(List.of("--to", directory.toString()));
        Program.Result result = Distribution.built().navicert().run(words.toArray(String[]::new));
        assertThat(result.exit()).as(result.err()).isZero();
        return directory;
    }

    String policy() {
        StringBuilder certs = new StringBuilder();
        pins.forEach((gun, key) -> certs.append("\"%s\": [%s], ".formatted(gun, key)));
        return """
                apiVersion: navicert.dev/v1alpha1
                kind: TrustServer
                metadata: {name: shop}
                spec:
                  url: "%s"
                  insecure: true
                  serves: ["shop.example/**"]
                  pins: {certs: {%s}}
                  refresh: {interval: 2s, recheckAfter: 1s}
                ---
                apiVersion: navicert.dev/v1alpha1
                kind: ClusterImagePolicy
                metadata: {name: everything}
                spec: {mode: enforce, rules: [{images: ["**"], verify: {signedBy: {anyOf: [targets]}}}]}
                """.formatted(gate.uri(), certs);
    }

    /** Replaces the policy file by another, whole. */
    void putPolicy(String text) throws IOException {
        Path fresh = Files.writeString(folder.resolve("policy.new"), text);
        Files.move(
                fresh,
                folder.resolve("policy.yaml"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Signs another image of each collection, and new content under the tag that all of them have. */
    void publish() throws IOException {
        published++;
        for (String gun : guns()) {
            publish(gun, "v" + published % 5);
            publish(gun, TARGETS_TAG);
        }
    }

    private void publish(String gun, String tag) throws IOException {
        String image = gun + ":" + tag;
        String digest = publisher.newContent();
        truth.announced(image, digest);
        publisher.sign(gun, tag, digest);
        truth.published(image, digest);
    }

    /** The same, while the webhook cannot keep what it sees, and so must not see it. */
    void publishUnseen() throws IOException {
        truth.holdStill();
        publish();
    }

    /** The trust server is where it was, and as it was. */
    void back() {
        gate.leadTo(URI.create(server.url()));
        truth.goOn();
    }

    /** Nobody listens any more. */
    void serverGone() throws IOException {
        truth.holdStill();
        try (Gate closed = new Gate(URI.create("http://127.0.0.1:1"))) {
            gate.leadTo(closed.uri());
        }
    }

    /** A server that has lost everything. */
    void serverEmpty() throws IOException {
        truth.holdStill();
        RealServer empty = opened(RealServer.plain(room("empty")));
        gate.leadTo(URI.create(empty.url()));
    }

    /** A server that says what was true at the last backup. */
    void serverRestored() throws IOException {
        truth.holdStill();
        gate.leadTo(opened(new StaticSite(backup)).uri());
    }

    /** A folder that nobody used before. */
    private Path room(String name) {
        return folder.resolve(name + "-" + rooms++);
    }

    /** Somebody else's server, with collections of the same names and higher versions. */
    void serverOfAnAttacker() throws IOException {
        truth.holdStill();
        RealServer other = opened(RealServer.plain(room("other")));
        Publisher attacker = new Publisher("attacker", room("attacker"), other);
        for (String gun : guns()) {
            attacker.found(gun);
            for (int version = 0; version < 3; version++) {
                attacker.sign(gun, EVIL, attacker.newContent());
                attacker.sign(gun, TARGETS_TAG, attacker.newContent());
            }
        }
        gate.leadTo(URI.create(other.url()));
    }

    void serverSlow(Duration delay) {
        truth.holdStill();
        gate.delayBy(delay);
    }

    RunningWebhook webhook() {
        return webhook;
    }

    Path folder() {
        return folder;
    }

    /**
     * Lets something happen under load, and notes what the load was answered.
     *
     * @return what is to be judged by the kind of day
     */
    Tally day(String name, Duration length, Events events) throws Exception {
        load.next();
        events.happen();
        Thread.sleep(length.toMillis());
        Tally tally = load.next();
        table.add("| %s | %s | %d |".formatted(name, tally.row(), webhook.residentMebibytes()));
        assertThat(tally.wrongs()).as("wrong answers on the day of: " + name).isEmpty();
        return tally;
    }

    /** What every repository's state says to a process that starts now. */
    void stateIsWhole() throws IOException {
        Path copy = folder.resolve("copy-of-state");
        copy(state.resolve("v1"), copy.resolve("v1"));
        try (StateDirectory directory = StateDirectory.open(copy)) {
            for (String gun : guns()) {
                Optional<Remembered> remembered = directory.recall("shop", new Gun(gun));
                assertThat(remembered).as("state of " + gun).isPresent();
                assertThat(remembered.orElseThrow().metadata())
                        .as("metadata of " + gun)
                        .containsKeys(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** One row for each day. */
    String table() {
        return "| day | admitted | refused | signed, yet refused | no answer | wrong | MiB |\n| --- | --- | --- | --- | --- | --- | --- |\n"
                + String.join("\n", table);
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
