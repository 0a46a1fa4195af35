package dev.navicert.demo;

import io.quarkus.runtime.Quarkus;
import java.util.List;
import java.util.Set;

/** {@code navicert demo}: what is wrong with the words is said before a framework is started. */
public final class DemoMain {
    static final String ONCE = "--once";

    private static final Set<String> HELP = Set.of("-h", "--help");
    private static final String USAGE = """
            Show what Navicert does: a trust server, a webhook and reviews of good and bad pods in one process.

            Usage:
              navicert demo [flags]

            Flags:
                  --once   end after the table; exit status 0 only if every verdict is the expected one
              -h, --help   this text
            """;

    private DemoMain() {}

    /** Runs the demo and ends the process. */
    public static void main(String... words) {
        for (String word : List.of(words)) {
            if (HELP.contains(word)) {
                System.out.print(USAGE);
                return;
            }
            if (!word.equals(ONCE)) {
                System.err.println("navicert demo: unknown word " + word + "; see navicert demo --help");
                System.exit(1);
            }
        }
        Quarkus.run(DemoApplication.class, words);
    }
}
