package dev.navicert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.cli.terminal.ExitStatus;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.name.Gun;
import dev.navicert.simulator.ServerSimulator;
import dev.navicert.simulator.SimulatedSite;
import dev.navicert.simulator.SimulatedSite.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of {@code docs/cli.md}: each way in which verbs that handle keys and publish fail, with its exit status. */
@Tag("once")
class FailureTableTest {
    private static final String GUN = "ex.com/app";
    private static final String PASSPHRASE = "a long passphrase";
    private static final String NOBODYS = "0".repeat(64);

    /** A row: what has to happen before, and the words that then fail. */
    enum Failure {
        KEY_ID("key remove, passwd", "the argument is no key identifier", ExitStatus.USAGE, t -> {}, "key passwd 0123"),
        KEY_UNKNOWN(
                "key remove, passwd, export", "no such key", ExitStatus.NOT_FOUND, t -> {}, "key passwd " + NOBODYS),
        KEY_UNKNOWN_REMOVE(KEY_UNKNOWN, t -> {}, "key remove " + NOBODYS),
        KEY_UNKNOWN_EXPORT(KEY_UNKNOWN, t -> {}, "key export --key " + NOBODYS),
        KEY_DECLINED(
                "key remove, rotate",
                "the question was not answered with yes; nothing was done",
                ExitStatus.DONE,
                t -> t.generate("root"),
                "key remove KEY"),
        KEY_WRONG(
                "key passwd",
                "a passphrase that does not open the key, or none",
                ExitStatus.LOCKED,
                t -> t.wrong(t.generate("root")),
                "key passwd KEY"),
        KEY_NONE(KEY_WRONG, t -> t.forget(t.generate("root")), "key passwd KEY"),
        KEY_DAMAGED(
                "key passwd, rotate",
                "a key file that is damaged",
                ExitStatus.LOCKED,
                t -> t.damage(t.generate("root")),
                "key passwd KEY"),
        KEY_DAMAGED_ROTATE(
                KEY_DAMAGED,
                t -> t.write(
                        "damaged.pem",
                        "-----BEGIN ENCRYPTED PRIVATE KEY-----\n\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
                        t.publish()),
                "key rotate -k damaged.pem " + GUN + " targets"),
        KEY_ALGORITHM("key generate", "an algorithm that is not ECDSA", ExitStatus.USAGE, t -> {}, "key generate rsa"),
        KEY_NEW(
                "key generate, import, init",
                "no passphrase for a new key",
                ExitStatus.LOCKED,
                t -> t.forget(""),
                "key generate"),
        KEY_NEW_IMPORT(KEY_NEW, t -> t.forget(t.copy("alice-key.pem")), "key import alice-key.pem"),
        KEY_NEW_INIT(KEY_NEW, t -> t.forget(""), "init " + GUN),
        KEY_FOLDER(
                "every verb",
                "the trust directory cannot be read or written",
                ExitStatus.FAILED,
                t -> t.write("trust", "a file"),
                "key generate"),
        KEY_FOLDER_INIT(KEY_FOLDER, t -> t.write("trust", "a file"), "init " + GUN),
        KEY_FOLDER_DELEGATION(KEY_FOLDER, t -> t.write("trust", "a file"), "delegation purge --key 0 " + GUN),
        KEY_OUTPUT(
                "key generate, export",
                "the file to write to cannot be written",
                ExitStatus.FAILED,
                t -> t.generate("root"),
                "key export -o nosuch/out.pem"),
        KEY_OUTPUT_GENERATE(KEY_OUTPUT, t -> {}, "key generate -o nosuch/out"),
        KEY_BOTH(
                "key export",
                "`--gun` and `--key` at once",
                ExitStatus.USAGE,
                t -> {},
                "key export --gun a --key " + NOBODYS),
        KEY_FILE(
                "key import, rotate, init, delegation add",
                "the file to read cannot be read",
                ExitStatus.FAILED,
                t -> {},
                "key import nosuch.pem"),
        KEY_FILE_ROTATE(KEY_FILE, t -> t.publish(), "key rotate -k nosuch.pem " + GUN + " targets"),
        KEY_FILE_INIT(KEY_FILE, t -> {}, "init --rootkey nosuch.pem " + GUN),
        KEY_FILE_CERTIFICATE(KEY_FILE, t -> {}, "init --rootcert nosuch.pem " + GUN),
        KEY_FILE_DELEGATION(KEY_FILE, t -> {}, "delegation add " + GUN + " targets/a nosuch.pem"),
        KEY_KEYLESS(
                "key import",
                "a file without a key",
                ExitStatus.NOT_FOUND,
                t -> t.write("f.pem", "hello"),
                "key import f.pem"),
        KEY_HOMELESS(
                "key import",
                "nobody says of which collection a targets or snapshot key is",
                ExitStatus.USAGE,
                t -> t.copy("alice-key.pem"),
                "key import -r targets alice-key.pem"),
        KEY_ALL_LEFT_OUT(
                "key import",
                "no key in the file was taken, for any other reason",
                ExitStatus.FAILED,
                t -> t.copy("alice.crt"),
                "key import alice.crt"),
        PASSPHRASES_TWICE(
                "every verb that opens keys",
                "passphrases from two places, or in a file of which the lines make no sense",
                ExitStatus.USAGE,
                t -> t.generate("root"),
                "key passwd KEY --passphrase-fd 3 --passphrase-file f.txt"),
        PASSPHRASES_LINES(
                PASSPHRASES_TWICE,
                t -> t.write("two.txt", "one\ntwo\n", t.generate("root")),
                "key passwd KEY --passphrase-file two.txt"),
        PASSPHRASES_UNREADABLE(
                "every verb that opens keys",
                "the file with passphrases cannot be read",
                ExitStatus.FAILED,
                t -> t.generate("root"),
                "key passwd KEY --passphrase-file nosuch.txt"),
        ROTATE_ROLE(
                "key rotate",
                "a role whose key nobody may rotate, or may not hold so",
                ExitStatus.USAGE,
                t -> t.publish(),
                "key rotate " + GUN + " targets -r"),
        ROTATE_CONFLICT(
                "key rotate",
                "a key that is here for another role",
                ExitStatus.FAILED,
                t -> t.write("c.txt", "", t.publishWith("alice-key.pem")),
                "key rotate " + GUN + " targets -k alice-key.pem"),
        UNKNOWN(
                "key rotate, delegation list",
                "the server has no such collection",
                ExitStatus.NOT_FOUND,
                t -> {},
                "key rotate " + GUN + " targets"),
        UNKNOWN_LIST(UNKNOWN, t -> {}, "delegation list " + GUN),
        LOCKED(
                "init, publish, key rotate",
                "a key that must sign is not here, or does not open",
                ExitStatus.LOCKED,
                t -> t.withoutKeys(t.stage(t.publish(), "add", GUN, "v1", "f.txt")),
                "publish " + GUN),
        LOCKED_WRONG(LOCKED, t -> t.wrong(t.publish()), "publish " + GUN),
        LOCKED_ROTATE(LOCKED, t -> t.wrong(t.publish()), "key rotate " + GUN + " snapshot -r"),
        LOCKED_ROOT(LOCKED, t -> t.wrong(t.exportRoot()), "init --rootkey root.pem " + GUN),
        LOCKED_CERTIFICATE(LOCKED, t -> t.copy("alice.crt"), "init --rootcert alice.crt " + GUN),
        HERE("init", "the collection is here already", ExitStatus.FAILED, t -> t.publish(), "init " + GUN),
        STRANGERS(
                "init",
                "root key and root certificate do not belong together",
                ExitStatus.USAGE,
                t -> t.copy("alice.crt", t.exportRoot()),
                "init --rootkey root.pem --rootcert alice.crt " + GUN),
        NO_CERTIFICATE(
                "init, delegation add",
                "a file that holds no certificate",
                ExitStatus.FAILED,
                t -> t.write("f.pem", "hello"),
                "init --rootcert f.pem " + GUN),
        NO_CERTIFICATE_DELEGATION(
                NO_CERTIFICATE, t -> t.write("f.pem", "hello"), "delegation add " + GUN + " targets/a f.pem"),
        EXPIRED_CERTIFICATE(
                "delegation add",
                "a certificate that has expired",
                ExitStatus.EXPIRED,
                t -> t.copy("expired.crt"),
                "delegation add " + GUN + " targets/a expired.crt"),
        NO_DELEGATION(
                "delegation add, remove",
                "a role that is no delegation",
                ExitStatus.USAGE,
                t -> t.copy("alice.crt"),
                "delegation add " + GUN + " root alice.crt"),
        NO_DELEGATION_REMOVE(NO_DELEGATION, t -> {}, "delegation remove " + GUN + " root"),
        DELEGATION_DECLINED(
                "delegation remove",
                "the question was not answered with yes; nothing was done",
                ExitStatus.FAILED,
                t -> {},
                "delegation remove " + GUN + " targets/a"),
        DELEGATION_KEYLESS(
                "delegation purge", "no key was named", ExitStatus.USAGE, t -> {}, "delegation purge " + GUN),
        TWO_LINES(
                "init, publish, key rotate",
                "a name that cannot be one",
                ExitStatus.USAGE,
                t -> {},
                "init ex.com/app\nx"),
        ABSENT_ROLE(
                "publish",
                "a staged change names a role that is not there",
                ExitStatus.NOT_FOUND,
                t -> t.stage(t.publish(), "add", GUN, "v1", "f.txt", "-r", "targets/nosuch"),
                "publish " + GUN),
        UNREADABLE_CHANGE(
                "publish",
                "a staged change cannot be read, or cannot be made",
                ExitStatus.FAILED,
                t -> t.write("trust/tuf/" + GUN + "/changelist/0_x.change", "{", t.publish()),
                "publish " + GUN),
        UNREACHABLE(
                "init, publish, key rotate, delegation list",
                "the server does not answer, or is in trouble",
                ExitStatus.UNREACHABLE,
                t -> t.site.close(),
                "init " + GUN),
        UNREACHABLE_PUBLISH(UNREACHABLE, t -> t.site.close(), "publish " + GUN),
        UNREACHABLE_ROTATE(UNREACHABLE, t -> t.site.close(), "key rotate " + GUN + " targets"),
        UNREACHABLE_LIST(UNREACHABLE, t -> t.site.close(), "delegation list " + GUN),
        TROUBLE(UNREACHABLE, t -> t.answer(t.publish(), 503, ""), "publish " + GUN),
        UNAUTHORIZED(
                "init, publish, key rotate, delegation list",
                "the server wants to know who asks, or somebody else to ask",
                ExitStatus.UNAUTHORIZED,
                t -> t.site.lock("alice", "secret"),
                "init " + GUN),
        UNAUTHORIZED_LIST(UNAUTHORIZED, t -> t.site.lock("alice", "secret"), "delegation list " + GUN),
        UNAUTHORIZED_PUBLISH(UNAUTHORIZED, t -> t.answer(t.publish(), 401, ""), "publish " + GUN),
        OUTDATED(
                "publish, key rotate",
                "somebody else publishes again and again meanwhile",
                ExitStatus.OUTDATED,
                t -> t.answer(
                        t.publish(), 400, "{\"errors\":[{\"code\":\"VERSION\",\"message\":\"\",\"detail\":\"\"}]}"),
                "publish " + GUN),
        REJECTED(
                "publish, key rotate",
                "the server refuses what it is sent",
                ExitStatus.REJECTED,
                t -> t.answer(t.publish(), 400, ""),
                "publish " + GUN),
        REJECTED_ROTATE(REJECTED, t -> t.answer(t.publish(), 400, ""), "key rotate " + GUN + " targets"),
        EXPIRED(
                "publish, key rotate, delegation list",
                "what the server has, has expired",
                ExitStatus.EXPIRED,
                t -> t.later(t.publish()),
                "publish " + GUN),
        EXPIRED_ROTATE(EXPIRED, t -> t.later(t.publish()), "key rotate " + GUN + " targets"),
        EXPIRED_LIST(EXPIRED, t -> t.later(t.publish()), "delegation list " + GUN),
        UNTRUSTED(
                "publish, key rotate, delegation list",
                "what the server has is not to be trusted",
                ExitStatus.UNTRUSTED,
                t -> t.pin(t.publish()),
                "publish -c pins.json -d fresh " + GUN),
        UNTRUSTED_LIST(UNTRUSTED, t -> t.pin(t.publish()), "delegation list -c pins.json -d fresh " + GUN);

