package dev.navicert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.cli.verbs.ProgramName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the key verbs do beyond what was recorded; the recordings are in {@link RecordedKeysTest}. */
class KeyVerbsTest {
    private static final String PASSPHRASE = "correct horse battery";
    private static final String OTHER = "staple correct horse";

    @TempDir
    Path work;

    private final Map<String, String> environment = new HashMap<>(Map.of("HOME", "/nonexistent"));

    private CommandRun run(ProgramName program, String input, String... words) {
        return CommandRun.of(
                program,
                environment,
                work,
                input,
                Stream.concat(Stream.of("-d", "t"), Stream.of(words)).toArray(String[]::new));
    }

    private CommandRun navicert(String... words) {
        return run(ProgramName.NAVICERT, "", words);
    }

    private CommandRun notary(String... words) {
        return run(ProgramName.NOTARY, "", words);
    }

    private static CommandRun succeeded(CommandRun run) {
        assertThat(run.exit()).as(run.stdout() + run.stderr()).isZero();
        return run;
    }

    private static void fails(CommandRun run, String message) {
        assertThat(run.stdout()).endsWith("* fatal: " + message + "\n");
        assertThat(run.exit()).isEqualTo(1);
    }

    private void passphrases(String passphrase) {
        for (String role : List.of("ROOT", "TARGETS", "SNAPSHOT", "DELEGATION")) {
            environment.put("NOTARY_" + role + "_PASSPHRASE", passphrase);
        }
    }

    private void forgetPassphrases() {
        environment.keySet().removeIf(name -> name.endsWith("PASSPHRASE"));
    }

    private String generated(String role) {
        passphrases(PASSPHRASE);
        return generatedUnderPassphrases(role);
    }

    private String generatedUnderPassphrases(String role) {
        String said = succeeded(notary("key", "generate", "-r", role)).stdout().strip();
        return said.substring(said.length() - 64);
    }

    private Path keyFile(String id) {
        return work.resolve("t/private").resolve(id + ".key");
    }

    private boolean opens(String id, String passphrase) {
        passphrases(passphrase);
        boolean opens = notary("key", "passwd", id).exit() == 0;
        forgetPassphrases();
        return opens;
    }

    // ---- list ----

    @Test
    void a_list_for_programs_has_everything_in_full() throws Exception {
        String id = generated("root");

        String json = succeeded(navicert("key", "list", "--format", "json")).stdout();
        assertThat(Schemas.complaints("key-list", json)).isEmpty();
        assertThat(json).isEqualTo("""
                {
                  "location": "%s",
                  "keys": [
                    {
                      "id": "%s",
                      "role": "root",
                      "gun": null,
                      "encrypted": true
                    }
                  ]
                }
                """.formatted(work.resolve("t/private"), id));
    }

    @Test
    void a_list_can_be_had_uncut() throws IOException {
        String gun = "registry.example.com/a/name/longer/than/a/column";
        Path pem = Files.writeString(work.resolve("k.pem"), plainKey());
        passphrases(PASSPHRASE);
        succeeded(notary("key", "import", pem.toString(), "-r", "targets", "-g", gun));

        assertThat(notary("key", "list").stdout()).contains("...").doesNotContain(gun);
        assertThat(navicert("key", "list", "--no-trunc").stdout())
                .contains(gun, work.resolve("t/private").toString())
                .doesNotContain("...");
    }

    @Test
    void a_key_list_takes_no_arguments_and_says_so_as_briefly_as_notary() {
        CommandRun run = notary("key", "list", "x");

        assertThat(run.stdout())
                .startsWith("Usage:\n  notary key list [flags]\n")
                .endsWith("\n* fatal: \n");
        assertThat(run.exit()).isEqualTo(1);
    }

    // ---- import and export ----

    private String plainKey() throws IOException {
        try (var in = getClass().getResourceAsStream("/cli-transcripts/keys/alice-key.pem")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void an_export_into_a_file_replaces_it_and_is_for_its_owner_alone() throws IOException {
        String id = generated("root");
        Path out = work.resolve("out.pem");
        Files.writeString(out, "longer than what comes ".repeat(1000));
        Files.setPosixFilePermissions(out, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(succeeded(notary("key", "export", "-o", "out.pem")).stdout()).isEmpty();

        assertThat(out)
                .hasContent(succeeded(notary("key", "export")).stdout())
                .content()
                .startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\npath: " + id + "\nrole: root\n\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out)))
                .isEqualTo("rw-------");
    }

    @Test
    void an_export_by_gun_and_key_at_once_is_refused_and_empties_no_file() throws IOException {
        Path out = Files.writeString(work.resolve("out.pem"), "the only backup");

        fails(
                notary("key", "export", "-o", "out.pem", "--gun", "a", "--key", "b"),
                "Only the --gun or --key flag may be provided, not a mix of the two flags");

        assertThat(out).hasContent("the only backup");
    }

    @Test
    void an_export_into_a_pipe_reaches_its_reader() throws Exception {
        passphrases(PASSPHRASE);
        succeeded(notary("key", "generate"));
        Path pipe = work.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor(5, TimeUnit.SECONDS))
                .isTrue();
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(pipe);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        succeeded(notary("key", "export", "-o", "pipe"));

