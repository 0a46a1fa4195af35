package dev.navicert;

import dev.navicert.cli.CommandLineProgram;

/**
 * Where the program begins: the first word decides. {@code webhook} and {@code demo} belong to the server, which is started
 * from its own class path; anything else is the command line, which knows nothing of Quarkus.
 */
public final class Launcher {
    private Launcher() {}

    /** Runs the program and ends the process with its exit status. */
    public static void main(String[] words) {
        // Not exit(): all is written and closed, and since 21 exit() starts the JDK's logging to ask whether to log
        // itself.
        Runtime.getRuntime().halt(run(words));
    }

    static int run(String... words) {
        return CommandLineProgram.run(words);
    }
}
