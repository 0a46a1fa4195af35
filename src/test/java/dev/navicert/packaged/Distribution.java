package dev.navicert.packaged;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A copy of Navicert on this machine.
 *
 * @param home the folder that holds {@code bin}, {@code lib} and {@code server}
 */
public record Distribution(Path home) {
    /** The one that this build made. */
    public static Distribution built() {
        Path home = Path.of(Objects.requireNonNull(
                System.getProperty("navicert.home"), "the build says where the distribution is: -Dnavicert.home=…"));
        assertTrue(Files.isExecutable(home.resolve("bin/navicert")), home + " has no bin/navicert: run ./mvnw package");
        return new Distribution(home);
    }

    /** Its version, as the build knows it. */
    public static String version() {
        return Objects.requireNonNull(System.getProperty("navicert.version"), "-Dnavicert.version=…");
    }

    /** {@code navicert}, ready to be given arguments. */
    public Program navicert() {
        return new Program(home.resolve("bin/navicert"));
    }

    /** {@code notary}, likewise. */
    public Program notary() {
        return new Program(home.resolve("bin/notary"));
    }

    /** The same in another place, with every link and mode as it was, and without the server's 50 MiB unless asked for. */
    Distribution copyTo(Path target) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(file -> !file.startsWith(home.resolve("server")))
                    .toList()) {
                Path copy = target.resolve(home.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return new Distribution(target);
    }
}
