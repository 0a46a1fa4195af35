/**
 * What the user sees: the three streams and who writes what to which ({@link dev.navicert.cli.terminal.Terminal}), log lines
 * ({@link dev.navicert.cli.terminal.Log}), tables ({@link dev.navicert.cli.terminal.Table}), and the one way a command ends
 * badly ({@link dev.navicert.cli.terminal.FatalException}).
 */
@NullMarked
package dev.navicert.cli.terminal;

import org.jspecify.annotations.NullMarked;
