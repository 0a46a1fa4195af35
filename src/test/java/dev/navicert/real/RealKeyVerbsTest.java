package dev.navicert.real;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.cli.CommandRun;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.disk.KeyDirectory;
import dev.navicert.disk.TrustDirectory;
import dev.navicert.keys.KeyBlock;
import dev.navicert.keys.KeyRing;
import dev.navicert.keys.KnownPassphrases;
import dev.navicert.keys.StoredKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The key verbs of both programs side by side: the same command on the same files says the same, ends the same and leaves the
 * same files, modes included; and each goes on where the other stopped.
 */
@OnRealNotary
@Timeout(300)
class RealKeyVerbsTest {
    private static final String PASSPHRASE = "a long passphrase";
    private static final String OTHER_ID = "0123456789abcdef".repeat(4);
    private static final Pattern TIME = Pattern.compile("time=\"[^\"]*\"");

    @TempDir
    Path scratch;

    /** Who handles the keys. */
    enum Program {
        REAL {
            @Override
            Said run(Path work, String stdin, String... words) throws Exception {
                List<String> command = new ArrayList<>();
                command.add(RealNotaryCondition.find("notary").orElseThrow().toString());
                command.addAll(List.of(words));
                Path out = Files.createTempFile("notary", ".out");
                Path err = Files.createTempFile("notary", ".err");
                Path in = Files.writeString(Files.createTempFile("notary", ".in"), stdin);
                ProcessBuilder builder = new ProcessBuilder(command)
                        .directory(work.toFile())
                        .redirectInput(in.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                builder.environment().clear();
                builder.environment().putAll(environment(work));
                Process process = builder.start();
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                Said said = new Said(process.exitValue(), Files.readString(out), Files.readString(err));
                for (Path file : List.of(in, out, err)) {
                    Files.delete(file);
                }
                return said;
            }
        },
        OURS {
            @Override
            Said run(Path work, String stdin, String... words) {
                CommandRun run = CommandRun.of(ProgramName.NOTARY, environment(work), work, stdin, words);
                return new Said(run.exit(), run.stdout(), run.stderr());
            }
        };

        abstract Said run(Path work, String stdin, String... words) throws Exception;

        Program other() {
            return this == REAL ? OURS : REAL;
        }

        private static Map<String, String> environment(Path work) {
            Map<String, String> environment = new HashMap<>(Map.of("HOME", work.toString(), "TZ", "UTC"));
            for (String role : List.of("ROOT", "TARGETS", "SNAPSHOT", "DELEGATION")) {
                environment.put("NOTARY_" + role + "_PASSPHRASE", PASSPHRASE);
            }
            return environment;
        }
    }

    /** What a command said; the times in log lines do not count. */
    record Said(int exit, String stdout, String stderr) {
        Said(int exit, String stdout, String stderr) {
            this.exit = exit;
            this.stdout = stdout;
            this.stderr = TIME.matcher(stderr).replaceAll("time");
        }

        Said anywhere(Path work) {
            return new Said(exit, stdout.replace(work.toString(), "WORK"), stderr.replace(work.toString(), "WORK"));
        }
    }

    /** The last name fills what is shown of a location. */
    private Path work(String name) throws IOException {
        return Files.createDirectories(scratch.resolve(name).resolve("as-long-as-a-location"));
    }

    /** Modes, names, and what each file says of itself; what is encrypted under a fresh salt is opened. */
    private static Map<String, String> left(Path work) throws IOException {
        Map<String, String> left = new TreeMap<>();
        Path trust = work.resolve(".notary");
        try (Stream<Path> paths = Files.walk(trust)) {
            for (Path path : paths.toList()) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                left.put(
                        trust.relativize(path).toString(), mode + (Files.isDirectory(path) ? "" : " " + content(path)));
            }
        }
        return left;
    }

    private static String content(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        StringBuilder said = new StringBuilder();
        for (KeyBlock block : KeyBlock.all(bytes)) {
            said.append(block.type()).append(new TreeMap<>(block.headers())).append(block.bytes().length);
        }
        return said.toString();
    }

