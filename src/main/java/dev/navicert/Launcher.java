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
        System.exit(run(words));
    }

    static int run(String... words) {
        return CommandLineProgram.run(words);
    }
}
