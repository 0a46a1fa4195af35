package dev.navicert.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.navicert.packaged.Program.Result;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An archive makes the start quick. It never changes what is said, and one that does not fit is never used. */
class StartArchiveIT {
    @TempDir
    Path folder;

    private Distribution copy = Distribution.built();

    @BeforeEach
    void works_on_a_copy() throws IOException {
        copy = Distribution.built().copyTo(folder.resolve("navicert"));
    }

    @Test
    void comes_with_one_for_the_java_that_built_it() throws IOException {
        assertThat(archives()).containsExactly(nameFor(Jdk.running()));
        assertThat(isUsed(Distribution.built().navicert(), Jdk.running())).isTrue();
    }

    @Test
    void comes_with_one_for_the_webhook_too() throws IOException {
        Program program = Distribution.built().navicert();
        assertThat(loadedFromArchives(program, Jdk.running(), "io.quarkus.", "webhook", "--help"))
                .isTrue();
        assertThat(loadedFromArchives(program, Jdk.running(), "dev.navicert.webhook.", "webhook", "--help"))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void is_made_for_another_java_by_the_archive_command(Jdk jdk) throws IOException {
        deleteArchives();

        Result made = on(jdk).run("archive");

        assertThat(made.err()).isEmpty();
        assertThat(made.exit()).isZero();
        assertThat(archives()).containsExactly(nameFor(jdk));
        assertThat(made.out()).contains(nameFor(jdk));
        assertThat(isUsed(copy.navicert(), jdk)).isTrue();
        assertAnswersAsEver(on(jdk));
    }

    @Test
    void is_made_whatever_the_user_has_configured() throws IOException {
        deleteArchives();
        Path home = folder.resolve("home");
        Files.createDirectories(home.resolve(".notary"));
        Files.writeString(home.resolve(".notary/config.json"), "{\"trust_pinning\": {\"disable_tofu\": true}}");

        Result made = on(Jdk.running()).with("HOME", home.toString()).run("archive");

        assertThat(made.exit()).as(made.out()).isZero();
        assertThat(archives()).contains(nameFor(Jdk.running()));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void of_another_class_path_is_ignored_without_a_word(Jdk jdk) throws IOException {
        on(jdk).run("archive");
        Path jar = copy.home().resolve("lib/navicert.jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2131-01-01T00:00:00Z")));

        assertAnswersAsEver(on(jdk));
        assertThat(isUsed(copy.navicert(), jdk)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void that_is_garbage_is_ignored_without_a_word(Jdk jdk) throws IOException {
        String garbage = "this is no archive";
        Files.writeString(archive(jdk), garbage);
        Files.writeString(besides(jdk), garbage.length() + " " + copy.home().toRealPath() + "\n");

        assertAnswersAsEver(on(jdk));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void that_was_cut_off_anywhere_is_not_shown_to_the_jvm(Jdk jdk) throws IOException {
        on(jdk).run("archive");
        long whole = Files.size(archive(jdk));
        for (long length : new long[] {whole - 1, whole - 4096, whole / 2, 5000, 1, 0}) {
            try (FileChannel file = FileChannel.open(archive(jdk), StandardOpenOption.WRITE)) {
                file.truncate(length);
            }

            assertAnswersAsEver(on(jdk));
            assertThat(isUsed(copy.navicert(), jdk))
                    .as("of %d, %d", whole, length)
                    .isFalse();
            assertThat(loadedFromArchives(copy.navicert(), jdk, "java.lang.Object", "version"))
                    .as("the JVM still has its own")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void whose_length_was_lost_is_not_used(Jdk jdk) throws IOException {
        on(jdk).run("archive");
        for (String lost : List.of("", "\n", "x /\n", "-1 /\n", copy.home().toRealPath() + "\n")) {
            Files.writeString(besides(jdk), lost);

            assertAnswersAsEver(on(jdk));
            assertThat(isUsed(copy.navicert(), jdk)).as(lost).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void for_which_there_was_no_room_is_not_kept(Jdk jdk) throws IOException {
        deleteArchives();
        Program shell =
                new Program(Path.of("/bin/sh")).with("JAVA_HOME", jdk.home().toString());

        Result result = shell.run(
                "-c",
                "ulimit -f 8000; exec \"$0\" archive",
                copy.navicert().file().toString());

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).contains("could not make a start archive", nameFor(jdk));
        assertThat(archives()).isEmpty();
        assertAnswersAsEver(on(jdk));
    }

    @Test
    void whose_making_was_killed_is_not_there_and_the_next_run_tidies_up() throws Exception {
        deleteArchives();
        Jdk jdk = Jdk.running();
        Process making = new ProcessBuilder(copy.navicert().file().toString(), "archive")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        while (archives().isEmpty() && making.isAlive()) {
            Thread.sleep(5);
        }
        // The script first: it would tidy up after a Java that ends.
        List<ProcessHandle> all = Stream.concat(Stream.of(making.toHandle()), making.descendants())
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : all) {
            process.onExit().get(10, TimeUnit.SECONDS);
        }

        assertThat(archives()).isNotEmpty().doesNotContain(nameFor(jdk));
        assertAnswersAsEver(on(jdk));

        on(jdk).run("archive");
        assertThat(archives()).containsExactly(nameFor(jdk));
    }

    @Test
    void made_before_the_installation_was_moved_costs_nothing_and_is_not_used_on_17() throws IOException {
        Jdk jdk = Jdk.running();
        assumeTrue(jdk.feature() < 25, "an ahead-of-time cache of 25 moves along");
        on(jdk).run("archive");
        copy = copy.copyTo(folder.resolve("moved"));

        assertAnswersAsEver(on(jdk));
        assertThat(isUsed(copy.navicert(), jdk)).isFalse();
        assertThat(loadedFromArchives(copy.navicert(), jdk, "java.lang.Object", "version"))
                .isTrue();
    }

    @Test
    void of_another_java_is_not_looked_at() throws IOException {
        List<Jdk> two = Jdk.installed();
        assumeTrue(two.size() > 1, "needs a second JDK beside " + Jdk.running());
        deleteArchives();
        on(two.get(0)).run("archive");

        assertAnswersAsEver(on(two.get(1)));
        assertThat(isUsed(copy.navicert(), two.get(1))).isFalse();
    }

    @Test
    void goes_to_the_users_cache_where_the_installation_cannot_be_written() throws IOException {
        assumeTrue(!System.getProperty("user.name").equals("root"), "root can write anywhere");
        deleteArchives();
        Path lib = copy.home().resolve("lib");
        Files.setPosixFilePermissions(lib, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            Path cache = folder.resolve("cache");
            Program program = on(Jdk.running()).with("XDG_CACHE_HOME", cache.toString());

            assertThat(program.run("archive").exit()).isZero();

            assertThat(cache.resolve("navicert/lib").resolve(nameFor(Jdk.running())))
                    .exists();
        } finally {
            Files.setPosixFilePermissions(lib, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static List<Jdk> jdks() {
        return Jdk.installed();
    }

    private Program on(Jdk jdk) {
        return copy.navicert().with("JAVA_HOME", jdk.home().toString());
    }

    private static void assertAnswersAsEver(Program program) {
        Result result = program.run("help");
        assertThat(result).isEqualTo(Distribution.built().navicert().run("help"));
        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isZero();
    }

    /** Whether any class of ours came out of an archive. */
    private boolean isUsed(Program program, Jdk jdk) throws IOException {
        return loadedFromArchives(program, jdk, "dev.navicert.", "version");
    }

    private boolean loadedFromArchives(Program program, Jdk jdk, String classes, String... words) throws IOException {
        Path log = folder.resolve("classes.log");
        program.with("JAVA_HOME", jdk.home().toString())
                .with("NAVICERT_JAVA_OPTIONS", "-Xlog:class+load:file=" + log)
                .run(words);
        try (Stream<String> lines = Files.lines(log)) {
            return lines.anyMatch(line -> line.contains(" " + classes) && line.contains("source: shared objects file"));
        }
    }

    private static String nameFor(Jdk jdk) {
        return "start-" + Distribution.version() + "-" + jdk.build() + (jdk.feature() >= 25 ? ".aot" : ".jsa");
    }

    private Path archive(Jdk jdk) {
        return copy.home().resolve("lib").resolve(nameFor(jdk));
    }

    /** What stands beside an archive: its length, and where it was made. */
    private Path besides(Jdk jdk) {
        return copy.home().resolve("lib").resolve(nameFor(jdk) + ".home");
    }

    private List<String> archives() throws IOException {
        try (Stream<Path> files = Files.list(copy.home().resolve("lib"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("start-") && !name.endsWith(".home"))
                    .toList();
        }
    }

    private void deleteArchives() throws IOException {
        for (String archive : archives()) {
            Files.delete(copy.home().resolve("lib").resolve(archive));
            Files.deleteIfExists(copy.home().resolve("lib").resolve(archive + ".home"));
        }
    }
}