    private static Map<String, StoredKey> opened(Path work) throws Exception {
        KeyRing ring = KeyRing.open(
                KeyDirectory.open(new TrustDirectory(work.resolve(".notary")), file -> {}),
                KnownPassphrases.of(PASSPHRASE),
                (name, why) -> {});
        Map<String, StoredKey> keys = new LinkedHashMap<>();
        for (StoredKey key : ring.list()) {
            keys.put(ring.open(key.id()).publicKey().id().hex(), key);
        }
        return keys;
    }

    // ---- the same input to both ----

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = RealKeyVerbsTest.class.getResourceAsStream("/keys/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    private static byte[] joined(byte[]... parts) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        Stream.of(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] with(byte[] pem, String... headers) {
        KeyBlock block = KeyBlock.first(pem).orElseThrow();
        for (int i = 0; i < headers.length; i += 2) {
            block = block.with(headers[i], headers[i + 1]);
        }
        return block.encode();
    }

    /** What is handed to {@code key import}: every form of a key, alone and under headers, several, and what is none. */
    private static Map<String, byte[]> inputs() throws IOException {
        Map<String, byte[]> inputs = new LinkedHashMap<>();
        String p256 = "daeb027645136f969e2493d85d220d5e4ea6d0be9c1aada828ecca7c9683f53b";
        for (String name : List.of(
                "ec-P-224-pkcs8.pem",
                "ec-P-224-sec1.pem",
                "ec-P-256-pkcs8.pem",
                "ec-P-256-sec1.pem",
                "ec-P-384-pkcs8.pem",
                "ec-P-384-sec1.pem",
                "ec-P-521-pkcs8.pem",
                "ec-P-521-sec1.pem",
                "rsa-pkcs1.pem",
                "rsa-pkcs8.pem",
                "ec-P-256-pbes2-SHA1.pem",
                "ec-P-256-pbes2-SHA256.pem",
                "ec-P-256-sec1-aes-256-cbc.pem",
                "ec-P-256-sec1-des-ede3-cbc.pem",
                "rsa-pbes2-SHA1-100000.pem",
                "rsa-pkcs1-aes-256-cbc.pem",
                "refused-aes-128.pem",
                "refused-ed25519-rfc8410.pem",
                "refused-scrypt.pem",
                "refused-secp256k1.pem")) {
            inputs.put(name, resource(name));
        }
        byte[] plain = resource("ec-P-256-pkcs8.pem");
        byte[] encrypted = resource("ec-P-256-pbes2-SHA1.pem");
        byte[] legacy = resource("rsa-pkcs1-aes-256-cbc.pem");
        byte[] rsa = resource("rsa-pkcs1.pem");
        inputs.put("role in a header", with(plain, "role", "alice"));
        inputs.put("base role without a gun", with(plain, "role", "targets"));
        inputs.put("base role with a gun", with(plain, "role", "targets", "gun", "ex.com/a"));
        inputs.put("timestamp role with a gun", with(plain, "role", "timestamp", "gun", "ex.com/a"));
        inputs.put("root with a gun", with(plain, "role", "root", "gun", "ex.com/a"));
        inputs.put("other headers", with(plain, "role", "alice", "Comment", "something"));
        inputs.put("plain under its path", with(plain, "path", p256));
        inputs.put("plain under a word", with(plain, "path", "word"));
        inputs.put("encrypted under its path", with(encrypted, "path", p256, "role", "root"));
        inputs.put(
                "encrypted under an old path", with(encrypted, "path", "tuf_keys/ex.com/a/" + p256, "role", "targets"));
        inputs.put("encrypted under an old root path", with(encrypted, "path", "root_keys/" + p256, "role", "root"));
        inputs.put("encrypted under a path that leads out", with(encrypted, "path", "../../../" + p256));
        inputs.put("encrypted under a path that ends in a slash", with(encrypted, "path", p256 + "/"));
        inputs.put("encrypted under dots", with(encrypted, "path", ".."));
        inputs.put("encrypted by openssl under a path", with(legacy, "path", OTHER_ID, "role", "alice"));
        inputs.put("two keys", joined(plain, rsa));
        inputs.put("two of one path", joined(with(encrypted, "path", p256), with(encrypted, "path", p256)));
        inputs.put("a good one after a bad one", joined(encrypted, plain));
        inputs.put("a bad one after a good one", joined(plain, encrypted));
        inputs.put("text around", joined("hello\n".getBytes(UTF_8), plain, "bye\n".getBytes(UTF_8)));
        inputs.put(
                "windows lines", new String(plain, UTF_8).replace("\n", "\r\n").getBytes(UTF_8));
        inputs.put("a block without an end", "-----BEGIN PRIVATE KEY-----\nAAAA\n".getBytes(UTF_8));
        inputs.put(
                "broken base64",
                new String(plain, UTF_8).replaceFirst("MI", "!!").getBytes(UTF_8));
        inputs.put("broken inside", with(new KeyBlock("PRIVATE KEY", Map.of(), new byte[] {0x30, 1, 2}).encode()));
        inputs.put("nothing", new byte[0]);
        inputs.put("no pem", "junk\n".getBytes(UTF_8));
        return inputs;
    }

