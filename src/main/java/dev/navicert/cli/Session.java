package dev.navicert.cli;

import dev.navicert.cli.settings.Surroundings;
import dev.navicert.cli.terminal.Log;
import dev.navicert.cli.terminal.Terminal;
import dev.navicert.cli.verbs.ProgramName;
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
record Session(ProgramName program, Terminal terminal, Log log, Surroundings surroundings, Clock clock) {}
