package dev.navicert.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.name.Gun;
import dev.navicert.simulator.ServerSimulator;
import dev.navicert.simulator.SimulatedSite;
import dev.navicert.simulator.SimulatedSite.Reply;
import dev.navicert.trust.RemoteException;
import dev.navicert.tuf.RoleName;
import dev.navicert.tuf.crypto.PublicKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code init}, {@code publish}, {@code key rotate} and {@code delete --remote} against a server of our own. */
class PublishingVerbsTest {
    private static final String GUN = "ex.com/app";
    private static final String CONTENT = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";

    @TempDir
    Path work;

    private final ServerSimulator server = new ServerSimulator(CommandRun.NOW);
    private final Map<String, String> environment = new HashMap<>();
    private SimulatedSite site;
    private String url = "";

    @BeforeEach
    void start() throws Exception {
        site = SimulatedSite.with(new Gun(GUN), server);
        url = site.url();
        Files.writeString(work.resolve("f.txt"), "hello\n");
        environment.put("HOME", work.toString());
        for (String role : List.of("ROOT", "TARGETS", "SNAPSHOT", "DELEGATION")) {
            environment.put("NOTARY_" + role + "_PASSPHRASE", "a long passphrase");
        }
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private CommandRun notary(String... words) {
        return run(ProgramName.NOTARY, "", words);
    }

    private CommandRun navicert(String... words) {
        return run(ProgramName.NAVICERT, "", words);
    }

    private CommandRun run(ProgramName program, String input, String... words) {
        String[] all = Stream.concat(Stream.of("-s", url, "-d", "trust"), Stream.of(words))
                .toArray(String[]::new);
        return CommandRun.of(program, environment, work, input, all);
    }

    private Map<String, String> keys() throws IOException {
        return files("trust/private");
    }

    /** What lies below a folder, in Latin-1. */
    private Map<String, String> files(String folder) throws IOException {
        Map<String, String> content = new TreeMap<>();
        if (Files.isDirectory(work.resolve(folder))) {
            try (Stream<Path> paths = Files.walk(work.resolve(folder))) {
                for (Path file : paths.filter(Files::isRegularFile).toList()) {
                    content.put(
                            work.resolve(folder).relativize(file).toString(),
                            new String(Files.readAllBytes(file), ISO_8859_1));
                }
            }
        }
        return content;
    }

    @Test
    void a_gun_of_two_lines_is_refused_before_a_key_is_made() throws Exception {
        for (String verb : List.of("init", "publish")) {
            CommandRun run = navicert(verb, "ex.com/app\nrole: root");

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.stdout()).endsWith("\n* fatal: a GUN must be one line\n");
        }
        assertThat(keys()).isEmpty();
    }

    @Test
    void init_that_publishes_asks_for_each_passphrase_once() throws Exception {
        notary("key", "generate");
        environment.keySet().removeIf(name -> name.endsWith("_PASSPHRASE"));
        List<String> typed =
                List.of("a long passphrase\n", "of targets\n", "of targets\n", "of snapshot\n", "of snapshot\n");

        CommandRun run = CommandRun.onTerminal(environment, work, typed, "-s", url, "-d", "trust", "init", "-p", GUN);

        assertThat(run.exit()).as(run.stdout() + run.stderr()).isZero();
        assertThat(run.stdout().lines().filter(line -> line.contains(" passphrase for ")))
                .hasSize(typed.size());
        assertThat(site.requests()).contains("POST /v2/" + GUN + "/_trust/tuf/");
    }

    @Test
    void init_makes_keys_and_files_and_publish_sends_them() throws Exception {
        assertThat(notary("init", GUN)).isEqualTo(new CommandRun(0, "", ""));
        assertThat(keys()).hasSize(3);
        assertThat(site.requests())
                .doesNotContain("POST /v2/" + GUN + "/_trust/tuf/")
                .contains("GET /v2/" + GUN + "/_trust/tuf/timestamp.key");

        notary("add", GUN, "v1", "f.txt");
        assertThat(notary("publish", GUN))
                .isEqualTo(new CommandRun(
                        0,
                        "Pushing changes to " + GUN + "\nSuccessfully published changes for repository " + GUN + "\n",
                        ""));
        assertThat(notary("lookup", GUN, "v1").stdout()).isEqualTo("v1 sha256:" + CONTENT + " 6\n");
        assertThat(notary("status", GUN).stdout()).isEqualTo("No unpublished changes for " + GUN + "\n");
    }

