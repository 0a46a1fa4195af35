/** JSON as Go reads and writes it. Nothing else in the program knows JSON metadata text. */
@NullMarked
package dev.navicert.tuf.json;

import org.jspecify.annotations.NullMarked;