        private final String verbs;
        private final String what;
        private final ExitStatus status;
        private final Before before;
        private final String words;

        Failure(String verbs, String what, ExitStatus status, Before before, String words) {
            this.verbs = verbs;
            this.what = what;
            this.status = status;
            this.before = before;
            this.words = words;
        }

        /** Another way to the same row. */
        Failure(Failure same, Before before, String words) {
            this(same.verbs, same.what, same.status, before, words);
        }

        String row() {
            return "| " + verbs + " | " + what + " | " + status.number() + " `" + status + "` |";
        }
    }

    /** What has to happen before. */
    @FunctionalInterface
    interface Before {
        void in(FailureTableTest test) throws Exception;
    }

    @TempDir
    Path work;

    private final Map<String, String> environment = new HashMap<>();
    private final SimulatedSite site = site();
    private Instant now = CommandRun.NOW;
    private String key = "";

    private static SimulatedSite site() {
        try {
            return SimulatedSite.with(new Gun(GUN), new ServerSimulator(CommandRun.NOW));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() throws Exception {
        write("f.txt", "hello\n");
        environment.put("HOME", work.toString());
        know(PASSPHRASE);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @ParameterizedTest
    @EnumSource
    void each_failure_has_the_exit_status_of_the_table(Failure failure) throws Exception {
        failure.before.in(this);

        CommandRun asked = run("--exit-codes " + failure.words);
        assertThat(asked.exit()).as(asked.stdout() + asked.stderr()).isEqualTo(failure.status.number());
    }

    @ParameterizedTest
    @EnumSource
    void without_being_asked_for_it_is_what_notary_has(Failure failure) throws Exception {
        failure.before.in(this);

        assertThat(run(failure.words).exit()).isEqualTo(failure.status == ExitStatus.DONE ? 0 : 1);
    }

    @Test
    void the_table_in_the_manual_has_these_rows_and_no_others() throws Exception {
        String manual = Files.readString(Path.of("docs/cli.md"));
        String table = manual.substring(manual.indexOf("| verbs | what went wrong | "));
        assertThat(table.substring(0, table.indexOf("\n\n")).lines().skip(2))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Failure.values())
                        .map(Failure::row)
                        .distinct()
                        .toList());
    }

    // ---- what happens before; each step answers a text, so that steps can be told one after the other ----

    private void know(String passphrase) {
        for (String role : List.of("ROOT", "TARGETS", "SNAPSHOT", "DELEGATION")) {
            environment.put("NOTARY_" + role + "_PASSPHRASE", passphrase);
        }
    }

    private void wrong(String after) {
        know("another passphrase");
    }

    private void forget(String after) {
        environment.keySet().removeIf(name -> name.endsWith("_PASSPHRASE"));
    }

    private String generate(String role) {
        CommandRun run = succeeded(run("key generate -r " + role));
        key = run.stdout().strip().substring(run.stdout().strip().length() - 64);
        return key;
    }

    private void damage(String after) throws IOException {
        Path file = work.resolve("trust/private").resolve(key + ".key");
        Files.writeString(file, Files.readString(file).replaceFirst("\n\n[\\s\\S]*\n-----END", "\n\nAAAA\n-----END"));
    }

    private String write(String name, String content, String... after) throws IOException {
        Files.createDirectories(work.resolve(name).getParent());
        Files.writeString(work.resolve(name), content);
        return name;
    }

    private String copy(String name, String... after) throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/cli-transcripts/keys/" + name)) {
            Files.write(work.resolve(name), in.readAllBytes());
        }
        return name;
    }

    private String publish() {
        return succeeded(run("init -p " + GUN)).stdout();
    }

    private String publishWith(String name) throws IOException {
        succeeded(run("key import -r targets/a " + copy(name)));
        return publish();
    }

    private String exportRoot() throws IOException {
        generate("root");
        succeeded(run("key export -o root.pem"));
        Files.delete(work.resolve("trust/private").resolve(key + ".key"));
        return key;
    }

    private void withoutKeys(String after) throws IOException {
        try (Stream<Path> keys = Files.list(work.resolve("trust/private"))) {
            for (Path file : keys.toList()) {
                Files.delete(file);
            }
        }
    }

    private String stage(String after, String... words) {
        return succeeded(run(String.join(" ", words))).stdout();
    }

    private void answer(String after, int status, String body) {
        site.distortUploads(taken -> new Reply(status, body.getBytes(StandardCharsets.UTF_8)));
    }

    private void later(String after) {
        now = CommandRun.NOW.plus(Duration.ofDays(3000));
    }

    private void pin(String after) throws IOException {
        write("pins.json", "{\"trust_pinning\": {\"certs\": {\"" + GUN + "\": [\"" + NOBODYS + "\"]}}}");
    }

    private static CommandRun succeeded(CommandRun run) {
        assertThat(run.exit()).as(run.stdout() + run.stderr()).isZero();
        return run;
    }

    private CommandRun run(String words) {
        return CommandRun.run(
                ProgramName.NAVICERT,
                environment,
                work,
                "",
                Clock.fixed(now, ZoneOffset.UTC),
                Stream.concat(
                                Stream.of("-s", site.url(), "-d", "trust"),
                                Stream.of(words.replace("KEY", key).split(" ")))
                        .toArray(String[]::new));
    }
}