        assertThat(read.get(5, TimeUnit.SECONDS)).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
    }

    @Test
    void an_export_of_nothing_is_an_error_as_navicert_and_costs_no_older_backup() throws IOException {
        Path out = Files.writeString(work.resolve("out.pem"), "the only backup");
        String nothing =
                "there is no such key here, so that nothing was exported; `key list` shows which keys there are";

        fails(navicert("key", "export", "-o", "out.pem", "--key", "0123"), nothing);
        fails(navicert("key", "export", "-o", "out.pem", "--gun", "ex.com/x"), nothing);
        fails(navicert("key", "export"), nothing);
        assertThat(out).hasContent("the only backup");

        assertThat(succeeded(notary("key", "export", "--key", "0123")).stdout()).isEmpty();
    }

    @Test
    void a_file_without_a_key_is_not_imported_in_silence_as_navicert() throws IOException {
        Files.writeString(work.resolve("notes.txt"), "where did I put that key?");

        fails(
                navicert("key", "import", "notes.txt"),
                "there is no key in notes.txt, so that nothing was imported; keys are PEM files");
        assertThat(succeeded(notary("key", "import", "notes.txt")).stdout()).isEmpty();
    }

    @Test
    void an_export_of_several_guns_has_them_all_as_navicert_and_the_first_as_notary() throws IOException {
        passphrases(PASSPHRASE);
        for (String name : List.of("alice", "bob")) {
            try (var in = getClass().getResourceAsStream("/cli-transcripts/keys/" + name + "-key.pem")) {
                Files.copy(in, work.resolve(name));
            }
            succeeded(notary("key", "import", name, "-r", "targets", "-g", name));
        }

        assertThat(navicert("key", "export", "--gun", "alice", "--gun", "bob").stdout())
                .contains("gun: alice", "gun: bob");
        assertThat(notary("key", "export", "--gun", "alice", "--gun", "bob").stdout())
                .contains("gun: alice")
                .doesNotContain("gun: bob");
        assertThat(notary("key", "export", "--gun", "ali").stdout()).isEmpty();
    }

    @Test
    void a_key_generated_into_files_can_be_imported_as_navicert() throws IOException {
        passphrases(PASSPHRASE);
        succeeded(navicert("key", "generate", "-o", "out", "-r", "alice"));
        fails(notary("key", "import", "out-key.pem"), "failed to import all keys: invalid key pem block");

        succeeded(navicert("key", "import", "out-key.pem"));

        assertThat(notary("key", "list").stdout()).contains("alice");
    }

    @Test
    void a_key_for_files_takes_the_passphrase_of_its_role_as_navicert() {
        passphrases(PASSPHRASE);
        environment.remove("NOTARY_DELEGATION_PASSPHRASE");

        fails(notary("key", "generate", "-o", "a"), "maximum number of passphrase attempts exceeded");
        succeeded(navicert("key", "generate", "-o", "b"));
    }

    @Test
    void a_bundle_never_replaces_another_key_file_unless_asked_to() throws IOException {
        String victim = generated("root");
        byte[] before = Files.readAllBytes(keyFile(victim));
        String other = generated("alice");
        String bundle =
                succeeded(notary("key", "export", "--key", other)).stdout().replace(other, victim);
        Files.writeString(work.resolve("bundle.pem"), bundle);

        CommandRun refused = navicert("key", "import", "bundle.pem");

        fails(refused, "failed to import all keys: invalid key pem block");
        assertThat(refused.stderr())
                .contains("there is another file of that name")
                .contains("--replace");
        assertThat(keyFile(victim)).hasBinaryContent(before);
        succeeded(navicert("key", "import", "--replace", "bundle.pem"));
        assertThat(Files.readAllBytes(keyFile(victim))).isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--role", "--gun"})
    void a_flag_that_becomes_a_header_is_one_line(String flag) {
        fails(notary("key", "import", flag, "a\nrole: root", "x.pem"), flag + " must be one line");
    }

    @Test
    void a_directory_and_a_file_without_end_are_no_keys() throws IOException {
        Files.createDirectories(work.resolve("folder"));

        fails(notary("key", "import", "folder"), "read folder: is a directory");
        fails(navicert("key", "import", "/dev/zero"), "/dev/zero is longer than the 1048576 bytes allowed");
    }

    // ---- remove ----

    @Test
    void a_removal_can_be_agreed_to_by_a_flag() {
        String id = generated("root");

        assertThat(succeeded(navicert("key", "remove", "--yes", id)).stdout())
                .isEqualTo("\nDeleted " + id + " (role root) from " + work.resolve("t/private") + ".\n\n");

        assertThat(keyFile(id)).doesNotExist();
    }

    // ---- passwd ----

    @Test
    void a_passphrase_is_changed_without_a_terminal_by_files() throws IOException {
        String id = generated("root");
        forgetPassphrases();
        Files.writeString(work.resolve("old"), PASSPHRASE + "\n");
        Files.writeString(work.resolve("new"), OTHER + "\n");

        assertThat(succeeded(navicert("key", "passwd", id, "--passphrase-file", "old", "--new-passphrase-file", "new"))
                        .stdout())
                .isEqualTo("\nSuccessfully updated passphrase for key ID: " + id + "\n");

        assertThat(opens(id, PASSPHRASE)).isFalse();
        assertThat(opens(id, OTHER)).isTrue();
    }

    @Test
    void a_passphrase_is_read_from_a_descriptor() {
        String id = generated("root");
        forgetPassphrases();
        environment.put("NAVICERT_NEW_PASSPHRASE", OTHER);

        succeeded(run(ProgramName.NAVICERT, PASSPHRASE, "key", "passwd", id, "--passphrase-fd", "0"));

        assertThat(opens(id, OTHER)).isTrue();
    }

    @Test
    void a_wrong_passphrase_leaves_the_file_as_it_was_and_is_said_to_be_wrong() throws IOException {
        String id = generated("root");
        byte[] before = Files.readAllBytes(keyFile(id));
        passphrases("wrong");

        fails(notary("key", "passwd", id), "could not retrieve local key for key ID provided: " + id);
        fails(
                navicert("key", "passwd", id),
                "could not retrieve local key for key ID provided: " + id + " (key " + id
                        + " (role root) does not open with the passphrase from NOTARY_ROOT_PASSPHRASE)");

        assertThat(keyFile(id)).hasBinaryContent(before);
    }

    @Test
    void dockers_variables_stand_in_as_navicert_only_where_notarys_are_missing() {
        String id = generated("root");
        forgetPassphrases();
        environment.put("DOCKER_CONTENT_TRUST_ROOT_PASSPHRASE", PASSPHRASE);

        assertThat(notary("key", "passwd", id).exit()).isEqualTo(1);
        succeeded(navicert("key", "passwd", id));

        environment.put("NOTARY_ROOT_PASSPHRASE", "wrong");
        assertThat(navicert("key", "passwd", id).stdout()).contains("from NOTARY_ROOT_PASSPHRASE");
    }

    @Test
    void the_trust_directory_that_cannot_be_made_is_named() throws IOException {
        Files.writeString(work.resolve("t"), "a file");

        fails(notary("key", "list"), "mkdir " + work.resolve("t") + ": not a directory");
    }

    // ---- hostile files, and secrets ----

    @Test
    void a_key_file_cannot_command_the_terminal() throws IOException {
        String id = generated("root");
        String file = Files.readString(keyFile(id));
        Files.writeString(keyFile(id), file.replace("role: root", "gun: a\u001b]0;x\u0007\nrole: \u001b[2Jroot\u202e"));

        String listed = notary("key", "list").stdout();
        String asked = notary("key", "remove", id).stdout();

        assertThat(listed + asked).contains("[2Jroot").doesNotContain("\u001b", "\u0007", "\u202e");
    }

    @Test
    void more_keys_than_are_read_at_once_are_refused_not_passed_over() throws IOException {
        Files.writeString(work.resolve("many.pem"), plainKey().repeat(1001));

        fails(notary("key", "import", "many.pem"), "more than 1000 PEM blocks at once; nothing of them was taken");
        assertThat(work.resolve("t/private")).isEmptyDirectory();
    }

    @Test
    void no_passphrase_is_ever_said() throws IOException {
        String right = "Open-Sesame-31415";
        String wrong = "Open-Barley-92653";
        passphrases(right);
        String id = generatedUnderPassphrases("root");
        Files.writeString(work.resolve("right"), "root:" + right + "\n");
        Files.writeString(work.resolve("wrong"), "root:" + wrong + "\n");
        Files.writeString(work.resolve("bad"), "root:" + right + "\n" + wrong + "\n");
        Files.writeString(work.resolve("k.pem"), plainKey());
        StringBuilder said = new StringBuilder();
        for (ProgramName program : ProgramName.values()) {
            for (String passphrase : List.of(right, wrong)) {
                passphrases(passphrase);
                environment.put("NAVICERT_NEW_PASSPHRASE", passphrase);
                for (List<String> words : List.of(
                        List.of("key", "passwd", id),
                        List.of("key", "passwd", id, "--passphrase-file", "wrong"),
                        List.of("key", "passwd", id, "--passphrase-file", "bad"),
                        List.of("key", "passwd", id, "--passphrase-file", "right", "--new-passphrase-file", "right"),
                        List.of("key", "passwd", id, "--passphrase-fd", passphrase),
                        List.of("key", "list"),
                        List.of("key", "import", "k.pem"),
                        List.of("key", "export"),
                        List.of("key", "generate", "-o", "out"),
                        List.of("key", "generate", "-o", "no/such/folder"))) {
                    String[] debugged =
                            Stream.concat(Stream.of("-D"), words.stream()).toArray(String[]::new);
                    CommandRun run = run(program, "", debugged);
                    said.append(run.stdout()).append(run.stderr());
                }
            }
        }
        assertThat(said.toString()).isNotEmpty().doesNotContain(right, wrong);
    }
}
