/** What builds the program, tried as the program is: the script of the build server, and the build's own refusals. */
@NullMarked
package dev.navicert.build;

import org.jspecify.annotations.NullMarked;
