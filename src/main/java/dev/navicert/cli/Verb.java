package dev.navicert.cli;

import dev.navicert.cli.syntax.Invocation;
import dev.navicert.cli.terminal.FatalException;

/** What a command does. */
@FunctionalInterface
interface Verb {
    /**
     * Does it.
     *
     * @return the exit status
     * @throws FatalException with the text for the {@code * fatal:} line, if it cannot be done
     */
    int run(Invocation invocation) throws FatalException;
}