    @Test
    void init_as_navicert_replaces_nothing_unless_forced() throws Exception {
        navicert("init", GUN, "-p");
        Map<String, String> before = files("trust");

        CommandRun again = navicert("init", GUN);
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.stderr() + again.stdout()).contains(GUN + " is here already", "--force");
        assertThat(files("trust")).isEqualTo(before);

        assertThat(navicert("init", "--force", GUN).exit()).isZero();
        assertThat(files("trust")).isNotEqualTo(before);
    }

    @Test
    void a_server_whose_key_is_none_is_refused_in_one_line_and_nothing_is_kept() throws Exception {
        server.offerKey(PublicKey.of("ecdsa", new byte[] {1, 2, 3}));

        assertThat(navicert("init", GUN, "-p").stdout())
                .isEqualTo("\n"
                        + "* fatal: the server offers a timestamp key that nobody could verify a signature with,"
                        + " of type ecdsa; nothing was done: look at the server\n");

        assertThat(files("trust")).isEmpty();
    }

    @Test
    void init_as_navicert_finishes_one_that_was_killed_and_says_so() throws Exception {
        navicert("init", GUN);
        Map<String, String> before = files("trust");
        Path metadata = work.resolve("trust/tuf").resolve(GUN).resolve("metadata");
        Files.delete(metadata.resolve("targets.json"));
        Files.delete(metadata.resolve("snapshot.json"));

        assertThat(navicert("init", GUN, "--rootkey", "nosuch").stdout()).contains("was broken off", "--force");
        CommandRun again = navicert("init", GUN, "-p");

        assertThat(again.exit()).isZero();
        assertThat(again.stderr()).contains("an earlier init of " + GUN + " was broken off; it is finished now");
        assertThat(files("trust").keySet()).isEqualTo(before.keySet());
        assertThat(Files.readString(metadata.resolve("root.json")))
                .isEqualTo(before.get("tuf/" + GUN + "/metadata/root.json"));
        assertThat(navicert("list", GUN).exit()).isZero();
    }

    @Test
    void init_takes_the_root_key_with_the_lowest_id_and_says_so() throws Exception {
        for (int i = 0; i < 3; i++) {
            notary("init", "ex.com/" + i);
            Path root = rootKey();
            Files.move(root, work.resolve(String.valueOf(root.getFileName())));
        }
        try (Stream<Path> roots =
                Files.list(work).filter(file -> file.toString().endsWith(".key"))) {
            for (Path root : roots.toList()) {
                Files.move(root, work.resolve("trust/private").resolve(root.getFileName()));
            }
        }
        String lowest = keys().entrySet().stream()
                .filter(key -> key.getValue().contains("role: root"))
                .map(key -> key.getKey().replace(".key", ""))
                .min(String::compareTo)
                .orElseThrow();

        assertThat(notary("init", GUN).stdout()).isEqualTo("Root key found, using: " + lowest + "\n");
    }

    private Path rootKey() throws IOException {
        return work.resolve("trust/private")
                .resolve(keys().entrySet().stream()
                        .filter(key -> key.getValue().contains("role: root"))
                        .findFirst()
                        .orElseThrow()
                        .getKey());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"init ex.com/app", "init -p ex.com/app", "key rotate ex.com/app targets", "publish ex.com/app"})
    void navicert_makes_no_key_for_a_server_that_does_not_answer(String command) throws Exception {
        site.close();

        CommandRun run = navicert(command.split(" "));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.stdout() + run.stderr())
                .contains("client is offline: ", URI.create(url).getAuthority());
        assertThat(keys()).isEmpty();
    }

    @Test
    void navicert_rotates_no_key_of_a_collection_that_nobody_has_published() throws Exception {
        CommandRun run = navicert("key", "rotate", GUN, "targets");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.stdout() + run.stderr()).contains("does not have trust data for " + GUN);
        assertThat(keys()).isEmpty();
        assertThat(server.uploads()).isEmpty();
    }

    @Test
    void rotating_the_root_key_asks_and_yes_answers() throws Exception {
        notary("init", GUN, "-p");

        assertThat(run(ProgramName.NOTARY, "no\n", "key", "rotate", GUN, "root").stdout())
                .endsWith("Are you sure you want to proceed?  (yes/no)  \nAborting action.\n");
        assertThat(server.uploads()).hasSize(1);

        CommandRun rotated = navicert("key", "rotate", "--yes", GUN, "root");
        assertThat(rotated.stdout()).endsWith("Successfully rotated root key for repository " + GUN + "\n");
        assertThat(server.uploads().get(1)).containsOnlyKeys(RoleName.ROOT, RoleName.SNAPSHOT);
    }

    @Test
    void navicert_builds_upon_what_another_published_meanwhile() throws Exception {
        notary("init", GUN, "-p");
        notary("add", GUN, "mine", "f.txt");
        notary("add", "-d", "other", GUN, "theirs", "f.txt");
        copy("trust/private", "other/private");
        server.beforeNextUpload(() -> run(ProgramName.NOTARY, "", "-d", "other", "publish", GUN));

        CommandRun run = navicert("publish", GUN);

        assertThat(run.exit()).as(run.toString()).isZero();
        assertThat(server.targets(RoleName.TARGETS).targets()).containsOnlyKeys("mine", "theirs");
        assertThat(navicert("status", GUN).stdout()).startsWith("No unpublished changes");
    }

    @Test
    void notary_says_what_notary_says_when_another_published_meanwhile_and_keeps_what_is_staged() throws Exception {
        notary("init", GUN, "-p");
        notary("add", GUN, "mine", "f.txt");
        notary("add", "-d", "other", GUN, "theirs", "f.txt");
        copy("trust/private", "other/private");
        server.beforeNextUpload(() -> run(ProgramName.NOTARY, "", "-d", "other", "publish", GUN));

        assertThat(notary("publish", GUN).stdout()).endsWith("\n* fatal: trust server rejected operation.\n");
        assertThat(notary("publish", GUN).exit()).isZero();
        assertThat(server.targets(RoleName.TARGETS).targets()).containsOnlyKeys("mine", "theirs");
    }

    private void copy(String from, String to) throws IOException {
        Files.createDirectories(work.resolve(to));
        for (String name : files(from).keySet()) {
            Files.copy(work.resolve(from).resolve(name), work.resolve(to).resolve(name));
        }
    }

    /** What a server may do to an upload. */
    enum Trouble {
        BROKEN(500),
        UNAUTHORIZED(401),
        CONFLICT(409),
        AWAY(503);

        private final int status;

        Trouble(int status) {
            this.status = status;
        }
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void a_refused_publication_loses_nothing_and_the_next_one_succeeds(Trouble trouble) throws Exception {
        notary("init", GUN, "-p");
        notary("add", GUN, "v1", "f.txt");
        Map<String, String> keys = keys();
        Map<String, String> staged = files("trust/tuf/" + GUN + "/changelist");
        server.failNext(() -> {
            throw trouble == Trouble.UNAUTHORIZED
                    ? new RemoteException.Unauthorized(401, "not you")
                    : new RemoteException.Unavailable(trouble.status, "not now");
        });

        CommandRun refused = notary("publish", GUN);

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.stdout()).contains(String.valueOf(trouble.status));
        assertThat(keys()).isEqualTo(keys);
        assertThat(files("trust/tuf/" + GUN + "/changelist")).isEqualTo(staged);
        assertThat(notary("publish", GUN).exit()).isZero();
        assertThat(server.targets(RoleName.TARGETS).targets()).containsOnlyKeys("v1");
    }

    @Test
    void an_answer_that_is_lost_is_no_loss_because_publishing_again_changes_nothing() throws Exception {
        notary("init", GUN, "-p");
        notary("add", GUN, "v1", "f.txt");
        site.distortUploads(taken -> new Reply(502, new byte[0]));
        assertThat(notary("publish", GUN).exit()).isEqualTo(1);
        site.distortUploads(taken -> taken);
        byte[] taken = server.file(RoleName.TARGETS);

        assertThat(notary("publish", GUN).exit()).isZero();

        assertThat(server.targets(RoleName.TARGETS).targets()).containsOnlyKeys("v1");
        assertThat(server.file(RoleName.TARGETS)).isEqualTo(taken);
    }

    @Test
    void navicert_warns_of_a_removal_of_nothing() throws Exception {
        notary("init", GUN, "-p");
        notary("remove", GUN, "nosuch");
        assertThat(navicert("publish", GUN).stderr()).contains("there was no target nosuch in targets to remove");

        notary("remove", GUN, "nosuch");
        assertThat(notary("publish", GUN))
                .isEqualTo(new CommandRun(
                        0,
                        "Pushing changes to " + GUN + "\nSuccessfully published changes for repository " + GUN + "\n",
                        ""));
    }

    @Test
    void navicert_says_that_a_passphrase_was_wrong_and_shows_none() throws Exception {
        notary("init", GUN, "-p");
        notary("add", GUN, "v1", "f.txt");
        environment.put("NOTARY_TARGETS_PASSPHRASE", "wrong horse");

        CommandRun run = navicert("publish", GUN);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.stdout() + run.stderr())
                .contains("NOTARY_TARGETS_PASSPHRASE")
                .doesNotContain("wrong horse");
        environment.put("NOTARY_TARGETS_PASSPHRASE", "a long passphrase");
        assertThat(navicert("publish", GUN).exit()).isZero();
    }

    @Test
    void a_key_from_a_file_becomes_the_targets_key_and_a_plain_one_never_the_root_key() throws Exception {
        notary("init", GUN, "-p");
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair key = generator.generateKeyPair();
        Files.writeString(
                work.resolve("key.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(key.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");

        assertThat(notary("key", "rotate", GUN, "targets", "-k", "key.pem").stdout())
                .isEqualTo("Successfully rotated targets key for repository " + GUN + "\n");
        assertThat(keys())
                .containsKey(PublicKey.of(PublicKey.ECDSA, key.getPublic().getEncoded())
                                .id() + ".key");
        assertThat(run(ProgramName.NOTARY, "yes\n", "key", "rotate", GUN, "root", "-k", "key.pem")
                        .stdout())
                .endsWith("* fatal: only encrypted root keys may be imported\n");
    }

    @Test
    void publishes_custom_data_that_is_neither_sorted_nor_plain() throws Exception {
        Files.writeString(work.resolve("c.json"), "{\"z\": \"<&>\", \"a\": [1, null]}");
        notary("init", GUN, "-p");
        notary("add", GUN, "v1", "f.txt", "--custom", "c.json");

        assertThat(notary("publish", GUN).exit()).isZero();

        assertThat(notary("lookup", GUN, "v1").exit()).isZero();
    }

    @Test
    void asks_who_one_is_for_every_request_as_notary_and_once_as_navicert() throws Exception {
        site.lock("alice", "s3cret");

        CommandRun asked = run(ProgramName.NOTARY, "alice\ns3cret\n".repeat(9), "init", "-p", GUN);
        assertThat(asked.exit()).isEqualTo(1);
        assertThat(asked.stdout())
                .contains("Enter password: \n", "Enter username: \n* fatal: no basic auth credentials");

        CommandRun once = run(ProgramName.NAVICERT, "alice\ns3cret\n", "publish", GUN);
        assertThat(once.exit()).as(once.toString()).isZero();
        assertThat(once.stdout() + once.stderr())
                .containsOnlyOnce("Enter username: ")
                .doesNotContain("s3cret");
    }

    @Test
    void delete_remote_leaves_nothing_on_the_server() throws Exception {
        notary("init", GUN, "-p");

        assertThat(notary("delete", "--remote", GUN).exit()).isZero();

        assertThat(server.file("root.json")).isEmpty();
        assertThat(notary("list", GUN).stdout()).contains("does not have trust data for " + GUN);
    }
}
