/**
 * The verbs as data: every command of {@code notary} 0.7.0 with its flags, sentences and argument rules, and Navicert's own.
 *
 * <p>Door: {@link dev.navicert.cli.verbs.Vocabulary}. Sentences are Notary's, slips included, because scripts and users
 * compare them; called as {@code navicert} the program's name is exchanged. What the verbs do is the room above.
 */
@NullMarked
package dev.navicert.cli.verbs;

import org.jspecify.annotations.NullMarked;