    @TestFactory
    Stream<DynamicTest> imports_as_the_real_notary_does() throws IOException {
        return inputs().entrySet().stream()
                .map(input ->
                        DynamicTest.dynamicTest(input.getKey(), () -> importsAlike(input.getKey(), input.getValue())));
    }

    private void importsAlike(String name, byte[] pem) throws Exception {
        Map<Program, Said> said = new HashMap<>();
        Map<Program, Map<String, String>> left = new HashMap<>();
        Map<Program, Said> listed = new HashMap<>();
        for (Program program : Program.values()) {
            Path work = work("import " + name + " " + program);
            Files.write(work.resolve("key.pem"), pem);
            said.put(program, program.run(work, "", "key", "import", "key.pem").anywhere(work));
            left.put(program, left(work));
            listed.put(program, program.run(work, "", "key", "list").anywhere(work));
        }
        assertThat(said.get(Program.OURS)).isEqualTo(said.get(Program.REAL));
        assertThat(left.get(Program.OURS)).isEqualTo(left.get(Program.REAL));
        assertThat(listed.get(Program.OURS)).isEqualTo(listed.get(Program.REAL));
    }

    // ---- one goes on where the other stopped ----

    @ParameterizedTest
    @EnumSource(Program.class)
    void one_exports_what_the_other_generated_to_the_byte_and_it_is_imported_again(Program first) throws Exception {
        Path work = work("shared");
        for (String role : List.of("root", "targets/releases", "alice")) {
            assertThat(first.run(work, "", "key", "generate", "-r", role).exit())
                    .isZero();
        }
        Files.write(work.resolve("key.pem"), resource("rsa-pkcs8.pem"));
        assertThat(first.run(work, "", "key", "import", "-r", "snapshot", "-g", "ex.com/a", "key.pem")
                        .exit())
                .isZero();
        String id = opened(work).keySet().iterator().next();
        for (String[] words : List.of(
                new String[] {"key", "list"},
                new String[] {"key", "export"},
                new String[] {"key", "export", "--key", id},
                new String[] {"key", "export", "--key", id + "," + OTHER_ID},
                new String[] {"key", "export", "--gun", "ex.com/a"},
                new String[] {"key", "export", "--gun", "ex.com"})) {
            assertThat(first.other().run(work, "", words))
                    .as(String.join(" ", words))
                    .isEqualTo(first.run(work, "", words));
        }
        assertThat(first.run(work, "", "key", "export", "-o", "all.pem").exit()).isZero();
        Path elsewhere = work("elsewhere");
        Files.copy(work.resolve("all.pem"), elsewhere.resolve("all.pem"));
        assertThat(first.other().run(elsewhere, "", "key", "import", "all.pem")).isEqualTo(new Said(0, "", ""));
        assertThat(left(elsewhere)).isEqualTo(left(work));
        assertThat(opened(elsewhere)).isEqualTo(opened(work));
    }

    @ParameterizedTest
    @EnumSource(Program.class)
    void one_changes_passphrases_and_removes_what_the_other_made(Program first) throws Exception {
        Path work = work("shared");
        for (String role : List.of("root", "alice")) {
            assertThat(first.run(work, "", "key", "generate", "-r", role).exit())
                    .isZero();
        }
        Map<String, StoredKey> before = opened(work);
        List<String> ids = List.copyOf(before.keySet());
        for (String id : ids) {
            assertThat(first.other().run(work, "", "key", "passwd", id).stdout())
                    .isEqualTo("\nSuccessfully updated passphrase for key ID: " + id + "\n");
            assertThat(first.run(work, "", "key", "passwd", id).exit()).isZero();
        }
        assertThat(opened(work)).isEqualTo(before);

        Said refused = first.other().run(work, "no\n", "key", "remove", ids.get(0));
        assertThat(refused).isEqualTo(first.run(work, "no\n", "key", "remove", ids.get(0)));
        assertThat(opened(work)).isEqualTo(before);
        assertThat(first.other().run(work, "yes\n", "key", "remove", ids.get(0)).exit())
                .isZero();
        assertThat(first.run(work, "", "key", "list").stdout())
                .doesNotContain(ids.get(0))
                .contains(ids.get(1));
    }

