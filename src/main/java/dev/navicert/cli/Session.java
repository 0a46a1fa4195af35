package dev.navicert.cli;

import dev.navicert.cli.settings.Settings;
import dev.navicert.cli.settings.SettingsReader;
import dev.navicert.cli.settings.Surroundings;
import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;
import dev.navicert.cli.terminal.Log;
import dev.navicert.cli.terminal.Terminal;
import dev.navicert.cli.verbs.ProgramName;
import dev.navicert.name.Gun;
import java.time.Clock;

/**
 * What one run of the program has to work with.
 *
 * @param program the name it was called by
 * @param terminal its streams
 * @param log its log lines
 * @param surroundings environment and working directory
 * @param clock what time it is
 */
record Session(ProgramName program, Terminal terminal, Log log, Surroundings surroundings, Clock clock) {
    /** The settings for an invocation; from here on the log is as talkative as its flags say. */
    Settings settings(Invocation invocation) throws FatalException {
        return new SettingsReader(program, surroundings, log).read(invocation);
    }

    /** The collection that the first argument names. */
    static Gun gun(Invocation invocation) throws FatalException {
        String text = invocation.arguments().get(0);
        if (text.isEmpty()) {
            throw FatalException.usage("a GUN must not be empty");
        }
        return new Gun(text);
    }
}
