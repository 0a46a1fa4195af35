package dev.navicert.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navicert.packaged.Program.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From wherever, by whatever name, on whichever Java: the same program, and not a word of the JVM. */
class LauncherIT {
    private final Distribution built = Distribution.built();

    @TempDir
    Path folder;

    @Test
    void works_from_another_directory() {
        assertAnswers(built.navicert().from(folder));
    }

    @Test
    void works_by_a_relative_path() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("a/b"));
        Path relative =
                elsewhere.toRealPath().relativize(built.navicert().file().toRealPath());

        assertAnswers(built.navicert().calledAs(relative).from(elsewhere));
    }

    @Test
    void works_through_an_absolute_link() throws Exception {
        Path link = Files.createSymbolicLink(
                folder.resolve("navicert"), built.navicert().file());

        assertAnswers(built.navicert().calledAs(link).from(folder));
    }

    @Test
    void works_through_a_chain_of_relative_links_in_folders_with_blanks() throws Exception {
        Path home = built.copyTo(folder.resolve("opt/navicert 0.1")).home();
        Path links = Files.createDirectories(folder.resolve("my links"));
        Files.createSymbolicLink(links.resolve("second"), Path.of("../opt/navicert 0.1/bin/navicert"));
        Path first = Files.createSymbolicLink(links.resolve("navicert"), Path.of("second"));

        assertAnswers(new Distribution(home).navicert().calledAs(first).from(folder));
    }

    @Test
    void works_by_name_from_the_path() throws Exception {
        Path bin = built.home().resolve("bin");
        Program shell = new Program(Path.of("/bin/sh")).with("PATH", bin + ":" + System.getenv("PATH"));

        assertThat(shell.from(folder).run("-c", "navicert version").out())
                .isEqualTo(built.navicert().run("version").out());
    }

    @Test
    void works_from_the_place_it_was_moved_to() throws Exception {
        assertAnswers(built.copyTo(folder.resolve("moved")).navicert().from(folder));
    }

    @Test
    void is_notary_when_called_so() throws Exception {
        Path link = Files.createSymbolicLink(
                folder.resolve("notary"), built.navicert().file());

        Result notary = built.notary().run("list");

        assertThat(notary.exit()).isEqualTo(1);
        assertThat(notary.out()).contains("notary list [ GUN ]").doesNotContain("navicert");
        assertThat(built.navicert().calledAs(link).run("list")).isEqualTo(notary);
        assertThat(built.navicert().run("list").out()).contains("navicert list [ GUN ]");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void runs_on_the_java_that_java_home_names(Jdk jdk) {
        Program program =
                built.navicert().with("JAVA_HOME", jdk.home().toString()).with("PATH", "/usr/bin:/bin");

        assertAnswers(program);
        assertThat(runsOn(program)).isEqualTo(jdk.build());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void runs_on_the_java_on_the_path_where_java_home_is_not_set(Jdk jdk) {
        Program program = built.navicert().with("PATH", jdk.bin() + ":/usr/bin:/bin");

        assertAnswers(program);
        assertThat(runsOn(program)).isEqualTo(jdk.build());
    }

    @Test
    void says_what_to_do_where_java_home_is_wrong() {
        Result result = built.navicert().with("JAVA_HOME", folder.toString()).run("version");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out() + result.err())
                .contains("JAVA_HOME is " + folder)
                .contains("Java 17 or newer");
    }

    @Test
    void says_what_to_do_where_there_is_no_java() throws Exception {
        for (String tool : List.of("readlink", "tr")) {
            Files.createSymbolicLink(folder.resolve(tool), Path.of("/usr/bin", tool));
        }

        Result result = built.navicert().with("PATH", folder.toString()).run("version");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out() + result.err()).contains("found no Java").contains("Java 17 or newer");
    }

    @Test
    void refuses_a_java_that_is_too_old_before_it_fails_on_a_class_file() throws Exception {
        Files.createDirectories(folder.resolve("bin"));
        Files.createFile(
                folder.resolve("bin/java"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(
                folder.resolve("release"), "JAVA_VERSION=\"1.8.0_402\"\nJAVA_RUNTIME_VERSION=\"1.8.0_402-b06\"\n");

        Result result = built.navicert().with("JAVA_HOME", folder.toString()).run("version");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out() + result.err()).contains("too old").contains("17 or newer");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void keeps_the_announcements_of_the_jvm_off_the_streams(Jdk jdk) {
        assertAnswers(built.navicert()
                .with("JAVA_HOME", jdk.home().toString())
                .with("JAVA_TOOL_OPTIONS", "-Dx=y")
                .with("JDK_JAVA_OPTIONS", "-Dx=y")
                .with("_JAVA_OPTIONS", "-Dx=y"));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void hands_arguments_on_as_they_were_given_whatever_the_locale(Jdk jdk) {
        for (Program program : inOddLocales(jdk)) {
            Result result = program.run("größe 'n' $HOME  *");

            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.out()).contains("größe 'n' $HOME  *");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void finds_files_and_collections_by_any_name_whatever_the_locale(Jdk jdk) throws Exception {
        Path work = Files.createDirectories(folder.resolve("größe"));
        Files.writeString(work.resolve("日本.txt"), "hello\n");
        int staged = 0;
        for (Program program : inOddLocales(jdk)) {
            Program there = program.from(work);

            assertThat(there.run("add", "-d", "vertrauen-ü", "ex.com/größe", "日本", "日本.txt")
                            .out())
                    .isEqualTo("Addition of target \"日本\" to repository \"ex.com/größe\" staged for next publish.\n");
            assertThat(there.run("status", "-d", "vertrauen-ü", "ex.com/größe").out())
                    .endsWith(staged++ + "    create    targets    target    日本\n");
        }
        try (var changes = Files.list(work.resolve("vertrauen-ü/tuf/ex.com/größe/changelist"))) {
            assertThat(changes).hasSize(staged);
        }
    }

    private List<Program> inOddLocales(Jdk jdk) {
        Program program = built.navicert().with("JAVA_HOME", jdk.home().toString());
        return List.of(
                program,
                program.with("LC_ALL", "C"),
                program.with("LC_ALL", "POSIX").with("LANG", "de_DE.UTF-8"),
                program.with("LANG", "xx_XX.UTF-8"),
                program.with("LC_ALL", "de_DE.ISO-8859-1"));
    }

    @Test
    void passes_further_jvm_options_on() {
        assertThat(built.navicert()
                        .with("NAVICERT_JAVA_OPTIONS", "-Xmx64m -XshowSettings:properties")
                        .run("version")
                        .err())
                .contains("java.version = ");
    }

    private static List<Jdk> jdks() {
        return Jdk.installed();
    }

    /** The first line is 0.7.0's; nothing else may be on either stream. */
    private static void assertAnswers(Program program) {
        Result result = program.run("version");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).startsWith("navicert\n Version:");
        assertThat(result.out().lines()).hasSize(4);
        assertThat(result.exit()).isZero();
    }

    private static String runsOn(Program program) {
        String property = "java.runtime.version = ";
        return program.with("NAVICERT_JAVA_OPTIONS", "-XshowSettings:properties")
                .run("version")
                .err()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith(property))
                .map(line -> line.substring(property.length()))
                .findFirst()
                .orElse("");
    }
}
