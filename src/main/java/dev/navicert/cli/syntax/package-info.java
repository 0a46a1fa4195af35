/**
 * The command line's grammar: a declarative model of verbs and flags, and what cobra 1.6 and pflag 1.0 make of it.
 *
 * <p>Doors: {@link dev.navicert.cli.syntax.Command} and {@link dev.navicert.cli.syntax.Flag} say what exists,
 * {@link dev.navicert.cli.syntax.CommandLine} reads words into an {@link dev.navicert.cli.syntax.Invocation}, and
 * {@link dev.navicert.cli.syntax.HelpText} prints the model. Nothing here knows what a verb does. Called on every start,
 * so there are no regular expressions, streams or format strings on the way.
 */
@NullMarked
package dev.navicert.cli.syntax;

import org.jspecify.annotations.NullMarked;
