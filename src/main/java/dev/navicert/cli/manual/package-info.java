/**
 * Manual pages, read off the same model that parsing and help use. Door: {@code ManualPage}. {@code Roff} is the only one that
 * knows the typesetter's language.
 */
@NullMarked
package dev.navicert.cli.manual;

import org.jspecify.annotations.NullMarked;
