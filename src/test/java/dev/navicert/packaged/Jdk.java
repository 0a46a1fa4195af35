package dev.navicert.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A Java on this machine.
 *
 * @param home its JAVA_HOME
 * @param feature 17, 25 …
 * @param build what its start archives are named after
 */
record Jdk(Path home, int feature, String build) {
    /** The one that runs these tests. */
    static Jdk running() {
        return at(Path.of(System.getProperty("java.home")));
    }

    /** The running one and one of each other version that is installed beside it. */
    static List<Jdk> installed() {
        Map<Integer, Jdk> found = new LinkedHashMap<>();
        Jdk running = running();
        found.put(running.feature, running);
        try (Stream<Path> beside = Files.list(running.home.getParent())) {
            beside.filter(home -> Files.isExecutable(home.resolve("bin/java")) && Files.exists(home.resolve("release")))
                    .map(Jdk::at)
                    .filter(jdk -> jdk.feature >= 17)
                    .sorted(Comparator.comparingInt(Jdk::feature))
                    .forEach(jdk -> found.putIfAbsent(jdk.feature, jdk));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(found.values());
    }

    private static Jdk at(Path home) {
        Properties release = new Properties();
        try (var in = Files.newBufferedReader(home.resolve("release"))) {
            release.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = unquoted(release, "JAVA_VERSION");
        return new Jdk(home, Runtime.Version.parse(version).feature(), unquoted(release, "JAVA_RUNTIME_VERSION"));
    }

    private static String unquoted(Properties release, String key) {
        return release.getProperty(key, "\"0\"").replace("\"", "");
    }

    /** Its own folder of programs, for a PATH. */
    String bin() {
        return home.resolve("bin").toString();
    }

    @Override
    public String toString() {
        return "JDK " + build;
    }
}