    @ParameterizedTest
    @EnumSource(Program.class)
    void one_opens_the_files_that_the_other_generated_outside(Program first) throws Exception {
        Path work = work("shared");
        assertThat(first.run(work, "", "key", "generate", "-o", "out", "-r", "alice"))
                .isEqualTo(new Said(0, "", ""));

        Said said = first.other().run(work, "", "key", "import", "out-key.pem");

        assertThat(said).isEqualTo(first.run(work, "", "key", "import", "out-key.pem"));
        assertThat(content(work.resolve("out.pem"))).startsWith("PUBLIC KEY{role=alice}");
        for (String file : List.of("out.pem", "out-key.pem")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(work.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    // ---- old layouts ----

    private static void old(Path work, String file, byte[] pem) throws IOException {
        Path target = work.resolve(".notary/private").resolve(file);
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Files.write(target, pem);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void old_layouts_are_moved_alike_to_the_byte() throws Exception {
        byte[] pem = resource("ec-P-256-pbes2-SHA1.pem");
        Map<Program, Map<String, String>> left = new HashMap<>();
        Map<Program, Said> listed = new HashMap<>();
        Map<Program, Said> exported = new HashMap<>();
        for (Program program : Program.values()) {
            Path work = work("old " + program);
            old(work, "root_keys/" + "a".repeat(64) + "_root.key", pem);
            old(work, "tuf_keys/ex.com/a/" + "b".repeat(64) + "_targets.key", pem);
            old(work, "tuf_keys/ex.com:5000/a b/" + "c".repeat(64) + "_snapshot.key", pem);
            old(work, "tuf_keys/" + "d".repeat(64) + "_targets/x.key", pem);
            old(work, "tuf_keys/" + "e".repeat(64) + "_alice.key", pem);
            old(work, "tuf_keys/ex.com/" + "f".repeat(64) + ".key", with(pem, "role", "timestamp"));
            old(work, "trusted_certificates/ex.com/x.crt", pem);
            old(work, "0".repeat(64) + ".key", with(pem, "role", "bob"));
            listed.put(program, program.run(work, "", "key", "list").anywhere(work));
            left.put(program, left(work));
            exported.put(program, program.run(work, "", "key", "export"));
        }
        assertThat(listed.get(Program.OURS)).isEqualTo(listed.get(Program.REAL));
        assertThat(left.get(Program.OURS)).isEqualTo(left.get(Program.REAL));
        assertThat(exported.get(Program.OURS)).isEqualTo(exported.get(Program.REAL));
    }

    @Test
    void a_directory_that_docker_trust_left_is_listed_alike() throws Exception {
        Path work = work("docker");
        byte[] pem = resource("ec-P-256-pbes2-SHA1.pem");
        old(work, "a".repeat(64) + ".key", with(pem, "role", "root"));
        old(work, "b".repeat(64) + ".key", with(pem, "role", "alice"));
        old(work, "c".repeat(64) + ".key", with(pem, "role", "targets", "gun", "docker.io/library/a-rather-long-name"));
        old(work, "d".repeat(64) + ".key", pem);
        old(work, "e".repeat(64) + ".key", "no key".getBytes(UTF_8));
        old(work, "sub/" + "f".repeat(64) + ".key", with(pem, "role", "targets/\u00e4"));
        old(work, ".hidden.key", with(pem, "role", "root"));

        assertThat(Program.OURS.run(work, "", "key", "list")).isEqualTo(Program.REAL.run(work, "", "key", "list"));
        assertThat(Program.OURS.run(work, "", "key", "export").stdout())
                .isEqualTo(Program.REAL.run(work, "", "key", "export").stdout());
    }
}
