/**
 * The command line: {@link dev.navicert.cli.CommandLineProgram} finds out what is asked for and has a {@code Verb} do it.
 *
 * <p>Around it lie the grammar ({@code syntax}), the verbs as data ({@code verbs}), the streams ({@code terminal}) and the
 * configuration ({@code settings}). What a verb prints is Notary 0.7.0's text, to the same stream, with the same exit status;
 * {@code --format json} is ours.
 */
@NullMarked
package dev.navicert.cli;

import org.jspecify.annotations.NullMarked;
