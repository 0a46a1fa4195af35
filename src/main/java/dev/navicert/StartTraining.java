package dev.navicert;

import java.util.List;

/**
 * What the JVM watches while a start archive is made: the verbs that people and scripts run all day, once each. It is
 * started by {@code navicert archive} alone; what it prints goes to that command's log.
 */
final class StartTraining {
    private static final List<List<String>> ROUNDS =
            List.of(List.of("version"), List.of("help"), List.of("list", "--help"));

    private StartTraining() {}

    public static void main(String[] none) {
        for (List<String> words : ROUNDS) {
            int status = Launcher.run(words.toArray(String[]::new));
            if (status != 0) {
                System.exit(status);
            }
        }
    }
}
