/** Hostile inputs for the parsers of what comes from outside. */
@NullMarked
package dev.navicert.fuzz;

import org.jspecify.annotations.NullMarked;
