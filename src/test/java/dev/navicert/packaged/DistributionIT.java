package dev.navicert.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What is in the box. */
class DistributionIT {
    private final Path home = Distribution.built().home();

    @Test
    void has_a_small_class_path_for_the_command_line() throws IOException {
        try (Stream<Path> lib = Files.list(home.resolve("lib"))) {
            assertThat(lib.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".jar")))
                    .containsExactlyInAnyOrder("navicert.jar", "snakeyaml-engine.jar", "bcprov.jar");
        }
    }

    @Test
    void carries_bouncy_castle_without_signature_and_without_provider() throws IOException {
        assertThat(entries("bcprov.jar"))
                .noneMatch(name -> name.startsWith("META-INF/") && (name.endsWith(".SF") || name.endsWith(".RSA")))
                .noneMatch(name -> name.startsWith("org/bouncycastle/jce/"))
                .anyMatch(name -> name.equals("org/bouncycastle/crypto/signers/ECDSASigner.class"));
    }

    @Test
    void keeps_the_server_out_of_the_command_line() throws IOException {
        assertThat(entries("navicert.jar"))
                .noneMatch(name -> name.startsWith("dev/navicert/webhook/"))
                .anyMatch(name -> name.equals("dev/navicert/Launcher.class"));
    }

    @Test
    void brings_the_server_and_the_licence() {
        assertThat(home.resolve("server/quarkus-run.jar")).isRegularFile();
        assertThat(home.resolve("LICENSE")).isRegularFile();
    }

    @Test
    void has_the_completion_that_it_prints_where_shells_look() throws IOException {
        Distribution built = Distribution.built();
        for (String name : List.of("navicert", "notary")) {
            Program program = name.equals("notary") ? built.notary() : built.navicert();
            Map.of(
                            "bash", "bash-completion/completions/" + name,
                            "zsh", "zsh/site-functions/_" + name,
                            "fish", "fish/vendor_completions.d/" + name + ".fish",
                            "powershell", "pwsh/completions/_" + name + ".ps1")
                    .forEach((shell, file) -> assertThat(home.resolve("share").resolve(file))
                            .hasContent(program.run("completion", shell).out()));
        }
    }

    @Test
    void has_a_manual_page_for_each_name() {
        for (String name : List.of("navicert", "notary")) {
            assertThat(home.resolve("share/man/man1/" + name + ".1"))
                    .content()
                    .startsWith(".TH " + name.toUpperCase(Locale.ROOT) + " 1 \"20")
                    .contains("\"Navicert " + Distribution.version().replace("-", "\\-") + "\"");
        }
    }

    @Test
    void links_notary_relatively_so_that_it_can_be_moved() throws IOException {
        assertThat(Files.readSymbolicLink(home.resolve("bin/notary"))).isEqualTo(Path.of("navicert"));
    }

    private List<String> entries(String jar) throws IOException {
        try (JarFile file = new JarFile(home.resolve("lib").resolve(jar).toFile())) {
            return file.stream().map(ZipEntry::getName).toList();
        }
    }
}
