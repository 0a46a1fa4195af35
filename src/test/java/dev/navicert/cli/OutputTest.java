package dev.navicert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.navicert.cli.settings.Surroundings;
import dev.navicert.cli.terminal.Log;
import dev.navicert.cli.terminal.Terminal;
import dev.navicert.cli.terminal.Wires;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.name.Gun;
import dev.navicert.trustserver.RepositoryKeys;
import dev.navicert.trustserver.SignedRepository;
import dev.navicert.trustserver.TrustServer;
import dev.navicert.trustserver.TrustServerSite;
import dev.navicert.tuf.FileMeta;
import dev.navicert.tuf.RoleName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
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

/** Where output cannot go: a full disk, a directory, a file that nobody may write, a reader that is gone. */
class OutputTest {
    private static final Gun GUN = new Gun("ex.com/app");
    private static final String FULL = "No space left on device";

    @TempDir
    Path work;

    private TrustServer server;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void start() throws Exception {
        SignedRepository repository = SignedRepository.create(GUN, RepositoryKeys.generate(), CommandRun.NOW)
                .addTarget(RoleName.TARGETS, "v1", FileMeta.of("hello".getBytes(StandardCharsets.UTF_8)));
        server = TrustServer.start(TrustServerSite.open().serve(GUN, repository.publish(CommandRun.NOW)), 0);
        Files.writeString(work.resolve("hello"), "hello");
        assertThat(run(ProgramName.NOTARY, OutputStream.nullOutputStream(), "key generate"))
                .isZero();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    // ---- standard output ----

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "version",
                "help list",
                "completion bash",
                "list ex.com/app",
                "lookup ex.com/app v1",
                "verify -i hello ex.com/app v1",
                "status ex.com/app",
                "delegation list ex.com/app",
                "key list",
                "key export",
                "add ex.com/app v2 hello"
            })
    void what_did_not_arrive_is_an_error_that_standard_error_tells(String words) {
        for (ProgramName program : ProgramName.values()) {
            said.reset();
            assertThat(run(program, failing(FULL), words)).isEqualTo(1);
            assertThat(said.toString(StandardCharsets.UTF_8))
                    .isEqualTo("* fatal: write /dev/stdout: no space left on device\n");
        }
    }

    @Test
    void programs_are_told_in_json() throws Exception {
        assertThat(run(ProgramName.NAVICERT, failing(FULL), "list ex.com/app --format json"))
                .isEqualTo(1);
        assertThat(Schemas.complaints("error", said.toString(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void a_verdict_that_did_not_arrive_is_none() {
        assertThat(run(ProgramName.NAVICERT, failing(FULL), "inspect ex.com/app"))
                .isEqualTo(3);
    }

    @Test
    void an_error_that_was_lost_with_standard_output_keeps_its_status() {
        assertThat(run(ProgramName.NAVICERT, failing(FULL), "--exit-codes list ex.com/never"))
                .isEqualTo(3);
        assertThat(said.toString(StandardCharsets.UTF_8)).endsWith("write /dev/stdout: no space left on device\n");
    }

    @ParameterizedTest
    @EnumSource
    void a_reader_that_has_read_enough_is_told_nothing(ProgramName program) {
        assertThat(run(program, failing("Broken pipe"), "key list")).isEqualTo(141);
        assertThat(said.size()).isZero();
    }

    // ---- files ----

    /** Verbs with {@code -o}. */
    enum Writer {
        EXPORT("key export -o "),
        GENERATE("key generate -o "),
        VERIFY("verify -i hello ex.com/app v1 -o ");

        private final String words;

        Writer(String words) {
            this.words = words;
        }

        /** The first file that it writes, where it is told this name. */
        String first(String name) {
            return this == GENERATE ? name + "-key.pem" : name;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_directory_that_is_not_there_is_named(Writer writer) throws Exception {
        refused(writer, "nosuch/out", "open " + writer.first("nosuch/out") + ": no such file or directory");
    }

    @ParameterizedTest
    @EnumSource
    void a_file_in_a_directorys_place_is_named(Writer writer) throws Exception {
        refused(writer, "hello/out", "open " + writer.first("hello/out") + ": not a directory");
    }

    @ParameterizedTest
    @EnumSource
    void a_directory_in_a_files_place_is_named(Writer writer) throws Exception {
        Files.createDirectory(work.resolve(writer.first("out")));
        refused(writer, "out", "open " + writer.first("out") + ": is a directory");
    }

    @ParameterizedTest
    @EnumSource
    void a_full_device_is_named(Writer writer) throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full here");
        Path link = Files.createSymbolicLink(work.resolve(writer.first("out")), Path.of("/dev/full"));
        refused(writer, "out", "write " + writer.first("out") + ": no space left on device");
        Files.delete(link);
    }

    @ParameterizedTest
    @EnumSource
    void a_file_that_one_may_not_write_is_named(Writer writer) throws Exception {
        Path file = Files.writeString(work.resolve(writer.first("out")), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assumeTrue(!Files.isWritable(file), "who runs this may write every file");
        refused(writer, "out", "open " + writer.first("out") + ": permission denied");
    }

    @Test
    void of_two_files_none_is_left_if_one_cannot_be_written() throws Exception {
        Files.createDirectory(work.resolve("out.pem"));
        refused(Writer.GENERATE, "out", "open out.pem: is a directory");
    }

    private void refused(Writer writer, String name, String message) throws Exception {
        Map<String, String> before = tree();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(run(ProgramName.NAVICERT, out, writer.words + name)).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\n* fatal: " + message + "\n");
        assertThat(tree()).isEqualTo(before);
    }

    @Test
    void what_was_verified_replaces_a_file_as_a_whole_and_keeps_its_mode() throws Exception {
        Path file = Files.writeString(work.resolve("out"), "something longer");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(run(ProgramName.NOTARY, OutputStream.nullOutputStream(), Writer.VERIFY.words + "out"))
                .isZero();
        assertThat(file).hasContent("hello");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");

        assertThat(run(ProgramName.NOTARY, OutputStream.nullOutputStream(), Writer.VERIFY.words + "new"))
                .isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(work.resolve("new"))))
                .isEqualTo("rw-------");
    }

    private Map<String, String> tree() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(work)) {
            for (Path path : paths.filter(path -> !path.startsWith(work.resolve("trust/tuf")))
                    .toList()) {
                files.put(path.toString(), Files.isRegularFile(path) ? Files.readString(path) : "");
            }
        }
        return files;
    }

    private int run(ProgramName program, OutputStream out, String words) {
        Clock clock = Clock.fixed(CommandRun.NOW, ZoneOffset.UTC);
        Map<String, String> environment = Map.of(
                "HOME", work.toString(),
                "NOTARY_ROOT_PASSPHRASE", "a long passphrase",
                "NOTARY_DELEGATION_PASSPHRASE", "a long passphrase");
        try (Terminal terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                out,
                new PrintStream(said, true, StandardCharsets.UTF_8),
                Wires.PIPES)) {
            Session session = new Session(
                    program,
                    terminal,
                    new Log(terminal, clock, Log.Colours.NEVER),
                    new Surroundings(environment, work),
                    clock);
            List<String> all = new ArrayList<>(List.of("-s", server.uri().toString(), "-d", "trust"));
            all.addAll(List.of(words.split(" ")));
            return new CommandLineProgram(session).run(all);
        }
    }

    private static OutputStream failing(String why) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(why);
            }
        };
    }
}
