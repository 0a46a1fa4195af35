/**
 * Completion for shells, read off the same model that parsing and help use: {@code Shell} writes a script that knows every verb
 * and flag by itself, so that pressing Tab starts no program.
 */
@NullMarked
package dev.navicert.cli.completion;

import org.jspecify.annotations.NullMarked;
